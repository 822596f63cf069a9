import type { Cache } from "../ports/cache";
import { type METRICS, ORIGIN_DOWN, type Signal, type Watched } from "../ports/monitoring";
import type { Tier } from "../../stacks";

type Signals = Readonly<Record<string, Signal>>;

/** What wakes somebody and what waits: one list for every cloud, only of what the contract and its cache have. */
export function signalsOf(contract: Tier, { schedulesSnapshots }: Pick<Cache, "schedulesSnapshots">): Signals {
  const { cache, search, dr, cdn, backup, logs, pods, load } = contract;
  return {
    ...edgeSignals(pods),
    ...CLUSTER,
    ...CACHE,
    ...(cache.replicasPerShard > 0 && CACHE_REPLICAS),
    ...(schedulesSnapshots && CACHE_SNAPSHOTS),
    ...(search !== null && SEARCH),
    ...objectSignals(load),
    ...(dr !== "none" && OBJECT_COPIES),
    ...(cdn && CDN),
    ...(backup.volumes && BACKUP),
    ...logSignals(logs),
  };
}

/** A signal that wakes somebody. Pairs of capability and metric are checked: only those of `METRICS` compile. */
function page<W extends Watched>(
  of: W,
  metric: (typeof METRICS)[W][number],
  threshold: number,
  minutes: number,
  runbook: string,
): Signal {
  return { of, metric, threshold, minutes, severity: "page", runbook } as Signal;
}

const ticket = (signal: Signal): Signal => ({ ...signal, severity: "ticket" });

const below = (signal: Signal): Signal => ({ ...signal, below: true });

/** Errors in percent of the requests, latency of the slowest twentieth in seconds, pods that answer. */
const edgeSignals = (pods: Tier["pods"]): Signals => ({
  "edge-errors": page("edge", "errors", 1, 5, "edge"),
  "edge-latency": ticket(page("edge", "latency", 2, 10, "edge")),
  "edge-api": below(page("edge", "healthyApi", pods.api.min, 10, "edge")),
  "edge-frontend": below(page("edge", "healthyFrontend", pods.frontend.min, 10, "edge")),
  // Decides the failover of the origin's name as well.
  [ORIGIN_DOWN]: below(page("edge", "healthyApi", 1, 5, "dns")),
});

const CLUSTER: Signals = {
  "cluster-pending": page("cluster", "pendingPods", 0, 15, "cluster"),
  "cluster-cpu": ticket(page("cluster", "nodeCpu", 85, 15, "cluster")),
};

const CACHE: Signals = {
  // The requirements' trigger for a larger cache.
  "cache-memory": page("cache", "memory", 80, 15, "cache"),
  "cache-cpu": ticket(page("cache", "cpu", 80, 15, "cache")),
  // The policy is noeviction: any eviction means that it was changed.
  "cache-evictions": ticket(page("cache", "evictions", 0, 5, "cache")),
};
const CACHE_REPLICAS: Signals = { "cache-lag": ticket(page("cache", "replicationLag", 10, 5, "cache")) };
const CACHE_SNAPSHOTS: Signals = { "cache-backups": ticket(page("cache", "snapshotFailures", 0, 5, "cache")) };

const SEARCH: Signals = {
  "search-health": page("search", "unhealthy", 0, 5, "search"),
  "search-storage": page("search", "storageUsed", 80, 15, "search"),
  "search-cpu": ticket(page("search", "cpu", 80, 15, "search")),
  "search-memory": ticket(page("search", "memoryPressure", 85, 15, "search")),
};

const objectSignals = (load: Tier["load"]): Signals => ({
  "objects-errors": page("objectStore", "errors", 5, 15, "object-store"),
  "objects-latency": ticket(page("objectStore", "latency", 2, 30, "object-store")),
  // A month's recordings leaving in a day: a bill, and perhaps somebody who copies all of them.
  "objects-downloads": ticket(page("objectStore", "downloads", load.recordingsGb, 1440, "object-store")),
});
const OBJECT_COPIES: Signals = {
  "objects-lag": ticket(page("objectStore", "replicationLag", 900, 15, "object-store")),
  "objects-failures": ticket(page("objectStore", "replicationFailures", 0, 15, "object-store")),
};

const CDN: Signals = { "cdn-errors": ticket(page("cdn", "errors", 5, 10, "cdn")) };
const BACKUP: Signals = { "backup-failures": ticket(page("backup", "failures", 0, 60, "backup")) };

const logSignals = (logs: Tier["logs"]): Signals => ({
  "log-volume": ticket(page("logs", "ingestion", logs.capGbPerDay, 1440, "logs")),
});
