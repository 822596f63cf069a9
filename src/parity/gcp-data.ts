import { isRecord, readIn } from "../policy/values";
import type { Member, Members } from "../plan/describe/members";
import type { Kinds, Way } from "./kinds";
import { inOtherRegion, REPLICA, snapshots, versions } from "./read";

/** What keeps data on Google Cloud. */
export const STATEFUL: Kinds["stateful"] = {
  "gcp:container/cluster:Cluster": {
    capability: "cluster",
    names: ["name"],
    metrics: ["kubernetes.io/", "scheduler_pending_pods"],
    parts: ["gcp:container/nodePool:NodePool"],
  },
  "gcp:artifactregistry/repository:Repository": { capability: "registry", names: ["repositoryId"], metrics: null },
  "gcp:redis/instance:Instance": {
    capability: "cache",
    names: ["name"],
    metrics: ["redis.googleapis.com/", "logging.googleapis.com/user/"],
    parts: ["gcp:cloudscheduler/job:Job"],
  },
  "gcp:storage/bucket:Bucket": {
    capability: "objectStore",
    names: ["name"],
    metrics: ["storage.googleapis.com/", "storagetransfer.googleapis.com/"],
    // What a release puts there, and what others write down about visitors.
    exceptions: ["assets", "logs"],
  },
  "gcp:secretmanager/secret:Secret": { capability: "secrets", names: ["secretId"], metrics: null },
};

/** How what is lost on Google Cloud comes back. */
export const BACKUPS: Kinds["backups"] = {
  "gcp:container/cluster:Cluster": [
    {
      by: "gcp:gkebackup/backupPlan:BackupPlan",
      naming: "cluster",
      gives: (plan, members) => [volumes(plan, members)],
    },
  ],
  "gcp:redis/instance:Instance": [
    {
      // The newest only: it brings back what was there, not what was deleted since (Memorystore for Redis, RDB snapshots).
      gives: (instance) => {
        const period = SNAPSHOT_HOURS[instance.text("persistenceConfig.rdbSnapshotPeriod")];
        return period === undefined ? [] : [snapshots(period, 0)];
      },
    },
    {
      by: "gcp:cloudscheduler/job:Job",
      naming: "httpTarget.uri",
      gives: (job, members) => [snapshots(hoursOf(job.text("schedule")), undoDays(members.first(BUCKET)))],
    },
  ],
  "gcp:storage/bucket:Bucket": [
    { gives: (bucket) => (bucket.at("versioning.enabled") === true ? [versions(undoDays(bucket))] : []) },
    {
      by: "gcp:storage/transferJob:TransferJob",
      naming: "replicationSpec.gcsDataSource",
      target: "replicationSpec.gcsDataSink",
      gives: () => [REPLICA],
    },
  ],
  "gcp:secretmanager/secret:Secret": [
    {
      // Earlier versions stay until somebody destroys them (Secret Manager).
      gives: (secret) => [
        versions(null),
        ...(secret.list("replication.userManaged.replicas").length > 1 ? [REPLICA] : []),
      ],
    },
  ],
};

const BUCKET = "gcp:storage/bucket:Bucket";
const SNAPSHOT_HOURS: Readonly<Record<string, number>> = { ONE_HOUR: 1, TWENTY_FOUR_HOURS: 24 };

/** Cron's own way to say it: an hour with a step, or once a day. */
const hoursOf = (schedule: string): number => Number(/\*\/(\d+)/.exec(schedule)?.[1] ?? 24);

/** A plan keeps its backups where it is. */
function volumes(plan: Member, members: Members): Way {
  const backups = snapshots(
    hoursOf(plan.text("backupSchedule.cronSchedule")),
    plan.number("retentionPolicy.backupRetainDays"),
  );
  const home = members.first("gcp:container/cluster:Cluster")?.text("location");
  return plan.text("location") === home ? backups : inOtherRegion(backups);
}

/** How long a bucket keeps what was overwritten or deleted; null: for ever. */
function undoDays(bucket: Member | undefined): number | null {
  const days = (bucket?.list("lifecycleRules") ?? []).flatMap((rule) => {
    const found = isRecord(rule) ? readIn(rule, "condition.daysSinceNoncurrentTime") : undefined;
    return typeof found === "number" ? [found] : [];
  });
  return days.length === 0 ? null : Math.min(...days);
}
