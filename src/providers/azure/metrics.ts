import { interpolate, type Output } from "@pulumi/pulumi";
import { known } from "../../conventions/known";
import { type METRICS, ORIGIN_DOWN, type Signal, type Watched } from "../../ports/monitoring";
import type { Backup } from "./backup";
import type { Cache } from "./cache";
import type { Cdn } from "./cdn";
import type { Cluster } from "./cluster";
import type { Database } from "./database";
import type { Edge } from "./edge";
import type { ObjectStore } from "./object-store";
import type { Search } from "./search";

/** The components that are watched; what the contract lacks is null, and no signal asks for it. */
export interface WatchedOnAzure {
  readonly cluster: Cluster;
  readonly database: Database;
  readonly cache: Cache;
  readonly objectStore: ObjectStore;
  readonly edge: Edge;
  readonly search: Search | null;
  readonly cdn: Cdn | null;
  readonly backup: Backup | null;
}

/** Names of a resource's metrics are only known together with its type (Azure Monitor, supported metrics). */
export interface MetricQuery {
  readonly kind: "metric";
  readonly of: Output<string>;
  readonly namespace: string;
  readonly metric: string;
  readonly aggregation: "Average" | "Maximum" | "Total" | "Count";
  /** Each value of the dimension is looked at by itself; "*" stands for any. */
  readonly each?: Dimension;
  /** Turns the signal's threshold into the metric's unit. */
  readonly threshold?: (value: number) => number;
}

export interface Dimension {
  readonly name: string;
  readonly operator: "Include" | "Exclude";
  readonly values: readonly string[];
}

/** A number out of the stack's log workspace, in Kusto. */
export interface LogQuery {
  readonly kind: "log";
  /** Which entries. */
  readonly from: string;
  /** The number that they amount to, in the signal's own unit. */
  readonly value: string;
  readonly threshold?: (value: number) => number;
}

/** Whether Azure itself calls a resource available (Azure Resource Health). */
export interface HealthQuery {
  readonly kind: "health";
  readonly of: Output<string>;
}

export type Query = MetricQuery | LogQuery | HealthQuery;

type SignalKey = { [W in Watched]: `${W}.${(typeof METRICS)[W][number]}` }[Watched];
type Maker = (watched: WatchedOnAzure) => Query;

const MS_PER_SECOND = 1_000;
const BYTES_PER_GB = 1e9;

/** Counts of pods are averages over the window: half a pod more or less means one for most of that time. */
const HALF = 0.5;

/** Percent of the day's cap at which somebody hears of it: at the whole, Azure has already stopped to take logs. */
const NEARLY = 0.9;

/** The number that a signal watches; null where Azure can't measure it, which the ledger says. */
export function queryOf(id: string, signal: Signal, watched: WatchedOnAzure): Query | null {
  if (id === ORIGIN_DOWN) return withoutTargets(watched.edge);
  // Of one capability each, which the compiler forgets as soon as the two are joined.
  const make = QUERIES[`${signal.of}.${signal.metric}` as SignalKey];
  return make && make(watched);
}

