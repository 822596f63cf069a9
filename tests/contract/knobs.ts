import type { Tier } from "../../stacks";
import type { Graph, GraphResource, Value } from "../../src/graph/graph";

/** Where a part of the contract shows: the same resources on every cloud, by their names. */
export interface Shows {
  readonly in: RegExp;
  /** One input of those resources, where others of the same capability show in the others; the names that clouds have for it. */
  readonly input?: readonly string[];
  /** Not in inputs: whether such resources are there at all, or whether they are protected. */
  readonly as?: "there" | "protect";
  /** Paths that show in places which this one changes too: the two can't be told apart in one recording. */
  readonly spoils?: RegExp;
}

export interface Knob extends Shows {
  readonly path: string;
}

const POD = /^pods\.(\w+)\.(.+)$/;
const SPOILS_QUOTA = /^pods\.scheduler\.max$/;
const WIDE = /^(?!(protect|ownKeys|dr)$)/;

const SHOWS: readonly (readonly [path: RegExp, shows: Shows])[] = [
  [/^nodePools\.general/, { in: /^crm-cluster-general/ }],
  [/^nodePools\.workers/, { in: /^crm-cluster-workers/ }],
  [/^database\.sharded$/, { in: /^crm-database-cluster$/, input: ["clusterType"] }],
  [/^database\.pointInTime$/, { in: /^crm-database-cluster$/, input: ["pitEnabled"] }],
  [/^database\./, { in: /^crm-database-cluster$/, input: ["replicationSpecs", "properties"] }],
  [/^cache\.snapshots\.everyHours$/, { in: /^crm-cache-snapshots-(schedule|job|workflow)$/, spoils: /^cache\./ }],
  [
    /^cache\.snapshots\.keepDays$/,
    { in: /^crm-cache-snapshots-(machine|bucket|account-lifecycle)$/, spoils: /^cache\./ },
  ],
  [/^cache\.clusterMode$/, { in: /^crm-cache-(group|instance)$/, spoils: /^pods\.(?!scheduler\.max)/ }],
  [/^cache\./, { in: /^crm-cache-(group|instance|cache)$/ }],
  [/^search(\.|$)/, { in: /^crm-search-(domain|deployment|service)$/ }],
  [/^objects\./, { in: /^crm-object-store-(recordings|recordings-lifecycle|data-lifecycle|data-versions)$/ }],
  [/^(edge\.waf|load\.peakRps)$/, { in: /^crm-edge-waf$/ }],
  [/^edge\.mutualTls$/, { in: /^crm-cloudflare-client-ca$/, as: "there" }],
  [/^edge\.privateEndpoints$/, { in: /^crm-database-endpoint$/, as: "there" }],
  [/^cdn$/, { in: /^crm-cdn$/, as: "there" }],
  [/^nat$/, { in: /^crm-network-nat/ }],
  [/^cloudflarePlan$/, { in: /^crm-cloudflare-rules-managed$/, as: "there" }],
  [/^logs\.retentionDays$/, { in: /^crm-(network-logs|network-flow-logs|account-logs)$/ }],
  [/^logs\.auditRetentionDays$/, { in: /^crm-cluster-(control-plane-)?logs$/ }],
  [/^logs\.capGbPerDay$/, { in: /^crm-monitoring-log-volume$/ }],
  [/^enhancedMonitoring$/, { in: /^crm-cluster-(gke|addon-amazon-cloudwatch-observability|insights)$/ }],
  [/^backup\./, { in: /^crm-backup-(plan|policy)$/ }],
  [/^budget\.usd$/, { in: /^crm-budget-monthly$/ }],
  [/^protect$/, { in: /^crm-object-store-recordings$/, as: "protect", spoils: WIDE }],
  [/^ownKeys$/, { in: /^crm-secrets-key-/, as: "there", spoils: WIDE }],
  [/^dr$/, { in: /-dr$/, as: "there", spoils: WIDE }],
];

/** Where a path of the contract shows; undefined where only the plan's figures tell of it. */
export function knobOf(path: string): Knob | undefined {
  const [, service, what = ""] = POD.exec(path) ?? [];
  if (service !== undefined) return { path, ...podShows(service, what) };
  const shows = SHOWS.find(([pattern]) => pattern.test(path))?.[1];
  return shows && { path, ...shows };
}

function podShows(service: string, what: string): Shows {
  if (service === "scheduler" && what === "max") return { in: /^crm-workloads-quota$/ };
  const onPods = /^(cpu|memory)$/.test(what) || service === "scheduler";
  const object = onPods ? "deployment" : "autoscaler";
  return { in: new RegExp(`^crm-workloads-${service}-${object}$`), spoils: SPOILS_QUOTA };
}

/** Knobs that are turned in one recording: each shows in places that none of the others changes. */
export function roundsOf(knobs: readonly Knob[]): readonly (readonly Knob[])[] {
  const rounds: Knob[][] = [];
  for (const knob of knobs) {
    const round = rounds.find((others) => others.every((other) => goTogether(knob, other)));
    if (round === undefined) rounds.push([knob]);
    else round.push(knob);
  }
  return rounds;
}

function goTogether(one: Knob, other: Knob): boolean {
  const spoilt = one.spoils?.test(other.path) === true || other.spoils?.test(one.path) === true;
  return !spoilt && (one.in.source !== other.in.source || String(one.input) !== String(other.input));
}

/** What is to be seen of a knob in a recording. */
export function shown({ resources }: Graph, knob: Shows): string {
  const own = resources.filter(({ name }) => knob.in.test(name));
  return JSON.stringify(
    knob.as === "there" ? own.length > 0 : own.map((resource) => [resource.name, look(resource, knob)]),
  );
}

function look({ inputs, protect }: GraphResource, { input, as }: Shows): Value {
  if (as === "protect") return protect;
  return input === undefined ? withoutProse(inputs) : input.map((key) => inputs[key] ?? null);
}

function withoutProse(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !/tags|description|comment/i.test(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
}

/** Alternatives where a neighbouring number is not a size that exists; of parts, another size as a whole. */
const OTHER: Readonly<Record<string, unknown>> = {
  "nodePools.general": { vcpu: 4, memoryGiB: 16 },
  "nodePools.workers": { vcpu: 2, memoryGiB: 8 },
  search: { nodes: 2, vcpu: 2, memoryGiB: 4 },
  "database.tier": "M50",
  "database.growsTo": "M60",
  "database.shards": 2,
  "database.storageGiB": 80,
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

/** Sizes that parts of the contract name together. */
export const UNITS = ["nodePools.general", "nodePools.workers", "search"] as const;

/** Every number, switch and word of a contract. */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly string[] {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return [path.join(".")];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

export function turned(contract: Tier, path: string): Tier {
  const copy = structuredClone(contract);
  const steps = path.split(".");
  const owner = steps
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (at, key) => at[key] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  const last = steps.at(-1) ?? "";
  owner[last] = otherThan(owner[last], path);
  return copy;
}

function otherThan(value: unknown, path: string): unknown {
  const other = OTHER[path];
  if (typeof other === "object") return { ...(value as object), ...other };
  if (other !== undefined) return other;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.slice(1);
  throw new Error(`say in OTHER what ${path} can be turned to`);
}
