import type { Document } from "yaml";
import { CLOUDS, type CloudName } from "../conventions/clouds";
import { hintAt, keysAt } from "../config/hints";
import { PLACES } from "../config/places";
import { isPlaceholder } from "../config/warnings";
import { readStackFile } from "../plan/stack-file";
import { canaryFor } from "./canaries";

/** Which stack is rehearsed, and what of its settings is different. */
export interface Rehearsed {
  readonly stack: string;
  readonly cloud?: string;
  readonly tier?: string;
  readonly phase?: string;
}

/** The settings of a stack with everything in them that an update asks for. */
export interface RehearsedSettings {
  readonly cloud: CloudName;
  readonly tier: string;
  /** The stack file, without secrets. */
  readonly text: string;
  /** Secrets by path, each a canary. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The committed settings of a stack, with invented but valid ones in the place of every placeholder: the schema's own examples.
 * @throws ConfigError where there is no such stack
 */
export function rehearsedSettings({ stack, cloud, tier, phase }: Rehearsed): RehearsedSettings {
  const file = readStackFile(stack);
  if (cloud !== undefined) file.setIn(["config", "crm:cloud"], cloud);
  if (tier !== undefined) file.setIn(["config", "crm:tier"], tier);
  if (phase !== undefined) file.setIn(["config", "crm:phase"], phase);
  for (const [key = "", ...path] of PLACEHOLDERS) fillIn(file, key, path);
  if (!file.hasIn(["config", "crm:adminCidrs"])) {
    file.setIn(["config", "crm:adminCidrs"], file.createNode([hintAt(["adminCidrs", 0]).example]));
  }
  file.deleteIn(["config", "crm:secrets"]);
  return {
    cloud: file.getIn(["config", "crm:cloud"]) as CloudName,
    tier: String(file.getIn(["config", "crm:tier"])),
    text: file.toString(),
    secrets: secretsOf(canaryFor),
  };
}

/** All secrets that the configuration takes, by path. */
export const secretsOf = (valueOf: (key: string) => string): RehearsedSettings["secrets"] =>
  Object.fromEntries(keysAt(["secrets"]).map((key) => [`crm:secrets.${key}`, valueOf(key)]));

/** Settings that name something of the operator's own. */
const PLACEHOLDERS: readonly (readonly string[])[] = [
  ["alertEmail"],
  ...CLOUDS.flatMap((cloud) => PLACES[cloud].ids.map((id) => [cloud, id])),
  ...["accountId", "zoneId", "zone"].map((key) => ["cloudflare", key]),
  ["atlas", "orgId"],
];

function fillIn(file: Document, key: string, path: readonly string[]): void {
  const at = ["config", `crm:${key}`, ...path];
  if (isPlaceholder(String(file.getIn(at) ?? ""))) file.setIn(at, hintAt([key, ...path]).example);
}