const QUERIES: Readonly<Record<SignalKey, Maker | null>> = {
  "edge.errors": () => accessLog("100.0 * countif(HttpStatusCode >= 500) / count()"),
  "edge.latency": () => accessLog(`percentile(TimeTaken, 95) / ${MS_PER_SECOND}.0`),
  // The load balancer counts targets for each service, but under names of its own that nobody knows beforehand.
  "edge.healthyApi": null,
  "edge.healthyFrontend": null,
  "cluster.pendingPods": ({ cluster }) => ({
    ...aks(cluster, "cluster_autoscaler_unschedulable_pods_count"),
    threshold: (pods) => pods + HALF,
  }),
  "cluster.nodeCpu": ({ cluster }) => ({
    ...aks(cluster, "node_cpu_usage_percentage"),
    each: { name: "nodepool", operator: "Include", values: ["*"] },
  }),
  "cache.memory": ({ cache }) => redis(cache, "usedmemorypercentage"),
  "cache.cpu": ({ cache }) => redis(cache, "percentProcessorTime"),
  "cache.evictions": ({ cache }) => ({ ...redis(cache, "evictedkeys"), aggregation: "Total" }),
  // Known between regions only, and there is one.
  "cache.replicationLag": null,
  "cache.snapshotFailures": ({ cache }) => {
    const { id } = known(cache.snapshotWorkflow, "the snapshot workflow");
    return metric(id, "Microsoft.Logic/workflows", "RunsFailed", "Total");
  },
  "search.unhealthy": ({ search }) => ({ kind: "health", of: known(search, "search").service.id }),
  // By index: the largest of them. All indexes together have no metric.
  "search.storageUsed": ({ search }) => ({
    ...aiSearch(search, "IndexStorageUsage", "Maximum"),
    threshold: (percent) => (percent / 100) * known(search, "search").storageGb * BYTES_PER_GB,
  }),
  // Microsoft does not say how busy the hardware is; what it turns away is what it has no time for.
  "search.cpu": ({ search }) => ({
    ...aiSearch(search, "ThrottledSearchQueriesPercentage", "Average"),
    threshold: () => 1,
  }),
  "search.memoryPressure": null,
  "objectStore.errors": ({ objectStore }) => ({
    ...blobs(objectStore, "Transactions", "Total"),
    each: {
      name: "ResponseType",
      operator: "Include",
      values: ["ServerOtherError", "ServerBusyError", "ServerTimeoutError"],
    },
  }),
  "objectStore.latency": ({ objectStore }) => ({
    ...blobs(objectStore, "SuccessServerLatency", "Average"),
    threshold: (seconds) => seconds * MS_PER_SECOND,
  }),
  "objectStore.downloads": ({ objectStore }) => ({
    ...blobs(objectStore, "Egress", "Total"),
    threshold: (gigabytes) => gigabytes * BYTES_PER_GB,
  }),
  // What waits to be copied is counted by age, but ages are named nowhere; what fails is marked on the object alone.
  "objectStore.replicationLag": null,
  "objectStore.replicationFailures": null,
  "cdn.errors": ({ cdn }) => metric(known(cdn, "the CDN").profile.id, "Microsoft.Cdn/profiles", "Percentage5XX"),
  "backup.failures": ({ backup }) => ({
    ...metric(known(backup, "the backup").vault.id, "Microsoft.DataProtection/BackupVaults", "BackupHealthEvent"),
    aggregation: "Count",
    each: { name: "healthStatus", operator: "Exclude", values: ["Healthy"] },
  }),
  "logs.ingestion": () => ({
    kind: "log",
    from: "Usage | where IsBillable",
    // Counted in MB.
    value: "sum(Quantity) / 1000.0",
    threshold: (gigabytes) => gigabytes * NEARLY,
  }),
};

/** A backend, whichever it is, behind which nothing answers. */
function withoutTargets({ loadBalancer }: Edge): MetricQuery {
  return {
    ...metric(loadBalancer.id, "Microsoft.ServiceNetworking/trafficControllers", "BackendHealthyTargets"),
    each: { name: "BackendService", operator: "Include", values: ["*"] },
    threshold: (targets) => targets - HALF,
  };
}

export function metric(
  of: Output<string>,
  namespace: string,
  name: string,
  aggregation: MetricQuery["aggregation"] = "Average",
): MetricQuery {
  return { kind: "metric", of, namespace, metric: name, aggregation };
}

/** Of every request to the load balancer, its own refusals among them. */
const accessLog = (value: string): LogQuery => ({ kind: "log", from: "AGCAccessLogs", value });

const aks = ({ aks: { id } }: Cluster, name: string): MetricQuery =>
  metric(id, "Microsoft.ContainerService/managedClusters", name);

const redis = ({ cache: { id } }: Cache, name: string): MetricQuery =>
  metric(id, "Microsoft.Cache/redisEnterprise", name, "Maximum");

const aiSearch = (search: Search | null, name: string, aggregation: MetricQuery["aggregation"]): MetricQuery =>
  metric(known(search, "search").service.id, "Microsoft.Search/searchServices", name, aggregation);

/** Of the account with customers' data. */
const blobs = ({ data }: ObjectStore, name: string, aggregation: MetricQuery["aggregation"]): MetricQuery => {
  const service = interpolate`${data.account.id}/blobServices/default`;
  return metric(service, "Microsoft.Storage/storageAccounts/blobServices", name, aggregation);
};
