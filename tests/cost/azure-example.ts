import type { Usage } from "../../src/cost/usage";
import type { Draft } from "../policy/builder";
import { azure } from "./azure-bill";

/** Price book's sheet, "Same production shape on GCP and Azure", Azure's column: one row, its printed total, what it is made of. */
export interface Row {
  readonly printed: number;
  readonly drafts: readonly Draft[];
}

export const REST = "NAT, disks, egress, cross-zone, DR, registry";

const account = (name: string, accessTier: string, containers: readonly string[], days: number | null) => [
  azure("storage:StorageAccount", name, { accessTier, sku: { name: "Standard_LRS" } }),
  ...containers.map((containerName) =>
    azure("storage:BlobContainer", `${name}-${containerName}`, { accountName: `<${name}.name>`, containerName }),
  ),
  ...(days === null ? [] : [lifecycle(name, days)]),
];

const lifecycle = (name: string, daysAfterModificationGreaterThan: number): Draft =>
  azure("storage:ManagementPolicy", `${name}-lifecycle`, {
    accountName: `<${name}.name>`,
    policy: {
      rules: [
        {
          enabled: true,
          definition: {
            actions: { baseBlob: { tierToCold: { daysAfterModificationGreaterThan } } },
            filters: { prefixMatch: ["recordings/"] },
          },
        },
      ],
    },
  });

/** The nodes' own disks are in the last row. The example's 64 GiB of Standard SSD are 32 GiB here, of the Premium SSD that AKS takes. */
const NODES = azure("containerservice:AgentPool", "nodes", {
  count: 5,
  enableAutoScaling: false,
  vmSize: "Standard_D2s_v5",
  osDiskSizeGB: 32,
});

const MONGO = azure("mongocluster:MongoCluster", "mongo", {
  properties: {
    compute: { tier: "M30" },
    highAvailability: { targetMode: "ZoneRedundantPreferred" },
    sharding: { shardCount: 1 },
    storage: { sizeGb: 64 },
  },
});

/** The firewall is the classic edition's, as the example counts it: own rules of today's Front Door cost nothing. */
const CDN = [
  azure("cdn:Profile", "cdn", { sku: { name: "Standard_AzureFrontDoor" } }),
  azure("frontdoor:Policy", "cdn-waf", {
    sku: { name: "Classic_AzureFrontDoor" },
    customRules: { rules: ["a", "b", "c", "d", "e"].map((name) => ({ name })) },
  }),
];

const ALARMS = Array.from({ length: 10 }, (_, index) =>
  azure("monitor:MetricAlert", `alarm-${index}`, { criteria: { allOf: [{ name: "value" }] } }),
);

const LOGS = [
  azure("operationalinsights:Workspace", "logs", { retentionInDays: 31 }),
  azure("monitor:DiagnosticSetting", "to-workspace", { workspaceId: "<logs.id>" }),
];

/** One gateway: three, as AWS has them in the same example, would cost more than this whole row. */
const NETWORK = [
  azure("network:VirtualNetwork", "network"),
  azure("network:NatGateway", "nat"),
  azure("network:PublicIPAddress", "address"),
];

/** The copy is in the cold class, and gets what production makes in a month. */
const COPY = [
  ...account("copy", "Cold", ["recordings", "documents"], null),
  azure("storage:ObjectReplicationPolicy", "copying", { destinationAccount: "<copy.id>", accountName: "<copy.name>" }),
];

const REGISTRY = azure("containerregistry:Registry", "registry", { sku: { name: "Basic" } });

export const ROWS: Readonly<Record<string, Row>> = {
  "Kubernetes control plane": {
    printed: 73,
    drafts: [azure("containerservice:ManagedCluster", "cluster", { sku: { tier: "Standard" }, agentPoolProfiles: [] })],
  },
  "5 nodes 2 vCPU / 8 GB": { printed: 350, drafts: [NODES] },
  MongoDB: { printed: 310, drafts: [MONGO] },
  "Redis about 13 GB, HA": {
    printed: 315,
    drafts: [
      azure("redisenterprise:RedisEnterprise", "redis", {
        sku: { name: "MemoryOptimized_M10" },
        highAvailability: "Enabled",
      }),
    ],
  },
  "Search, 3 nodes": {
    printed: 736,
    drafts: [azure("search:Service", "search", { sku: { name: "standard" }, replicaCount: 3, partitionCount: 1 })],
  },
  // Transcripts are what the copy does not have: 2 TB in the hot class and 500 GB in the cold one.
  "Object storage 2 TB + cold": {
    printed: 44,
    drafts: account("data", "Hot", ["recordings", "documents", "transcripts"], 85),
  },
  "CDN 1 TB + WAF": { printed: 153, drafts: CDN },
  // A layer 4 balancer with 1 TB, as the example's 24 say: Application Gateway for Containers is four times as much.
  "Load balancer": {
    printed: 24,
    drafts: [azure("network:LoadBalancer", "balancer", { loadBalancingRules: [{ name: "https" }] })],
  },
  "DNS, secrets, keys": { printed: 5, drafts: [azure("dns:Zone", "zone"), azure("keyvault:Vault", "vault")] },
  "Logs and alerts": { printed: 105, drafts: [...LOGS, ...ALARMS] },
  [REST]: { printed: 106, drafts: [...NETWORK, ...COPY, REGISTRY] },
};

export const PRINTED_TOTAL = 2_222;

const TB = 1_024;
const COPIED_GB = 535;

/**
 * The volumes that the sheet prints. 16 million requests cost in the CDN and its firewall together what the example's 10 and 25
 * million cost; the copy has 2 TB when 535 GB a month have come for not quite four months.
 */
export const USAGE: Partial<Usage> = {
  month: (2 * TB) / COPIED_GB,
  recordingsGb: 500,
  documentsGb: 35,
  transcriptsGb: 500 / ((2 * TB) / COPIED_GB),
  phoneCalls: 0,
  internetOutGb: 200,
  playbackGb: 0,
  natGb: 300,
  natOutGb: 0,
  edgeGb: TB,
  cdnGb: TB,
  cdnRequests: 16e6,
  dnsQueries: 10e6,
  secretReads: 100_000,
  logsGb: 50,
  imagesGb: 10,
};
