import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../config/problem";
import type { Graph, GraphResource } from "../graph/graph";

/** An earlier plan: what of it a comparison needs. */
export interface BasePlan {
  readonly stack: string;
  readonly cloud: string;
  readonly tier: string;
  readonly phase: string | null;
  readonly region: string;
  readonly resources: readonly GraphResource[];
  /** USD a month by resource; null in a plan that was made before costs were part of it. */
  readonly monthly: ReadonlyMap<string, number> | null;
  readonly totals: { readonly platform: number; readonly thirdParty: number } | null;
}

const SCHEMA_VERSION = 1;

const texts = z.array(z.string());
const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  custom: z.boolean(),
  parent: z.string().nullable(),
  provider: z.string().nullable(),
  inputs: z.record(z.string(), z.json()),
  dependencies: texts,
  propertyDependencies: z.record(z.string(), texts),
});

const cost = z.looseObject({
  platform: z.number(),
  thirdParty: z.number(),
  lines: z.array(z.looseObject({ urn: z.string().nullable(), monthly: z.number() })),
});

const schema = z.looseObject({
  stack: z.string(),
  cloud: z.string(),
  tier: z.string(),
  phase: z.string().nullable(),
  region: z.string(),
  resources: z.array(resource),
  cost: cost.optional(),
});

/**
 * Reads a plan that `--format json` wrote.
 * @throws ConfigError for a file that can't be read, was cut off, is no plan, or is one of another schema version
 */
export function readBasePlan(file: string): BasePlan {
  const content = jsonOf(file);
  const version = (content as { readonly schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== SCHEMA_VERSION) {
    throw refusal(
      version === undefined ? `${file} is no plan` : `${file} is a plan of schema version ${String(version)}`,
    );
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal(
      `${file} is not a whole plan of one stack: ${issue?.path.join(".") ?? ""} is missing or of another form`,
    );
  }
  const { stack, cloud, tier, phase, region, resources, cost: bill } = parsed.data;
  return {
    ...{ stack, cloud, tier, phase, region },
    // What the schema doesn't name is as this program wrote it.
    resources: resources as unknown as readonly GraphResource[],
    monthly: bill === undefined ? null : monthlyOf(bill.lines),
    totals: bill === undefined ? null : { platform: bill.platform, thirdParty: bill.thirdParty },
  };
}

/** USD a month by resource. */
export function monthlyOf(
  lines: readonly { readonly urn: string | null; readonly monthly: number }[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { urn, monthly } of lines) if (urn !== null) sums.set(urn, (sums.get(urn) ?? 0) + monthly);
  return sums;
}

/** The graph that a plan was made of, as far as readers of it ask. */
export const graphOf = ({ stack, resources }: Pick<BasePlan, "stack" | "resources">): Graph => ({
  project: "",
  stack,
  mode: "resolved",
  resources,
  outputs: {},
  componentOutputs: {},
  invokes: [],
});

function jsonOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : String(error));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(`${file} is no JSON, or was cut off`);
  }
}

function refusal(wrong: string): ConfigError {
  const allowed = `a plan of schema version ${SCHEMA_VERSION}, written by --format json --out`;
  return new ConfigError([{ path: "--diff", wrong, allowed, fix: "write it again, or name another file" }]);
}
