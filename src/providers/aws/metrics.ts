import type { Input } from "@pulumi/pulumi";
import { known } from "../../conventions/known";
import { DATA_BUCKETS } from "../../ports/object-store";
import type { Signal } from "../../ports/monitoring";
import type { Backup } from "./backup";
import type { Cache } from "./cache";
import type { Cdn } from "./cdn";
import type { Cluster } from "./cluster";
import { type AwsContext, GLOBAL_REGION } from "./context";
import type { Edge } from "./edge";
import type { ObjectStore } from "./object-store";
import type { Search } from "./search";

/** The components that are watched; what the contract lacks is null, and no signal asks for it. */
export interface WatchedOnAws {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly objectStore: ObjectStore;
  readonly edge: Edge;
  readonly search: Search | null;
  readonly cdn: Cdn | null;
  readonly backup: Backup | null;
}

/** One time series of CloudWatch. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Input<string>>>;
  readonly stat: string;
}

/** What a signal means here: series, how they become one number, and the number in the metric's own unit. */
export interface Query {
  readonly metrics: readonly Metric[];
  /** In CloudWatch's metric math over m0, m1, ...; absent where there is one series. */
  readonly expression?: string;
  /** Turns the signal's threshold into the metric's unit. */
  readonly threshold?: (value: number) => number;
  /** The metric falls where the signal rises. */
  readonly below?: true;
  /** CloudFront reports to one region only. */
  readonly region?: string;
}

type SignalKey = `${Signal["of"]}.${Signal["metric"]}`;
type Maker = (watched: WatchedOnAws, aws: AwsContext) => Query;

const WORST = "MAX(METRICS())";
const MB_PER_GIB = 1024;

/** The number that a signal watches. @throws RangeError for a signal that this cloud has no metric for: a test asks them all */
export function queryOf({ of, metric }: Signal, watched: WatchedOnAws, aws: AwsContext): Query {
  const make = QUERIES[`${of}.${metric}`];
  if (make === undefined) throw new RangeError(`no CloudWatch metric for ${of}.${metric}`);
  return make(watched, aws);
}

const QUERIES: Readonly<Partial<Record<SignalKey, Maker>>> = {
  "edge.errors": ({ edge }) => ({
    metrics: [alb(edge, "HTTPCode_Target_5XX_Count"), alb(edge, "HTTPCode_ELB_5XX_Count"), alb(edge, "RequestCount")],
    // Requests that met no target at all are only counted as the load balancer's own errors.
    expression: "100 * (FILL(m0, 0) + FILL(m1, 0)) / (FILL(m2, 0) + FILL(m1, 0))",
  }),
  "edge.latency": ({ edge }) => ({ metrics: [alb(edge, "TargetResponseTime", "p95")] }),
  "edge.healthyApi": ({ edge }) => ({ metrics: [healthy(edge, "api")] }),
  "edge.healthyFrontend": ({ edge }) => ({ metrics: [healthy(edge, "frontend")] }),
  "cluster.pendingPods": ({ cluster }) => ({
    metrics: [series("AWS/EKS", "scheduler_pending_pods_UNSCHEDULABLE", "Sum", { ClusterName: cluster.clusterName })],
  }),
  "cluster.nodeCpu": ({ cluster }) => ({ metrics: nodeCpu(cluster), expression: WORST }),
  "cache.memory": ({ cache }) => ({ metrics: nodes(cache, "DatabaseMemoryUsagePercentage"), expression: WORST }),
  "cache.cpu": ({ cache }) => ({ metrics: nodes(cache, "EngineCPUUtilization"), expression: WORST }),
  "cache.evictions": ({ cache }) => ({ metrics: nodes(cache, "Evictions", "Sum"), expression: WORST }),
  "cache.replicationLag": ({ cache }) => ({ metrics: nodes(cache, "ReplicationLag"), expression: WORST }),
  "cache.snapshotFailures": ({ cache }) => ({
    metrics: [
      series("AWS/States", "ExecutionsFailed", "Sum", {
        StateMachineArn: known(cache.snapshotMachine, "the snapshot machine").arn,
      }),
    ],
  }),
  "search.unhealthy": ({ search }, aws) => ({ metrics: [domain(search, "ClusterStatus.red", "Maximum", aws)] }),
  "search.storageUsed": ({ search }, aws) => ({
    metrics: [domain(search, "FreeStorageSpace", "Minimum", aws)],
    // CloudWatch counts what is free on the fullest node, in MB.
    threshold: (used) => ((100 - used) / 100) * known(search, "search").diskGiB * MB_PER_GIB,
    below: true,
  }),
  "search.cpu": ({ search }, aws) => ({ metrics: [domain(search, "CPUUtilization", "Maximum", aws)] }),
  "search.memoryPressure": ({ search }, aws) => ({ metrics: [domain(search, "JVMMemoryPressure", "Maximum", aws)] }),
  "objectStore.errors": ({ objectStore }) => ({
    metrics: requests(objectStore, "5xxErrors", "Sum"),
    expression: "SUM(METRICS())",
  }),
  "objectStore.latency": ({ objectStore }) => ({
    metrics: requests(objectStore, "FirstByteLatency", "Average"),
    expression: WORST,
    threshold: (seconds) => seconds * 1000,
  }),
  "objectStore.downloads": ({ objectStore }) => ({
    metrics: requests(objectStore, "BytesDownloaded", "Sum"),
    expression: "SUM(METRICS())",
    threshold: (gigabytes) => gigabytes * 1e9,
  }),
  "objectStore.replicationLag": ({ objectStore }) => ({
    metrics: replication(objectStore, "ReplicationLatency", "Maximum"),
    expression: WORST,
  }),
  "objectStore.replicationFailures": ({ objectStore }) => ({
    metrics: replication(objectStore, "OperationsFailedReplication", "Sum"),
    expression: "SUM(METRICS())",
  }),
  "cdn.errors": ({ cdn }) => ({
    metrics: [
      series("AWS/CloudFront", "5xxErrorRate", "Average", {
        DistributionId: known(cdn, "the CDN").distribution.id,
        Region: "Global",
      }),
    ],
    region: GLOBAL_REGION,
  }),
  "backup.failures": ({ backup }) => ({
    metrics: [
      series("AWS/Backup", "NumberOfBackupJobsFailed", "Sum", {
        BackupVaultName: known(backup, "the backup").vault.name,
      }),
    ],
  }),
  // CloudWatch has no cap on ingestion, and counts it per region and account.
  "logs.ingestion": () => ({
    metrics: [series("AWS/Logs", "IncomingBytes", "Sum", {})],
    threshold: (gigabytes) => gigabytes * 1e9,
  }),
};

