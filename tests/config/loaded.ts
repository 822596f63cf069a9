import { runtime } from "@pulumi/pulumi";
import type { StackConfig } from "../../src/config/config";
import { loadConfig } from "../../src/config/load";
import type { RawConfig } from "../../src/config/parse";
import { raw } from "./raw";

/** Makes `stack` the one that is running. */
export async function useStack(stack: string): Promise<void> {
  const mocks: runtime.Mocks = { newResource: ({ inputs }) => ({ id: "", state: inputs }), call: () => ({}) };
  await runtime.setMocks(mocks, "sequelstring-crm", stack);
}

/** Loads the good configuration with some changes, handed over as the engine does: everything as text. */
export function load(changes: RawConfig = {}): StackConfig {
  const entries = Object.entries(raw(changes)).map(([name, value]): [string, string] => {
    const key = name.includes(":") ? name : `crm:${name}`;
    return [key, typeof value === "string" ? value : JSON.stringify(value)];
  });
  runtime.setAllConfig(Object.fromEntries(entries));
  return loadConfig();
}
