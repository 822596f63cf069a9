import { describe, expect, it } from "vitest";
import type { Draft } from "../policy/builder";
import type { Inputs } from "../../src/graph/graph";
import { azure, billOn, casesOf, type Example, sumOf } from "./azure-bill";

const pool = (inputs: Inputs): readonly Draft[] => [
  azure("containerservice:AgentPool", "pool", { vmSize: "Standard_D4s_v5", osDiskSizeGB: 100, count: 9, ...inputs }),
];
const mongo = (inputs: Inputs): Draft =>
  azure("mongocluster:MongoCluster", "mongo", {
    properties: { compute: { tier: "M40" }, sharding: { shardCount: 2 }, storage: { sizeGb: 128 }, ...inputs },
  });
const replica = azure("mongocluster:MongoCluster", "replica", {
  properties: { createMode: "GeoReplica", replicaParameters: { sourceResourceId: "<mongo.id>" } },
});

const COMPUTE: readonly Example[] = [
  ["a pool, at the least it scales to", 2 * (0.192 * 730 + 19.71), pool({ enableAutoScaling: true, minCount: 2 })],
  ["a pool that doesn't scale", 9 * (0.192 * 730 + 19.71), pool({ enableAutoScaling: false, minCount: 2 })],
  ["a pool without disks of its own", 9 * 0.192 * 730, pool({ osDiskType: "Ephemeral" })],
  ["a pool at rest", 0, pool({ enableAutoScaling: true, minCount: 0 })],
  [
    "a cluster and its own pools",
    73 + 3 * (70.08 + 10.21),
    [
      azure("containerservice:ManagedCluster", "cluster", {
        sku: { tier: "Standard" },
        agentPoolProfiles: [{ vmSize: "Standard_D2s_v5", osDiskSizeGB: 50, enableAutoScaling: true, minCount: 3 }],
      }),
    ],
  ],
  [
    "a registry with more than it includes",
    5.07 + 30 * 0.1,
    [azure("containerregistry:Registry", "registry", { sku: { name: "Basic" } })],
    { imagesGb: 40 },
  ],
];

const DATA: readonly Example[] = [
  ["a database, each shard of it", 2 * (0.4032 * 730 + 128 * 0.1225), [mongo({})]],
  [
    "a database's standby as much again",
    4 * (0.4032 * 730 + 128 * 0.1225),
    [mongo({ highAvailability: { targetMode: "ZoneRedundantPreferred" } })],
  ],
  [
    "a replica like what it follows, without standby",
    6 * (0.4032 * 730 + 128 * 0.1225),
    [mongo({ highAvailability: { targetMode: "ZoneRedundantPreferred" } }), replica],
  ],
  [
    "a cache of one node",
    0.156 * 730,
    [
      azure("redisenterprise:RedisEnterprise", "cache", {
        sku: { name: "Balanced_B5" },
        highAvailability: "Disabled",
      }),
    ],
  ],
  [
    "search units: replicas times partitions",
    6 * 0.101 * 730,
    [azure("search:Service", "search", { sku: { name: "basic" }, replicaCount: 3, partitionCount: 2 })],
  ],
];

const endpoint = (name: string, group: string): Draft =>
  azure("network:PrivateEndpoint", name, {
    privateLinkServiceConnections: [{ groupIds: [group], privateLinkServiceId: `<${group}.id>` }],
  });

