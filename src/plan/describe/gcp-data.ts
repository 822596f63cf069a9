import type { Value } from "../../graph/graph";
import type { Phrases } from "./index";
import { counted, listed, type Member, type Members } from "./members";

/** Capabilities on Google Cloud that keep data. */
export const DATA: Phrases = {
  registry: [
    () => "Artifact Registry",
    (members) => members.count(REPOSITORY, "repository"),
    (members) => (members.all(REPOSITORY).every(isImmutable) ? "immutable tags" : undefined),
  ],
  cache: [
    (members) => {
      const found = members.first("redis/instance:Instance");
      return found && `Memorystore for ${versionOf(found)}, ${cacheNodes(found)}`;
    },
    (members) => {
      const schedule = members.first("cloudscheduler/job:Job")?.text("schedule");
      const keep = members.first(BUCKET)?.text("lifecycleRules.0.condition.daysSinceNoncurrentTime");
      return schedule === undefined ? undefined : `snapshots every ${periodOf(schedule)} kept ${keep ?? ""} days`;
    },
  ],
  search: [(members) => members.count("compute/forwardingRule:ForwardingRule", "private endpoint")],
  objectStore: [
    () => "Cloud Storage",
    (members) => counted(members.all(BUCKET).length - replicas(members).length, "bucket"),
    (members) => {
      const [first] = replicas(members);
      return first && `${replicas(members).length} replicated to ${first.text("location").toLowerCase()}`;
    },
    (members) => ageing(members.all(BUCKET)),
  ],
  secrets: [
    () => "Secret Manager",
    (members) => members.count("secretmanager/secret:Secret", "third-party key"),
    (members) => {
      const regions = members.all("kms/keyRing:KeyRing").map((ring) => ring.text("location"));
      return regions.length === 0 ? undefined : `own KMS keys in ${listed(regions)}`;
    },
  ],
  backup: [
    (members) => {
      const plan = members.first(BACKUP_PLAN);
      return plan && `Backup for GKE daily, kept ${plan.text("retentionPolicy.backupRetainDays")} days`;
    },
    (members) => {
      const away = members.all(BACKUP_PLAN).find(({ name }) => name.endsWith("-dr"));
      return away && `copied to ${away.text("location")}`;
    },
  ],
};

const REPOSITORY = "artifactregistry/repository:Repository";
const BUCKET = "storage/bucket:Bucket";
const BACKUP_PLAN = "gkebackup/backupPlan:BackupPlan";

const isImmutable = (repository: Member) => repository.at("dockerConfig.immutableTags") === true;
const replicas = (members: Members) => members.all(BUCKET).filter(({ name }) => name.endsWith("-dr"));

/** `REDIS_7_2` is Redis 7.2. */
function versionOf(instance: Member): string {
  const [engine = "", ...version] = instance.text("redisVersion").toLowerCase().split("_");
  return `${engine.charAt(0).toUpperCase()}${engine.slice(1)} ${version.join(".")}`;
}

const cacheNodes = (instance: Member): string =>
  `${1 + instance.number("replicaCount")} x ${instance.text("memorySizeGb")} GB`;

/** Cron's own way to say it: an hour with a step, or none. */
function periodOf(schedule: string): string {
  const hours = /\*\/(\d+)/.exec(schedule)?.[1];
  return hours === undefined ? "day" : `${hours} hours`;
}

/** The longest way that objects of any bucket go through colder and colder storage. */
function ageing(buckets: readonly Member[]): string | undefined {
  const ways = buckets.map((bucket) => bucket.list("lifecycleRules").flatMap(ageOfMove));
  const longest = ways.reduce((best, way) => (way.length > best.length ? way : best), []);
  return longest.length === 0 ? undefined : `colder after ${listed(longest)} days`;
}

/** Age at which a rule moves objects; a rule that deletes has none. */
function ageOfMove(rule: Value): readonly string[] {
  const { action, condition } = rule as { readonly [key: string]: Readonly<Record<string, Value>> };
  return action?.["type"] === "SetStorageClass" ? [String(condition?.["age"])] : [];
}
