import { all, type Input, interpolate, type Output } from "@pulumi/pulumi";
import { known } from "../../conventions/known";
import type { BackendName } from "../../ports/edge";
import type { METRICS, Signal, Watched } from "../../ports/monitoring";
import { DATA_BUCKETS } from "../../ports/object-store";
import type { Backup } from "./backup";
import type { Cache } from "./cache";
import type { Cdn } from "./cdn";
import type { Cluster } from "./cluster";
import { type GcpContext, nameOf } from "./context";
import type { Edge } from "./edge";
import type { ObjectStore } from "./object-store";
import type { Search } from "./search";

/** The components that are watched; what the contract lacks is null, and no signal asks for it. */
export interface WatchedOnGcp {
  readonly cluster: Cluster;
  readonly cache: Cache;
  readonly objectStore: ObjectStore;
  readonly edge: Edge;
  readonly search: Search | null;
  readonly cdn: Cdn | null;
  readonly backup: Backup | null;
}

/** What a signal means here: a number, and how long it must be bad. */
export interface Query {
  /** In PromQL, which all of Google's metrics can be asked in, and in the signal's own unit. */
  readonly value: Output<string>;
  /** Failures, counted over the signal's minutes: one look is enough, where any other number must last as long. */
  readonly counts?: true;
}

type SignalKey = { [W in Watched]: `${W}.${(typeof METRICS)[W][number]}` }[Watched];
type Maker = (watched: WatchedOnGcp, gcp: GcpContext, window: string) => Query;
type Labels = Readonly<Record<string, Input<string>>>;

/** The number that a signal watches; null where Google has none, which the ledger says. */
export function queryOf(signal: Signal, watched: WatchedOnGcp, gcp: GcpContext): Query | null {
  // Of one capability each, which the compiler forgets as soon as the two are joined.
  const make = QUERIES[`${signal.of}.${signal.metric}` as SignalKey];
  return make && make(watched, gcp, `${signal.minutes}m`);
}

/** Log-based metric of what only Cloud Scheduler's log tells. */
export const SNAPSHOT_FAILURES = "cache-snapshot-failures";

/** Metrics are written every minute and read some minutes late: fewer points would be no rate. */
const RECENT = "5m";
const MS_PER_SECOND = 1_000;
/** Codes of Cloud Storage that other interfaces show as 5xx (Cloud Storage, monitoring). */
const SERVER_ERRORS = "INTERNAL|UNAVAILABLE|DEADLINE_EXCEEDED|UNKNOWN";

const QUERIES: Readonly<Record<SignalKey, Maker | null>> = {
  "edge.errors": ({ edge }) => serverErrors(urlMapOf(edge)),
  "edge.latency": ({ edge }) => ({
    value: interpolate`${slowest("0.95", balancer("backend_latencies_bucket", urlMapOf(edge)), RECENT)} / ${MS_PER_SECOND}`,
  }),
  "edge.healthyApi": ({ cluster }) => availablePods(cluster, "api"),
  "edge.healthyFrontend": ({ cluster }) => availablePods(cluster, "frontend"),
  "cluster.pendingPods": ({ cluster }) => ({
    value: interpolate`sum(${kubernetes("scheduler_pending_pods", cluster, { queue: "unschedulable" })})`,
  }),
  // The fullest pool: the mean of all would hide it.
  "cluster.nodeCpu": ({ cluster: { clusterName } }) => ({
    value: interpolate`100 * max(avg by (metadata_user_pool) (avg_over_time(${series(
      "kubernetes.io/node/cpu/allocatable_utilization",
      { monitored_resource: "k8s_node", cluster_name: clusterName },
    )}[${RECENT}])))`,
  }),
  "cache.memory": ({ cache }) => ({ value: interpolate`100 * max(${redis(cache, "stats/memory/usage_ratio")})` }),
  // Commands run in one thread, so a busy one is a full cache whatever the machine's other cores do.
  "cache.cpu": ({ cache }) => ({
    value: interpolate`100 * max(sum by (node_id) (rate(${redis(cache, "stats/cpu_utilization_main_thread")}[${RECENT}])))`,
  }),
  "cache.evictions": ({ cache }, _, window) => failures(redis(cache, "stats/evicted_keys"), window),
  "cache.replicationLag": ({ cache }) => ({
    value: interpolate`max(${redis(cache, "replication/master/slaves/lag")})`,
  }),
  "cache.snapshotFailures": (_, gcp, window) => {
    const metric = `logging.googleapis.com/user/${nameOf(gcp, SNAPSHOT_FAILURES)}`;
    return failures(series(metric, { monitored_resource: "cloud_scheduler_job" }), window);
  },
  // Elastic Cloud shows these to its own console only.
  "search.unhealthy": null,
  "search.storageUsed": null,
  "search.cpu": null,
  "search.memoryPressure": null,
  "objectStore.errors": ({ objectStore }) => {
    const failed = objects(objectStore, "api/request_count", { response_code: SERVER_ERRORS });
    return { value: interpolate`sum(increase(${failed}[${RECENT}]))` };
  },
  // Cloud Storage counts its requests, but does not say how long they took.
  "objectStore.latency": null,
  "objectStore.downloads": ({ objectStore }, _, window) => {
    const sent = objects(objectStore, "network/sent_bytes_count");
    return { value: interpolate`sum(increase(${sent}[${window}])) / 1e9`, counts: true };
  },
  "objectStore.replicationLag": ({ objectStore }) => {
    const latencies = transfers(objectStore, "replication_latency_bucket", {});
    return { value: interpolate`${slowest("0.99", latencies, RECENT)} / ${MS_PER_SECOND}` };
  },
  "objectStore.replicationFailures": ({ objectStore }, _, window) =>
    failures(transfers(objectStore, "object_replication_count", { status: "failed" }), window),
  "cdn.errors": ({ cdn }) => serverErrors(known(cdn, "the CDN").urlMap.name),
  "backup.failures": ({ backup }, _, window) => {
    const { plan, copy } = known(backup, "the backup");
    const plans = { backup_plan_id: joined([plan, ...(copy === null ? [] : [copy])]) };
    return failures(
      series("gkebackup.googleapis.com/backup_completion_times_count", { state: "FAILED" }, plans),
      window,
    );
  },
  // Into the stack's own log buckets: other stacks' entries count for those.
  "logs.ingestion": (_, gcp, window) => {
    const metric = "logging.googleapis.com/billing/log_bucket_bytes_ingested";
    const ours = series(metric, { monitored_resource: "global" }, { log_bucket_id: nameOf(gcp, ".+") });
    return { value: interpolate`sum(increase(${ours}[${window}])) / 1e9`, counts: true };
  },
};

