import type { Member, Members } from "../plan/describe/members";
import type { Kinds } from "./kinds";
import { inOtherRegion, REPLICA, snapshots, versions } from "./read";

/** What keeps data on AWS. */
export const STATEFUL: Kinds["stateful"] = {
  "aws:eks/cluster:Cluster": {
    capability: "cluster",
    names: ["name"],
    metrics: ["AWS/EKS", "AWS/EC2"],
    parts: ["aws:eks/nodeGroup:NodeGroup"],
  },
  "aws:ecr/repository:Repository": { capability: "registry", names: ["name"], metrics: null },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    capability: "cache",
    names: ["replicationGroupId"],
    metrics: ["AWS/ElastiCache", "AWS/States"],
    parts: ["aws:sfn/stateMachine:StateMachine"],
  },
  "aws:opensearch/domain:Domain": { capability: "search", names: ["domainName"], metrics: ["AWS/ES"] },
  "aws:s3/bucket:Bucket": {
    capability: "objectStore",
    names: ["bucket"],
    metrics: ["AWS/S3"],
    // What a release puts there, and what others write down about visitors.
    exceptions: ["assets", "logs"],
  },
  "aws:secretsmanager/secret:Secret": { capability: "secrets", names: ["name"], metrics: null },
};

/** How what is lost on AWS comes back. */
export const BACKUPS: Kinds["backups"] = {
  "aws:eks/cluster:Cluster": [{ by: "aws:backup/plan:Plan", gives: volumes }],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    {
      // The service's own, once a day (ElastiCache, automatic backups).
      gives: (group) => {
        const keepDays = group.number("snapshotRetentionLimit");
        return keepDays === 0 ? [] : [snapshots(24, keepDays)];
      },
    },
    {
      by: "aws:sfn/stateMachine:StateMachine",
      naming: "definition",
      gives: (machine, members) => [snapshots(hoursOf(members), termOf(machine))],
    },
  ],
  "aws:opensearch/domain:Domain": [
    // The service's own, every hour, 336 of them (OpenSearch Service, index snapshots).
    { gives: () => [snapshots(1, 14)] },
  ],
  "aws:s3/bucket:Bucket": [
    {
      by: "aws:s3/bucketVersioning:BucketVersioning",
      naming: "bucket",
      gives: (versioning, members) =>
        versioning.text("versioningConfiguration.status") === "Enabled"
          ? [versions(undoDays(versioning.text("bucket"), members))]
          : [],
    },
    {
      by: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      naming: "bucket",
      target: "rules.0.destination.bucket",
      gives: (replication) => (replication.text("rules.0.status") === "Enabled" ? [REPLICA] : []),
    },
  ],
  "aws:secretsmanager/secret:Secret": [
    {
      gives: (secret) => {
        const days = secret.number("recoveryWindowInDays");
        return [...(days > 0 ? [versions(days)] : []), ...(secret.list("replicas").length > 0 ? [REPLICA] : [])];
      },
    },
  ],
};

/** Every volume with the stack's tag, once a day. */
function volumes(plan: Member) {
  const rule = "rules.0";
  const daily = snapshots(24, plan.number(`${rule}.lifecycle.deleteAfter`));
  const copies = plan.list(`${rule}.copyActions`).map((_, index) => {
    return inOtherRegion(snapshots(24, plan.number(`${rule}.copyActions.${index}.lifecycle.deleteAfter`)));
  });
  return [daily, ...copies];
}

/** `rate(2 hours)`. */
const hoursOf = (members: Members): number =>
  Number(/\d+(?= hour)/.exec(members.first("scheduler/schedule:Schedule")?.text("scheduleExpression") ?? "")?.[0]);

/** The machine deletes what is older than so many days, in milliseconds. */
const termOf = (machine: Member): number => Number(/(\d+) \* 86400000/.exec(machine.text("definition"))?.[1]);

function undoDays(bucket: string, members: Members): number | null {
  const lifecycle = members.that("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket", bucket);
  return lifecycle?.number("rules.0.noncurrentVersionExpiration.noncurrentDays") ?? null;
}
