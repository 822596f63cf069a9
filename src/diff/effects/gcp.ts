import type { Value } from "../../graph/graph";
import { type ChangeKinds, deletesSooner, recordsAt, shrinks, turnsOff, valueAt } from "./kinds";

/** What a rule deletes is what its other conditions name. */
const DELETES_SOONER = deletesSooner((bucket) =>
  recordsAt(bucket, "lifecycleRules").flatMap((rule) => {
    if (valueAt({ inputs: rule }, "action.type") !== "Delete") return [];
    const { age, daysSinceNoncurrentTime, ...scope } = (rule["condition"] ?? {}) as Readonly<Record<string, Value>>;
    return [[JSON.stringify(scope), Number(age ?? daysSinceNoncurrentTime ?? 0)] as const];
  }),
);

/** Google Cloud: inputs that the provider's schema marks as "forces new resource", and what loses data; names and places are in `index.ts`. */
export const GCP_CHANGES: ChangeKinds = {
  "ec:index/deployment:Deployment": {
    rolls: ["elasticsearch", "version"],
    holds: "the index, which is built again from the database",
  },
  "gcp:artifactregistry/repository:Repository": { replaces: ["format", "kmsKeyName"], holds: "images" },
  // What a certificate is for is fixed (Certificate Manager API: "Immutable").
  "gcp:certificatemanager/certificate:Certificate": { replaces: ["managed"] },
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": { replaces: ["hostname", "map"] },
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": { replaces: ["domain"] },
  "gcp:compute/subnetwork:Subnetwork": { replaces: ["ipCidrRange", "purpose"] },
  "gcp:container/cluster:Cluster": {
    replaces: ["ipAllocationPolicy", "initialNodeCount", "datapathProvider", "defaultMaxPodsPerNode", "networkingMode"],
    rolls: ["minMasterVersion"],
  },
  "gcp:container/nodePool:NodePool": {
    replaces: [
      ...["initialNodeCount", "maxPodsPerNode", "networkConfig", "nodeConfig.bootDiskKmsKey", "nodeConfig.spot"],
      ...["nodeConfig.serviceAccount", "nodeConfig.oauthScopes", "nodeConfig.shieldedInstanceConfig"],
    ],
    rolls: ["nodeConfig", "version"],
  },
  "gcp:gkebackup/backupPlan:BackupPlan": {
    loses: [shrinks("backups older than the new age", "retentionPolicy.backupRetainDays")],
    holds: "the schedule of the backups of volumes",
  },
  "gcp:kms/cryptoKey:CryptoKey": {
    replaces: ["purpose", "destroyScheduledDuration", "importOnly"],
    holds: "all that is encrypted with it",
  },
  "gcp:logging/projectBucketConfig:ProjectBucketConfig": {
    loses: [shrinks("log lines older than the new age", "retentionDays")],
    holds: "logs",
  },
  "gcp:redis/instance:Instance": {
    replaces: ["tier", "authorizedNetwork", "connectMode", "customerManagedKey", "transitEncryptionMode"],
    rolls: ["memorySizeGb", "replicaCount", "redisVersion"],
    loses: [turnsOff("what is in memory when the instance restarts", "persistenceConfig.persistenceMode", "RDB")],
    holds: "sessions and queued jobs",
  },
  "gcp:secretmanager/secret:Secret": { replaces: ["replication"] },
  "gcp:storage/bucket:Bucket": {
    loses: [
      DELETES_SOONER,
      turnsOff("what is overwritten from now on", "versioning.enabled"),
      shrinks("objects deleted longer ago than the new time", "softDeletePolicy.retentionDurationSeconds"),
    ],
    holds: "objects",
  },
};