/** A series by the name that Google's lists give it. Patterns are regular expressions for the whole of a label. */
function series(metric: string, labels: Labels, patterns: Labels = {}): Output<string> {
  return all([all(labels), all(patterns)]).apply(([exact, similar]) => {
    const matchers = (operator: string, values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([label, value]) => `${label}${operator}"${value}"`);
    return `{${[`"${metric}"`, ...matchers("=", exact), ...matchers("=~", similar)].join(", ")}}`;
  });
}

/** GKE makes the URL map and names it `gkegw1-<hash>-<namespace>-<gateway>-<hash>`; the gateway's name has the stack in it. */
const urlMapOf = ({ gatewayName }: Edge): string => `.+-${gatewayName}-[a-z0-9]+`;

function balancer(metric: string, urlMap: Input<string>, labels: Labels = {}): Output<string> {
  const rules = { monitored_resource: "https_lb_rule", ...labels };
  return series(`loadbalancing.googleapis.com/https/${metric}`, rules, { url_map_name: urlMap });
}

/** Percent of the requests, the load balancer's own errors among them. */
function serverErrors(urlMap: Input<string>): Query {
  const [failed, requests] = [
    balancer("request_count", urlMap, { response_code_class: "500" }),
    balancer("request_count", urlMap),
  ];
  return { value: interpolate`100 * sum(rate(${failed}[${RECENT}])) / sum(rate(${requests}[${RECENT}]))` };
}

/** Pods are ready once the load balancer calls them healthy. A deployment that reports nothing has none. */
function availablePods(cluster: Cluster, deployment: BackendName): Query {
  const pods = kubernetes("kube_deployment_status_replicas_available", cluster, { deployment });
  return { value: interpolate`sum(${pods}) or vector(0)` };
}

/** Of Kubernetes' own metrics, by the names that they have there: GKE hands on some of them. */
function kubernetes(metric: string, { clusterName }: Cluster, labels: Labels): Output<string> {
  return series(metric, { cluster: clusterName, ...labels });
}

function redis({ instance }: Cache, metric: string): Output<string> {
  const patterns = { instance_id: interpolate`.+/${instance.name}` };
  return series(`redis.googleapis.com/${metric}`, { monitored_resource: "redis_instance" }, patterns);
}

/** A pattern for the name of any of them. */
const joined = (named: readonly { readonly name: Output<string> }[]): Output<string> =>
  all(named.map(({ name }) => name)).apply((names) => names.join("|"));

const dataBuckets = ({ buckets }: ObjectStore): Output<string> => joined(DATA_BUCKETS.map((role) => buckets[role]));

/** Of what Cloud Storage counts per bucket. */
function objects(objectStore: ObjectStore, metric: string, patterns: Labels = {}): Output<string> {
  const ofData = { bucket_name: dataBuckets(objectStore), ...patterns };
  return series(`storage.googleapis.com/${metric}`, { monitored_resource: "gcs_bucket" }, ofData);
}

/** Of what Storage Transfer Service replicates, told apart by where it comes from. */
function transfers(objectStore: ObjectStore, metric: string, labels: Labels): Output<string> {
  const patterns = { source_bucket: dataBuckets(objectStore) };
  return series(`storagetransfer.googleapis.com/transferjob/${metric}`, labels, patterns);
}

function slowest(quantile: string, histogram: Output<string>, window: string): Output<string> {
  return interpolate`histogram_quantile(${quantile}, sum by (le) (rate(${histogram}[${window}])))`;
}

function failures(counter: Output<string>, window: string): Query {
  return { value: interpolate`sum(increase(${counter}[${window}]))`, counts: true };
}
