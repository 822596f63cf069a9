import { GCP as SAID } from "../plan/describe/gcp";
import type { Members } from "../plan/describe/members";
import { BACKUPS, STATEFUL } from "./gcp-data";
import type { Access, Kinds } from "./kinds";
import { itemsInJson, said } from "./read";

const CLUSTER = "gcp:container/cluster:Cluster";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const INSTANCE = "gcp:redis/instance:Instance";
const BUCKET = "gcp:storage/bucket:Bucket";
const SECRET = "gcp:secretmanager/secret:Secret";
const POLICY = "gcp:compute/securityPolicy:SecurityPolicy";
const BACKUP_PLAN = "gcp:gkebackup/backupPlan:BackupPlan";

/** What Google Cloud's resources have to do with the promises of a tier; those that keep data are beside. */
export const GCP: Kinds = {
  prefix: "gcp:",
  services: {
    network: { "gcp:compute/network:Network": "VPC", "gcp:compute/routerNat:RouterNat": "Cloud NAT" },
    cluster: { [CLUSTER]: "GKE" },
    identity: { "gcp:serviceaccount/account:Account": "IAM, Workload Identity" },
    registry: { [REPOSITORY]: "Artifact Registry" },
    cache: { [INSTANCE]: "Memorystore for Redis" },
    objectStore: { [BUCKET]: "Cloud Storage", "gcp:storage/transferJob:TransferJob": "Storage Transfer" },
    secrets: { [SECRET]: "Secret Manager", "gcp:kms/cryptoKey:CryptoKey": "Cloud KMS" },
    edge: {
      "kubernetes:gateway.networking.k8s.io/v1:Gateway": "global Application Load Balancer",
      [POLICY]: "Cloud Armor",
    },
    cdn: { "gcp:compute/backendBucket:BackendBucket": "Cloud CDN", [POLICY]: "Cloud Armor" },
    dns: { "gcp:dns/managedZone:ManagedZone": "Cloud DNS" },
    monitoring: { "gcp:monitoring/alertPolicy:AlertPolicy": "Cloud Monitoring" },
    backup: { [BACKUP_PLAN]: "Backup for GKE" },
    budget: { "gcp:billing/budget:Budget": "Cloud Billing" },
  },
  size: {
    network: said(SAID, "network", 0, 1),
    cluster: said(SAID, "cluster", 1),
    registry: said(SAID, "registry", 1),
    cache: said(SAID, "cache", 0),
    objectStore: said(SAID, "objectStore", 1, 3),
    secrets: said(SAID, "secrets", 1),
    edge: said(SAID, "edge", 1),
    cdn: said(SAID, "cdn", 1),
    monitoring: said(SAID, "monitoring", 1),
    backup: said(SAID, "backup", 0, 1),
    budget: said(SAID, "budget", 0),
  },
  zones: {
    network: () => "region",
    cluster: (members) => members.first("gcp:container/nodePool:NodePool")?.list("nodeLocations").length,
    registry: () => "region",
    cache: (members) => {
      const instance = members.first(INSTANCE);
      return instance && (instance.at("tier") === "STANDARD_HA" ? 1 + instance.number("replicaCount") : 1);
    },
    objectStore: () => "region",
    secrets: () => "region",
    edge: (members) => {
      const gateway = members.first("gateway.networking.k8s.io/v1:Gateway");
      return gateway && (gateway.text("spec.gatewayClassName").includes("global") ? "global" : "region");
    },
    cdn: () => "global",
    dns: () => "global",
    backup: () => "region",
  },
  access: {
    cluster: (members) => {
      const cluster = members.first(CLUSTER);
      if (cluster === undefined) return undefined;
      if (cluster.at("controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic") === true)
        return "by name, behind IAM";
      return cluster.at("privateClusterConfig.enablePrivateEndpoint") === true ? "private" : "own addresses";
    },
    registry: () => "identity",
    cache: (members) => {
      const mode = members.first(INSTANCE)?.text("connectMode");
      return mode === undefined ? undefined : mode === "PRIVATE_SERVICE_ACCESS" ? "private" : "own addresses";
    },
    objectStore: (members) => {
      const buckets = members.all(BUCKET);
      if (buckets.length === 0) return undefined;
      return buckets.every((bucket) => bucket.at("publicAccessPrevention") === "enforced") ? "identity" : "internet";
    },
    secrets: () => "identity",
    edge: edgeAccess,
  },
  stateful: STATEFUL,
  encryption: {
    [CLUSTER]: [{ at: "databaseEncryption" }],
    "gcp:container/nodePool:NodePool": [{ at: "nodeConfig.bootDiskKmsKey" }],
    [REPOSITORY]: [{ at: "kmsKeyName" }],
    [INSTANCE]: [{ at: "customerManagedKey" }],
    [BUCKET]: [{ at: "encryption" }],
    [SECRET]: [{ at: "replication" }],
    [BACKUP_PLAN]: [{ at: "backupConfig.encryptionKey" }],
  },
  keys: ["gcp:kms/cryptoKey:CryptoKey"],
  alarms: {
    "gcp:monitoring/alertPolicy:AlertPolicy": { watches: ["conditions"], tells: "notificationChannels" },
  },
  dashboards: {
    "gcp:monitoring/dashboard:Dashboard": ({ inputs }) => itemsInJson(inputs["dashboardJson"], "mosaicLayout.tiles"),
  },
  backups: BACKUPS,
};

/** The rule for everyone: the highest number is the last one that is asked (Cloud Armor). */
const LAST = 2_147_483_647;

function edgeAccess(members: Members): Access | undefined {
  const policy = members.first(POLICY);
  if (policy === undefined) return undefined;
  const rules = policy.list("rules").map((_, index) => `rules.${index}`);
  const last = rules.find((rule) => policy.number(`${rule}.priority`) === LAST);
  return last !== undefined && policy.text(`${last}.action`).startsWith("deny") ? "Cloudflare" : "internet";
}
