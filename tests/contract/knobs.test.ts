import { beforeAll, describe, expect, it } from "vitest";
import { contractOf, type Tier } from "../../stacks";
import type { StackConfig } from "../../src/config/config";
import { loadConfig } from "../../src/config/load";
import { PROJECT } from "../../src/conventions/tags";
import type { Graph, Value } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { program } from "../../src/index";
import { planOf } from "../../src/plan/plan";
import { configOf } from "../graphs";

type Path = readonly (string | number)[];

const STACK = "prod";
const BASE = configOf({ tier: "production" });

/** Alternatives where a neighbouring number is not a size that exists. */
const OTHER: Readonly<Record<string, unknown>> = {
  "database.tier": "M50",
  "database.growsTo": "M60",
  "database.shards": 2,
  "cache.memoryGb": 26,
  "cache.shards": 3,
  "cache.replicasPerShard": 1,
  "cache.snapshots.everyHours": 24,
  "search.nodes": 5,
  "logs.retentionDays": 14,
  "logs.auditRetentionDays": 14,
  dr: "none",
  nat: "single",
  "edge.waf": "basic",
  cloudflarePlan: "free",
  "budget.scope": "total",
};

/** Every number, switch and word of a contract. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function turned(contract: Tier, path: Path): Tier {
  const copy = structuredClone(contract);
  const owner = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  const last = String(path.at(-1));
  owner[last] = OTHER[path.join(".")] ?? next(owner[last]);
  return copy;
}

function next(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.slice(1);
  throw new Error(`say in OTHER what ${String(value)} can be turned to`);
}

/** What a knob may change besides figures: inputs and options of resources, but not tags and descriptions. */
function shapeOf({ resources }: Graph, prefix = ""): string {
  const own = resources.filter(({ name }) => name.startsWith(prefix));
  return JSON.stringify(own.map(({ urn, inputs, protect }) => [urn, protect, withoutProse(inputs)]));
}

const figuresOf = ({ graph, config }: Recorded): string => JSON.stringify(planOf(config, graph, "2026-11-25").contract);

function withoutProse(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !/tags|description|comment/i.test(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
}

interface Recorded {
  readonly graph: Graph;
  readonly config: StackConfig;
}

async function run(change: (config: StackConfig) => StackConfig, settings = BASE): Promise<Recorded> {
  let config: StackConfig | undefined;
  const start = () => {
    config = change(loadConfig());
    return program(config);
  };
  const graph = await record(start, { project: PROJECT, stack: STACK, mode: "resolved", ...settings });
  if (config === undefined) throw new Error("the program did not start");
  return { graph, config };
}

let base: Recorded;
beforeAll(async () => {
  base = await run((config) => config);
});

const production = contractOf("production", null);
/** Parts of a machine's size: alone they name a machine that does not exist. */
const isPart = (path: Path) => /^(vcpu|memoryGiB|burstable)$/.test(String(path.at(-1)));
const pathsOf = (root: keyof Tier) => leavesOf(production[root], [root]).filter((path) => !isPart(path));

/** Sizes of one capability, and the prefix of the resources that they must show in. */
const CAPABILITIES: Readonly<Partial<Record<keyof Tier, string>>> = {
  nodePools: "crm-cluster-",
  database: "crm-database-",
  cache: "crm-cache-",
  search: "crm-search-",
  objects: "crm-object-store-",
};

/** One knob of each capability is turned in the same recording: each shows in its own resources, so none hides another. */
const rounds = Array.from({ length: Math.max(...roots().map((root) => pathsOf(root).length)) }, (_, index) =>
  roots().flatMap((root) => pathsOf(root).slice(index, index + 1)),
);
const others = leavesOf(production).filter((path) => !(String(path[0]) in CAPABILITIES) && !isPart(path));
const parts = leavesOf(production).filter(isPart);

function roots(): readonly (keyof Tier)[] {
  return Object.keys(CAPABILITIES) as (keyof Tier)[];
}

const withContract = (contract: Tier) => run((config) => ({ ...config, contract, protect: contract.protect }));

describe("no dead knob", () => {
  it.each(rounds.map((paths) => [paths.map((path) => path.join(".")).join(", "), paths] as const))(
    "%s",
    async (_, paths) => {
      const { graph } = await withContract(paths.reduce(turned, production));
      for (const path of paths) {
        const prefix = CAPABILITIES[path[0] as keyof Tier] ?? "";
        expect(shapeOf(graph, prefix), path.join(".")).not.toBe(shapeOf(base.graph, prefix));
      }
    },
  );

  it.each(others.map((path) => [path.join("."), path] as const))("%s", async (_, path) => {
    const contract = turned(production, path);
    // A figure of the plan needs no second recording to show.
    if (figuresOf({ ...base, config: { ...base.config, contract } }) !== figuresOf(base)) return;
    const { graph } = await withContract(contract);
    expect(shapeOf(graph)).not.toBe(shapeOf(base.graph));
  });

  it.each(parts.map((path) => [path.join("."), path] as const))("%s", async (_, path) => {
    const shape = await withContract(turned(production, path)).then(
      ({ graph }) => shapeOf(graph),
      (error: unknown) => (error as Error).message,
    );
    expect(shape).not.toBe(shapeOf(base.graph));
    if (!shape.startsWith("[")) expect(shape).toMatch(/no AWS equal of size/);
  });

  /** `allowMove` only matters beside a deployed stack (tests/placement); `owner` is a tag, which is its whole purpose. */
  const keys: Readonly<Record<string, string>> = {
    "crm:tier": "enterprise",
    "crm:phase": "mvp",
    "crm:owns": "[]",
    "crm:hostSuffix": "-blue",
    "crm:adminCidrs": '["203.0.113.0/24"]',
    "crm:unprotect": STACK,
    "crm:budgetStart": "2027-01-01",
    "crm:alertEmail": "someone@sequelstring.com",
    "crm:aws": '{"accountId":"123456789012","region":"us-east-2","drRegion":"us-west-2","serviceRoles":"exist"}',
    "crm:atlas": '{"orgId":"32b6e34b3d91647abb20e7b8"}',
    "crm:cloudflare": `{"accountId":"${"1".repeat(32)}","zoneId":"${"2".repeat(32)}","zone":"sequelstring.com"}`,
    "crm:cloudflare.plan": `{"accountId":"${"0".repeat(32)}","zoneId":"${"0".repeat(32)}","zone":"example.com","plan":"free"}`,
    "crm:images": '{"repository":"registry.sequelstring.com/crm","tag":"1.0.0"}',
    "crm:images.tag": '{"tag":"1.0.1"}',
    "crm:images.digests": `{"tag":"1.0.0","digests":{"api":"sha256:${"a".repeat(64)}"}}`,
    "crm:workloads": "false",
    "crm:pods": '{"frontend":{"max":6}}',
    "crm:secrets": "{}",
  };

  it.each(Object.entries(keys))("%s", async (key, value) => {
    const settings = { ...BASE, config: { ...BASE.config, [key.split(".")[0] ?? key]: value } };
    const { graph } = await run((config) => config, settings);
    expect(shapeOf(graph)).not.toBe(shapeOf(base.graph));
  });
});