const NETWORK: readonly Example[] = [
  [
    "NAT gateways, what they carry once",
    2 * 0.045 * 730 + 300 * 0.045,
    [azure("network:NatGateway", "one"), azure("network:NatGateway", "two")],
    { natGb: 300 },
  ],
  ["an address", 3.65, [azure("network:PublicIPAddress", "address")]],
  [
    "traffic to the internet in steps, 100 GB for nothing",
    (10_000 - 100) * 0.087 + 2_000 * 0.083,
    [azure("network:VirtualNetwork", "network")],
    { internetOutGb: 11_000, playbackGb: 500, natOutGb: 500 },
  ],
  [
    "endpoints of databases, what goes to them once",
    2 * 7.3 + 500 * 0.01,
    [endpoint("a", "MongoCluster"), endpoint("b", "redisEnterprise")],
    { interZoneGb: 500 },
  ],
  [
    "an endpoint of objects",
    7.3 + (2 * 500 + 25 + 10 + 50) * 0.01,
    [endpoint("a", "blob")],
    { recordingsGb: 500, transcriptsGb: 25, documentsGb: 10, playbackGb: 50 },
  ],
  ["an endpoint of secrets", 7.3, [endpoint("a", "vault")]],
  [
    "flow records, 5 GB of them for nothing, and their sums",
    15 * 0.5 + 20 * 2.3,
    [
      azure("network:FlowLog", "flow", {
        flowAnalyticsConfiguration: {
          networkWatcherFlowAnalyticsConfiguration: { enabled: true, trafficAnalyticsInterval: 60 },
        },
      }),
    ],
    { flowLogsGb: 20 },
  ],
  [
    "a layer 4 balancer with seven rules",
    18.25 + 2 * 7.3 + 10 * 0.005,
    [azure("network:LoadBalancer", "balancer", { loadBalancingRules: [1, 2, 3, 4, 5, 6, 7] })],
    { edgeGb: 10 },
  ],
  ["a private zone", 0.5, [azure("privatedns:PrivateZone", "zone")]],
  ["a public zone", 0.5 + 3 * 0.4, [azure("dns:Zone", "zone")], { dnsQueries: 3e6 }],
];

const EDGE: readonly Example[] = [
  [
    // Application Gateway for Containers, understanding pricing, example 6; 4,600 GB are 14 Mbit/s, and seven units.
    "Microsoft's own example of a gateway with a firewall",
    12.41 + 7.3 + 87.6 + 7 * 5.84 + 49.64 + 15,
    [
      azure("servicenetworking:TrafficControllerInterface", "gateway"),
      azure("servicenetworking:FrontendsInterface", "frontend"),
      azure("servicenetworking:AssociationsInterface", "association"),
      azure("network:WebApplicationFirewallPolicy", "waf", {
        managedRules: { managedRuleSets: [{ ruleSetType: "DefaultRuleSet" }, { ruleSetType: "BotManager" }] },
      }),
      azure("servicenetworking:SecurityPoliciesInterface", "link", { wafPolicy: { id: "<waf.id>" } }),
    ],
    { edgeGb: 4_600, apiCalls: 10e6 },
  ],
  [
    "a CDN, its own rules for nothing",
    35 + 100 * 0.0825 + 2 * 0.009,
    [
      azure("cdn:Profile", "cdn", { sku: { name: "Standard_AzureFrontDoor" } }),
      azure("frontdoor:Policy", "waf", { sku: { name: "Standard_AzureFrontDoor" }, customRules: { rules: ["a"] } }),
    ],
    { cdnGb: 100, cdnRequests: 20_000 },
  ],
];

describe.each([
  ["compute", COMPUTE],
  ["data", DATA],
  ["network", NETWORK],
  ["edge", EDGE],
] as const)("Azure's %s", (_area, examples) => {
  it.each(casesOf(examples))("prices $what", ({ usd, drafts, usage }) => {
    const { lines, unpriced } = billOn(drafts, usage);
    expect(unpriced).toEqual([]);
    expect(sumOf(lines)).toBeCloseTo(usd, 1);
  });
});

describe("what says too little", () => {
  it.each([
    ["a machine that the book has no price of", pool({ vmSize: "Standard_Z1_v9" }), /Standard_Z1_v9/],
    ["a disk that no class is large enough for", pool({ osDiskSizeGB: 2_000 }), /2000 GiB/],
    ["a pool that says no machine", pool({ vmSize: "" }), /vm-linux/],
    ["a replica of nothing", [replica], /replica/],
    ["a size that only the cloud knows", [mongo({ compute: { tier: "<other.tier>" } })], /compute.tier/],
    ["an edition nobody knows", [azure("search:Service", "search", { sku: { name: "huge" } })], /huge/],
  ])("is unpriced: %s", (_what, drafts, reason) => {
    const { lines, unpriced } = billOn(drafts);
    expect(lines).toEqual([]);
    expect(unpriced.map((line) => line.reason).join()).toMatch(reason);
  });
});
