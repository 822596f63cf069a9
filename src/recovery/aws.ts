import {
  clusterOverZones,
  created,
  nothing,
  NOTICED,
  planned,
  regionalImages,
  regionalVersions,
  REINDEX,
  RESTART,
  seconds,
  type Steps,
} from "./kinds";
import type { RecoveryVendor } from "./vendor";

const REGIONAL = "AWS, regional services";
const FROM_SNAPSHOT: Steps = [
  NOTICED,
  created("group from the snapshot", 10),
  planned("the snapshot is loaded", 10),
  RESTART,
];

/** AWS. A resource that names no region stands in its provider's. */
export const AWS: RecoveryVendor = {
  prefix: "aws:",
  places: {
    home: "region",
    homeByDefault: true,
    stated: ["region"],
    // Their data planes are everywhere, wherever they are configured (AWS fault isolation boundaries, global services).
    global: ["aws:iam/", "aws:route53/", "aws:cloudfront/", "aws:budgets/"],
  },
  kinds: {
    "aws:eks/cluster:Cluster": clusterOverZones("Amazon EKS, zonal shift and node groups"),
    "aws:ecr/repository:Repository": regionalImages(REGIONAL),
    "aws:elasticache/replicationGroup:ReplicationGroup": {
      needs: 2,
      failover: { does: "a replica is promoted", minutes: 3, source: "Amazon ElastiCache, Multi-AZ: within minutes" },
      failoverLoses: seconds,
      afterZone: { snapshots: FROM_SNAPSHOT },
      afterDeletion: { snapshots: FROM_SNAPSHOT },
      afterRegion: {},
    },
    "aws:opensearch/domain:Domain": {
      // Two zones without dedicated masters are even odds (OpenSearch Service, multi-AZ domains).
      needs: 3,
      failover: {
        does: "replicas of the shards take over",
        minutes: 5,
        source: "OpenSearch Service, multi-AZ: minutes",
      },
      failoverLoses: nothing,
      // Automatic snapshots fit the same domain only.
      afterZone: {},
      afterDeletion: { snapshots: [NOTICED, planned("the newest snapshot of the index is restored", 30)] },
      afterRegion: {},
      rebuilt: { from: "database", how: [created("domain", 30), REINDEX] },
    },
    "aws:s3/bucket:Bucket": regionalVersions(
      REGIONAL,
      planned("the pods read the replica", 15),
      // S3 Replication Time Control; without it there is no promise, most objects take minutes.
      (replication) =>
        replication.text("rules.0.destination.replicationTime.status") === "Enabled"
          ? replication.number("rules.0.destination.replicationTime.time.minutes")
          : 60,
    ),
    "aws:secretsmanager/secret:Secret": regionalVersions(
      REGIONAL,
      planned("the replica is promoted", 5),
      // Written by `pulumi up` only, whose state has every value too.
      nothing,
    ),
  },
  copies: {
    "aws:backup/plan:Plan": {
      in: "target",
      at: "rules.0.copyActions",
      type: "aws:backup/vault:Vault",
    },
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
      in: "target",
      at: "rules.0.destination.bucket",
      type: "aws:s3/bucket:Bucket",
      key: "rules.0.destination.encryptionConfiguration.replicaKmsKeyId",
    },
    "aws:secretsmanager/secret:Secret": { in: "list", at: "replicas", region: "region", key: "kmsKeyId" },
  },
  twins: { "aws:kms/replicaKey:ReplicaKey": "primaryKeyArn" },
};
