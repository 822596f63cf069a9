import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { PhaseName, TierName } from "../stacks";
import type { CloudName } from "../src/conventions/clouds";
import { keysAt } from "../src/config/hints";
import type { Graph } from "../src/graph/graph";
import { settingsOf, type StackSettings } from "../src/plan/settings";
import { readStackFile } from "../src/plan/stack-file";

/** The real program's graphs, recorded once per run of the suite by `tests/record.ts` and shared as data. */

export interface Variant {
  /** AWS where nothing is said. */
  readonly cloud?: CloudName;
  readonly tier: TierName;
  readonly phase?: PhaseName;
}

export const AWS_VARIANTS: readonly Variant[] = [
  { tier: "dev" },
  { tier: "staging" },
  { tier: "production" },
  { tier: "production", phase: "mvp" },
  { tier: "production", phase: "growth" },
  { tier: "production", phase: "scale" },
  { tier: "enterprise" },
];

export const GCP_VARIANTS: readonly Variant[] = AWS_VARIANTS.map((variant) => ({ ...variant, cloud: "gcp" }));

export const AZURE_VARIANTS: readonly Variant[] = AWS_VARIANTS.map((variant) => ({ ...variant, cloud: "azure" }));

export const ALL_VARIANTS: readonly Variant[] = [...AWS_VARIANTS, ...GCP_VARIANTS, ...AZURE_VARIANTS];

/**
 * How a variant is recorded. What differs between a first preview, a later one and an update does not depend on sizes: the tiers stand
 * for their phases, two of them for updates.
 */
export function modesOf({ tier, phase }: Variant): readonly Graph["mode"][] {
  if (phase !== undefined) return ["resolved"];
  return tier === "dev" || tier === "production"
    ? ["firstPreview", "resolved", "update"]
    : ["firstPreview", "resolved"];
}

/** What every secret of a recorded stack looks like; it must be readable nowhere. */
export const CANARY = /canary-\w+-7f3a/;

const STACKS: Readonly<Record<TierName, string>> = {
  dev: "dev",
  staging: "staging",
  production: "prod",
  enterprise: "prod",
};

export const GRAPHS = resolve(__dirname, "../node_modules/.cache/graphs");

export const nameOfVariant = ({ cloud = "aws", tier, phase }: Variant): string =>
  [...(cloud === "aws" ? [] : [cloud]), tier, ...(phase === undefined ? [] : [phase])].join("-");

/** The stack that a variant is planned as: the committed stack file is its configuration. */
export const stackOf = ({ tier }: Variant): string => STACKS[tier];

/** The committed configuration of a variant's stack, with a canary for every secret. */
export function configOf({ cloud = "aws", tier, phase }: Variant): StackSettings {
  const secrets = keysAt(["secrets"]).map((key) => `crm:secrets.${key}=canary-${key}-7f3a`);
  const overlay = phase === undefined ? [] : [`crm:phase=${phase}`];
  return settingsOf(readStackFile(STACKS[tier]), [`crm:cloud=${cloud}`, `crm:tier=${tier}`, ...overlay, ...secrets]);
}

export const fileOf = (variant: Variant, mode: Graph["mode"]): string => `${nameOfVariant(variant)}.${mode}.json`;

/** Where the recorder says why there are no graphs. */
export const FAILURE = "failure.txt";

const READ = new Map<string, Graph>();

/** The graph of a variant, as it is read by rules and plans unless another mode is asked for: one for all, so nobody may change it. */
export function graphOf({ mode = "resolved", ...variant }: Variant & { readonly mode?: Graph["mode"] }): Graph {
  const file = fileOf(variant, mode);
  const graph = READ.get(file) ?? read(file);
  READ.set(file, graph);
  return graph;
}

function read(file: string): Graph {
  const failure = join(GRAPHS, FAILURE);
  if (existsSync(failure)) throw new Error(`the program could not be recorded:\n${readFileSync(failure, "utf8")}`);
  return frozen(JSON.parse(readFileSync(join(GRAPHS, file), "utf8")) as Graph);
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
