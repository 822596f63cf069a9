import type { Graph, GraphResource } from "../../src/graph/graph";
import type { PageCostLine, PageRecovery, PageStep, PlanPage } from "../../src/html/page";

/** A bill, losses and times for the resources of a real graph: invented, but plausible. */

/** What a resource of a type costs a month: item, how many, of what, USD for one. */
const PRICES: readonly (readonly [type: RegExp, item: string, quantity: number, unit: string, unitPrice: number])[] = [
  [/advancedCluster|AdvancedCluster|mongoCluster/, "Database cluster, 3 nodes", 2_190, "node hours", 0.54],
  [/eks\/nodeGroup|NodePool|AgentPool/, "Nodes of one zone, at the least", 2_190, "node hours", 0.0816],
  [/eks\/cluster:|container.*:Cluster|ManagedCluster$/, "Kubernetes control plane", 730, "hours", 0.1],
  [/natGateway:NatGateway|NatGateway$/, "NAT gateway", 730, "hours", 0.045],
  [/opensearch\/domain|search:Service$|ec:.*Deployment$/, "Search nodes", 2_190, "node hours", 0.167],
  [/replicationGroup|redis.*instance|RedisEnterprise$/, "Cache nodes", 2_190, "node hours", 0.206],
  [/lb\/loadBalancer|TrafficController/, "Load balancer", 730, "hours", 0.0225],
  [/s3\/bucket:|storage\/bucket|StorageAccount$/, "Recordings and documents", 2_400, "GB", 0.0125],
  [/kms\/key|secretsmanager\/secret:/, "Key or secret", 1, "one", 0.4],
  [/metricAlarm|alertPolicy/, "Alarm", 1, "one", 0.1],
  [/vpcEndpoint/, "Private endpoint", 2_190, "zone hours", 0.01],
];

/** What the page shows nothing of. */
const PRICED = { vendor: "aws", price: "aws/some/price", confidence: "high" } as const;

export function lineOf({ urn, type }: GraphResource, groups: ReadonlyMap<string, string>): readonly PageCostLine[] {
  const price = PRICES.find(([pattern]) => pattern.test(type));
  if (price === undefined) return [];
  const [, item, quantity, unit, unitPrice] = price;
  const monthly = Math.round(quantity * unitPrice * 100) / 100;
  const source = "the vendor's price list for us-east-1";
  return [
    {
      ...PRICED,
      urn,
      group: groups.get(urn) ?? "other",
      item,
      quantity,
      unit,
      unitPrice,
      monthly,
      source,
      asOf: "2026-11-12",
    },
  ];
}

export const THIRD_PARTIES: readonly PageCostLine[] = [
  ["Twilio, calls", 50_000, "minutes", 0.013],
  ["Datadog, hosts", 8, "hosts", 23],
  ["Cloudflare, plan pro", 1, "zone", 25],
].map(([item, quantity, unit, unitPrice]) => ({
  ...PRICED,
  urn: null,
  group: "thirdParty",
  item: String(item),
  quantity: Number(quantity),
  unit: String(unit),
  unitPrice: Number(unitPrice),
  monthly: Number(quantity) * Number(unitPrice),
  source: "the vendor's price list",
  asOf: null,
}));

const TARGETS = { critical: [60, 5], high: [240, 60], low: [1_440, 1_440] } as const;

/** Data, its class, and minutes until it is back and minutes lost, for each kind of loss. */
const LOSSES: readonly (readonly [
  type: RegExp,
  data: string,
  level: keyof typeof TARGETS,
  losses: readonly (readonly [failure: PageRecovery["failure"], rto: number, rpo: number])[],
])[] = [
  [
    /dvancedCluster/,
    "Customers' data",
    "critical",
    [
      ["zone", 0.5, 0],
      ["deletion", 45, 1],
      ["region", 240, 60],
    ],
  ],
  [
    /replicationGroup/,
    "Jobs and sessions",
    "high",
    [
      ["zone", 1, 0],
      ["deletion", 20, 120],
      ["region", 60, 120],
    ],
  ],
  [
    /s3\/bucket:/,
    "Recordings",
    "high",
    [
      ["zone", 0, 0],
      ["deletion", 30, 0],
      ["region", 120, 15],
    ],
  ],
  [
    /opensearch\/domain/,
    "Search index",
    "low",
    [
      ["zone", 0, 0],
      ["deletion", 120, 60],
      ["region", 240, 0],
    ],
  ],
];

