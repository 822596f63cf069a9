import type { Usage } from "../../src/cost/usage";
import { type Draft, resource } from "../policy/builder";

/** A row of the price book's worked example "Same production shape on GCP and Azure", and what makes it up. */
export interface Row {
  readonly row: string;
  /** USD a month, as printed. */
  readonly printed: number;
  /** What the row does not say, and what was taken for it. */
  readonly assumed: string;
  readonly drafts: readonly Draft[];
  readonly usage: Partial<Usage>;
}

const many = (count: number, make: (index: number) => Draft): readonly Draft[] => [...Array(count).keys()].map(make);

const POOL = resource("gcp:container/nodePool:NodePool", "pool", {
  nodeConfig: { machineType: "n2-standard-2", diskType: "pd-balanced", diskSizeGb: 50 },
  autoscaling: { totalMinNodeCount: 5 },
});
const CLUSTER = resource("gcp:container/cluster:Cluster", "gke", { removeDefaultNodePool: true });
const GATEWAY = resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "gateway", {
  spec: { gatewayClassName: "gke-l7-global-external-managed", listeners: [{ port: 80 }, { port: 443 }] },
});
const bucket = (name: string, storageClass: string): Draft =>
  resource("gcp:storage/bucket:Bucket", name, { name: `ss-prod-${name}-x`, location: "US-CENTRAL1", storageClass });
const replication = (name: string): Draft =>
  resource("gcp:storage/transferJob:TransferJob", name, {
    replicationSpec: { gcsDataSource: { bucketName: `ss-prod-${name}-x` } },
  });

/** Prices that a row's resources have, but that the example counts in another row. */
export const ELSEWHERE: Readonly<Record<string, RegExp>> = {
  "5 nodes 2 vCPU / 8 GB": /persistent-disk/,
  "NAT, disks, egress, cross-zone, DR, registry": /compute-engine|cluster-management-fee|load-balancing/,
};

export const EXAMPLE: readonly Row[] = [
  { row: "Kubernetes control plane", printed: 73, assumed: "", drafts: [CLUSTER], usage: {} },
  { row: "5 nodes 2 vCPU / 8 GB", printed: 284, assumed: "running all month", drafts: [POOL], usage: {} },
  {
    row: "MongoDB",
    printed: 394,
    assumed: "without an own key and without backups",
    drafts: [
      resource("mongodbatlas:index/advancedCluster:AdvancedCluster", "atlas", {
        clusterType: "REPLICASET",
        mongoDbMajorVersion: "8.0",
        replicationSpecs: [
          {
            regionConfigs: [
              { providerName: "GCP", electableSpecs: { instanceSize: "M30", nodeCount: 3, diskSizeGb: 40 } },
            ],
          },
        ],
      }),
    ],
    usage: {},
  },
  {
    row: "Redis about 13 GB, HA",
    printed: 421,
    assumed: "",
    drafts: [
      resource("gcp:redis/cluster:Cluster", "redis", {
        ...{ shardCount: 3, replicaCount: 0, nodeType: "REDIS_HIGHMEM_MEDIUM" },
      }),
    ],
    usage: {},
  },
  {
    row: "Search, 3 nodes",
    printed: 641,
    assumed: "the free Kibana beside it",
    drafts: [
      resource("ec:index/deployment:Deployment", "search", {
        elasticsearch: { autoscale: false, hot: { size: "8g", zoneCount: 3 }, master: { size: "0g" } },
        kibana: { size: "1g", zoneCount: 1 },
      }),
    ],
    usage: {},
  },
  {
    row: "Object storage 2 TB + cold",
    printed: 42,
    assumed: "2,048 GB, and 500 GB in Coldline, at the price of AWS' Glacier Instant Retrieval",
    drafts: [bucket("transcripts", "STANDARD"), bucket("recordings", "COLDLINE")],
    usage: { transcriptsGb: 2_048 / 12, recordingsGb: 500 / 12 },
  },
  {
    row: "CDN 1 TB + WAF",
    printed: 118,
    assumed: "1,024 GB in ten million requests; five rules and 25 million calls, as in the AWS column",
    drafts: [
      resource("gcp:compute/backendBucket:BackendBucket", "cdn", { enableCdn: true }),
      resource("gcp:compute/securityPolicy:SecurityPolicy", "waf", {
        type: "CLOUD_ARMOR",
        rules: [0, 1, 2, 3, 4].map((priority) => ({ priority })),
      }),
    ],
    usage: { cdnGb: 1_024, cdnRequests: 10e6, apiCalls: 25e6 },
  },
  { row: "Load balancer", printed: 28, assumed: "1.2 TB through it", drafts: [GATEWAY], usage: { edgeGb: 1_200 } },
  {
    row: "DNS, secrets, keys",
    printed: 5,
    assumed: "ten million queries, ten secrets in one place read 100,000 times, four keys that never rotate",
    drafts: [
      resource("gcp:dns/managedZone:ManagedZone", "zone", { visibility: "public" }),
      resource("gcp:secretmanager/secret:Secret", "secret", { replication: { auto: {} } }),
      ...many(10, (index) =>
        resource("gcp:secretmanager/secretVersion:SecretVersion", `version-${index}`, { secret: "<secret.id>" }),
      ),
      ...many(4, (index) => resource("gcp:kms/cryptoKey:CryptoKey", `key-${index}`, {})),
    ],
    usage: { dnsQueries: 10e6, secretReads: 100_000 },
  },
  {
    row: "Logs and alerts",
    printed: 1,
    assumed: "50 GB kept for 30 days, ten conditions; flow records are left out",
    drafts: [
      resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", "logs", {
        ...{ bucketId: "ss-prod-nodes", retentionDays: 30 },
      }),
      ...many(10, (index) =>
        resource("gcp:monitoring/alertPolicy:AlertPolicy", `alert-${index}`, { conditions: [{ displayName: "one" }] }),
      ),
    ],
    usage: { logsGb: 50 },
  },
  {
    row: "NAT, disks, egress, cross-zone, DR, registry",
    printed: 94,
    assumed:
      "300 GB through NAT at one address, 5 x 50 GB, 200 GB out, 500 GB between zones, 535 GB to 2 TB of Coldline, 10 GB",
    drafts: [
      ...[POOL, CLUSTER],
      resource("gcp:compute/routerNat:RouterNat", "nat", {}),
      resource("gcp:compute/address:Address", "nat-address", { addressType: "EXTERNAL" }),
      GATEWAY,
      bucket("recordings-dr", "COLDLINE"),
      ...[replication("recordings"), replication("documents")],
      resource("gcp:artifactregistry/repository:Repository", "images", {
        vulnerabilityScanningConfig: { enablementConfig: "DISABLED" },
      }),
    ],
    usage: {
      ...{ natGb: 300, internetOutGb: 200, databaseGb: 200, interZoneGb: 500, imagesGb: 10 },
      ...{ recordingsGb: 2_048 / 12, documentsGb: 535 - 2_048 / 12 },
    },
  },
];

/** As printed under the table. */
export const TOTAL = 2_101;
