import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { plainOf, textOf } from "../../policy/values";
import { billed, type Charge, type Costs, type Estimator, free, hourly, monthly, Unpriced } from "../estimator";
import { numberOf } from "../read";
import { SNAPSHOT_SHARE } from "../usage";

/** Memory of a cache node, GiB (ElastiCache, "Supported node types"). */
const MEMORY: Readonly<Record<string, number>> = {
  "cache.t3.micro": 0.5,
  "cache.t3.small": 1.37,
  "cache.t3.medium": 3.09,
  "cache.t4g.micro": 0.5,
  "cache.t4g.small": 1.37,
  "cache.t4g.medium": 3.09,
  "cache.m6g.large": 6.38,
  "cache.m6g.xlarge": 12.94,
  "cache.m7g.large": 6.38,
  "cache.m7g.xlarge": 12.93,
  "cache.r6g.large": 13.07,
  "cache.r6g.xlarge": 26.32,
  "cache.r6g.2xlarge": 52.82,
  "cache.r7g.large": 13.07,
  "cache.r7g.xlarge": 26.32,
  "cache.r7g.2xlarge": 52.82,
};

const cache: Estimator = (group, { graph }) => {
  const type = String(plainOf(group, "nodeType"));
  const shards = numberOf(group, "numNodeGroups", 1);
  const nodes = shards * numberOf(group, "numCacheClusters", numberOf(group, "replicasPerNodeGroup", 0) + 1);
  const engine = plainOf(group, "engine") === "valkey" ? "elasticache-valkey" : "elasticache-redis-oss";
  return [
    hourly(`${nodes} x ${type}`, `aws/${engine}/${type}`, nodes),
    ...snapshotCharges(type, shards, numberOf(group, "snapshotRetentionLimit", 0) + scheduledSnapshots(group, graph)),
  ];
};

function snapshotCharges(type: string, shards: number, snapshots: number): readonly Charge[] {
  if (snapshots === 0) return [];
  const memory = MEMORY[type];
  if (memory === undefined) throw new Unpriced(`nobody has written down how much memory ${type} has`);
  const kept = snapshots * shards * memory * SNAPSHOT_SHARE;
  return [monthly(`${snapshots} snapshots`, "aws/elasticache/backup-storage", kept)];
}

const HOURS_A_DAY = 24;

/** Snapshots that the stack takes itself, by a state machine on a schedule, and that it keeps for some days. */
function scheduledSnapshots(group: GraphResource, graph: PolicyGraph): number {
  const name = textOf(group, "replicationGroupId");
  const machines = graph
    .ofType("aws:sfn/stateMachine:StateMachine")
    .filter((machine) => /:elasticache:createSnapshot".*"/.test(textOf(machine, "definition")))
    .filter((machine) => textOf(machine, "definition").includes(`"ReplicationGroupId":"${name}"`));
  return machines.reduce((sum, machine) => sum + keptBy(machine, graph), 0);
}

/** The definition deletes what is older than so many days, written in milliseconds. */
function keptBy(machine: GraphResource, graph: PolicyGraph): number {
  const keepDays = Number(/(\d+) \* 86400000/.exec(textOf(machine, "definition"))?.[1]);
  const [schedule] = graph.referring("aws:scheduler/schedule:Schedule", "target.arn", machine);
  const everyHours = Number(/^rate\((\d+) hours?\)$/.exec(schedule ? textOf(schedule, "scheduleExpression") : "")?.[1]);
  const kept = (keepDays * HOURS_A_DAY) / everyHours;
  if (Number.isNaN(kept)) throw new Unpriced("nothing says how many snapshots are kept");
  return kept;
}

/** Snapshots that OpenSearch takes itself cost nothing; 3,000 IOPS and 125 MiB/s are in the price of a gp3 volume. */
const search: Estimator = (domain) => {
  const nodes = numberOf(domain, "clusterConfig.instanceCount", 1);
  const type = String(plainOf(domain, "clusterConfig.instanceType"));
  const size = numberOf(domain, "ebsOptions.volumeSize");
  const disk = String(plainOf(domain, "ebsOptions.volumeType"));
  return [
    hourly(`${nodes} x ${type}`, `aws/opensearch/${type}`, nodes),
    ...managers(domain),
    monthly(`${nodes} x ${size} GiB of disk`, `aws/opensearch/ebs.${disk}`, nodes * size),
  ];
};

function managers(domain: GraphResource): readonly Charge[] {
  if (plainOf(domain, "clusterConfig.dedicatedMasterEnabled") !== true) return [];
  const count = numberOf(domain, "clusterConfig.dedicatedMasterCount");
  const type = String(plainOf(domain, "clusterConfig.dedicatedMasterType"));
  return [hourly(`${count} x ${type} as managers`, `aws/opensearch/${type}`, count)];
}

/** Cache and search; the database is on Atlas' bill. */
export const DATA_COSTS: Costs = {
  "aws:elasticache/replicationGroup:ReplicationGroup": billed(cache),
  "aws:opensearch/domain:Domain": billed(search),
  ...free(
    "part of the cache",
    "aws:elasticache/parameterGroup:ParameterGroup",
    "aws:elasticache/subnetGroup:SubnetGroup",
  ),
  ...free("fewer runs than are free: 14M a month (EventBridge pricing)", "aws:scheduler/schedule:Schedule"),
  ...free(
    "fewer steps than are free: 4,000 a month; twelve runs a day take about 3,600 (Step Functions pricing)",
    "aws:sfn/stateMachine:StateMachine",
  ),
};
