import type { Command } from "commander";
import { vi } from "vitest";
import { exitCodeOf } from "../../src/plan/command";
import { manifestsCommand } from "../../src/plan/manifests-command";
import { planCommand } from "../../src/plan/plan-command";

/** `npm run plan` in this process: what it would print, and the exit code that it would end with. */
export const plan = (args: readonly string[]) => outcomeOf(planCommand(), args);

/** `npm run manifests`, likewise. */
export const manifests = (args: readonly string[]) => outcomeOf(manifestsCommand(), args);

async function outcomeOf(command: Command, args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const listen = (stream: "stdout" | "stderr") =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  const spies = [listen("stdout"), listen("stderr")];
  const status = await exitCodeOf(command.parseAsync([...args], { from: "user" }));
  for (const spy of spies) spy.mockRestore();
  return { status, ...said };
}
