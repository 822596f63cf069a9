import type { Phrases } from "./index";
import { counted, listed, type Member, type Members } from "./members";

/** Capabilities on AWS that keep data. */
export const DATA: Phrases = {
  registry: [
    () => "ECR",
    (members) => members.count("ecr/repository:Repository", "repository"),
    (members) => (members.all("ecr/repository:Repository").every(isImmutable) ? "immutable tags" : undefined),
  ],
  cache: [
    (members) => {
      const group = members.first("elasticache/replicationGroup:ReplicationGroup");
      return group && `${capitalized(group.text("engine"))} ${group.text("engineVersion")}, ${cacheNodes(group)}`;
    },
    (members) => {
      const every = /\d+ \w+/.exec(members.first("scheduler/schedule:Schedule")?.text("scheduleExpression") ?? "")?.[0];
      const keep =
        members.first("elasticache/replicationGroup:ReplicationGroup")?.number("snapshotRetentionLimit") ?? 0;
      return keep === 0 ? undefined : `snapshots every ${every ?? "day"} kept ${keep} days`;
    },
  ],
  search: [
    (members) => {
      const domain = members.first("opensearch/domain:Domain");
      return domain && `${domain.text("engineVersion").replace("_", " ")}, ${searchNodes(domain)}`;
    },
  ],
  objectStore: [
    () => "S3",
    (members) => counted(buckets(members).length - replicas(members).length, "bucket"),
    (members) => {
      const [first] = replicas(members);
      return first && `${replicas(members).length} replicated to ${first.text("region")}`;
    },
    (members) => ageing(members.all("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")),
  ],
  secrets: [
    () => "Secrets Manager",
    (members) => members.count("secretsmanager/secret:Secret", "third-party key"),
    (members) => {
      const regions = members.all("kms/key:Key").map((key) => key.text("region"));
      return regions.length === 0 ? undefined : `own KMS keys in ${listed(regions)}`;
    },
  ],
  backup: [
    (members) => {
      const rule = members.first("backup/plan:Plan");
      return (
        rule && `AWS Backup ${rule.text("rules.0.ruleName")}, kept ${rule.text("rules.0.lifecycle.deleteAfter")} days`
      );
    },
    (members) => {
      const away = members.all("backup/vault:Vault").find(({ name }) => name.endsWith("-dr"));
      return away && `copied to ${away.text("region")}`;
    },
  ],
};

const isImmutable = (repository: Member) => repository.at("imageTagMutability") === "IMMUTABLE";
const buckets = (members: Members) => members.all("s3/bucket:Bucket");
const replicas = (members: Members) => buckets(members).filter(({ name }) => name.endsWith("-dr"));
const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function cacheNodes(group: Member): string {
  const shards = group.number("numNodeGroups");
  const nodes = shards === 0 ? group.number("numCacheClusters") : shards * (1 + group.number("replicasPerNodeGroup"));
  return [`${nodes} x ${group.text("nodeType")}`, counted(shards, "shard")]
    .filter((part) => part !== undefined)
    .join(", ");
}

function searchNodes(domain: Member): string {
  const { count, type } = {
    count: domain.text("clusterConfig.instanceCount"),
    type: domain.text("clusterConfig.instanceType"),
  };
  const zones = domain.at("clusterConfig.zoneAwarenessConfig.availabilityZoneCount") ?? 1;
  return `${count} x ${type} with ${domain.text("ebsOptions.volumeSize")} GiB, ${counted(Number(zones), "zone") ?? ""}`;
}

/** The longest way that objects of any bucket go through colder and colder storage. */
function ageing(configurations: readonly Member[]): string | undefined {
  const ways = configurations.map((configuration) =>
    configuration
      .list("rules.0.transitions")
      .map((_, index) => configuration.text(`rules.0.transitions.${index}.days`)),
  );
  const longest = ways.reduce((best, way) => (way.length > best.length ? way : best), []);
  return longest.length === 0 ? undefined : `colder after ${listed(longest)} days`;
}