function series(namespace: string, metricName: string, stat: string, dimensions: Metric["dimensions"]): Metric {
  return { namespace, metricName, dimensions, stat };
}

function alb({ loadBalancer }: Edge, metricName: string, stat = "Sum"): Metric {
  return series("AWS/ApplicationELB", metricName, stat, { LoadBalancer: loadBalancer.arnSuffix });
}

function healthy({ loadBalancer, targetGroups }: Edge, service: "api" | "frontend"): Metric {
  const dimensions = { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroups[service].arnSuffix };
  return series("AWS/ApplicationELB", "HealthyHostCount", "Maximum", dimensions);
}

function nodes({ nodeIds }: Cache, metricName: string, stat = "Maximum"): readonly Metric[] {
  return nodeIds.map((CacheClusterId) => series("AWS/ElastiCache", metricName, stat, { CacheClusterId }));
}

function nodeCpu({ nodePools }: Cluster): readonly Metric[] {
  return nodePools.groups.map(({ resources }) => {
    const AutoScalingGroupName = resources.apply(([group]) =>
      known(group?.autoscalingGroups[0]?.name, "the scaling group of a node group"),
    );
    return series("AWS/EC2", "CPUUtilization", "Average", { AutoScalingGroupName });
  });
}

function domain(search: Search | null, metricName: string, stat: string, { accountId }: AwsContext): Metric {
  return series("AWS/ES", metricName, stat, {
    DomainName: known(search, "search").domain.domainName,
    ClientId: accountId,
  });
}

function requests({ data, requestMetrics }: ObjectStore, metricName: string, stat: string): readonly Metric[] {
  return DATA_BUCKETS.map((role) =>
    series("AWS/S3", metricName, stat, { BucketName: data[role].bucket.bucket, FilterId: requestMetrics[role] }),
  );
}

function replication({ data, replicas }: ObjectStore, metricName: string, stat: string): readonly Metric[] {
  return DATA_BUCKETS.flatMap((role) => {
    const replica = replicas[role];
    if (replica === undefined) return [];
    const [SourceBucket, DestinationBucket] = [data[role].bucket.bucket, replica.target.bucket.bucket];
    return [series("AWS/S3", metricName, stat, { SourceBucket, DestinationBucket, RuleId: replica.rule })];
  });
}