export function recoveryOf(resources: readonly GraphResource[]): readonly PageRecovery[] {
  return LOSSES.flatMap(([type, data, level, losses]) => {
    const urn = resources.find((resource) => type.test(resource.type))?.urn;
    if (urn === undefined) return [];
    const by = resources.filter((resource) => /backup|replic/i.test(resource.type)).slice(0, 2);
    const [targetRtoMinutes, targetRpoMinutes] = TARGETS[level];
    return losses.map(([failure, rtoMinutes, rpoMinutes]) => ({
      data,
      urn,
      class: level,
      failure,
      rtoMinutes,
      rpoMinutes,
      targetRtoMinutes,
      targetRpoMinutes,
      meets: rtoMinutes <= targetRtoMinutes && rpoMinutes <= targetRpoMinutes,
      by: failure === "zone" ? [] : by.map((resource) => resource.urn),
      why: failure === "zone" ? "nodes in other zones take over" : "restored from its copies",
      sources: ["the vendor's guide"],
    }));
  });
}

const MINUTES: readonly (readonly [type: RegExp, minutes: number])[] = [
  [/opensearch\/domain/, 27],
  [/eks\/cluster:|:Cluster$|ManagedCluster$/, 9.5],
  [/replicationGroup|redis/i, 12],
  [/dvancedCluster/, 10],
  [/nodeGroup|NodePool|AgentPool/, 2.5],
  [/distribution:|loadBalancer/, 4],
  [/natGateway|vpcEndpoint/, 1.75],
  [/apps\/v1|batch\/v1/, 1.5],
];

/** Everything begins when what it depends on is there. */
export function timelineOf({ resources }: Graph): PlanPage["timeline"] {
  const steps = new Map<string, PageStep & { readonly after: string | undefined }>();
  const endOf = (urn: string) => (steps.get(urn)?.start ?? 0) + (steps.get(urn)?.minutes ?? 0);
  // What is depended on is registered before.
  for (const { urn, type, dependencies } of resources.filter(({ custom }) => custom)) {
    const after = [...dependencies].sort((a, b) => endOf(b) - endOf(a))[0];
    const minutes = MINUTES.find(([pattern]) => pattern.test(type))?.[1] ?? 0.05;
    steps.set(urn, { urn, start: after === undefined ? 0 : endOf(after), minutes, slack: 0, after });
  }
  const all = [...steps.values()];
  const path: PlanPage["timeline"]["criticalPath"][number][] = [];
  let last = [...all].sort((a, b) => endOf(b.urn) - endOf(a.urn))[0];
  const minutes = last === undefined ? 0 : endOf(last.urn);
  while (last !== undefined) {
    path.unshift({ urn: last.urn, start: last.start, minutes: last.minutes });
    last = steps.get(last.after ?? "");
  }
  const urn = path[0]?.urn ?? "";
  return {
    unknownTypes: [],
    ...{ minutes, criticalPath: path, steps: all },
    forced: {
      name: "a slow service",
      minutes: 27,
      links: [{ urn, minutes: 27, why: "its nodes are started one by one" }],
    },
    advice: [
      { urn, waitsFor: [urn], minutes: 3, minutesEverywhere: 3, reason: null },
      { urn, waitsFor: [urn], minutes: 1, minutesEverywhere: 1, reason: "requests would be lost" },
    ],
  };
}
