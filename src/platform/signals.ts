import { ORIGIN_DOWN, type Signal } from "../ports/monitoring";
import type { Tier } from "../../stacks";

/** What wakes somebody and what waits: one list for every cloud, only of what the contract has. */
export function signalsOf(contract: Tier): Readonly<Record<string, Signal>> {
  const { cache, search, dr, cdn, backup } = contract;
  const has: Readonly<Record<string, boolean>> = {
    "cache-lag": cache.replicasPerShard > 0,
    "objects-lag": dr !== "none",
    "objects-failures": dr !== "none",
    search: search !== null,
    cdn,
    backup: backup.volumes,
  };
  const present = Object.entries(allSignals(contract)).filter(([name, { of }]) => has[name] ?? has[of] ?? true);
  return Object.fromEntries(present);
}

/** Thresholds are the requirements' triggers where they name one, else the vendors' advice. */
function allSignals({ logs, pods }: Tier): Readonly<Record<string, Signal>> {
  return {
    "edge-errors": { of: "edge", metric: "errors", threshold: 1, minutes: 5, severity: "page", runbook: "edge" },
    "edge-latency": { of: "edge", metric: "latency", threshold: 2, minutes: 10, severity: "ticket", runbook: "edge" },
    "edge-targets": {
      of: "edge",
      metric: "healthyTargets",
      threshold: pods.api.min,
      below: true,
      minutes: 10,
      severity: "page",
      runbook: "edge",
    },
    // Decides the failover of the origin's name as well.
    [ORIGIN_DOWN]: {
      of: "edge",
      metric: "healthyTargets",
      threshold: 1,
      below: true,
      minutes: 5,
      severity: "page",
      runbook: "dns",
    },
    "cluster-pending": {
      of: "cluster",
      metric: "pendingPods",
      threshold: 0,
      minutes: 15,
      severity: "page",
      runbook: "cluster",
    },
    "cluster-cpu": { of: "cluster", metric: "nodeCpu", threshold: 85, minutes: 15, severity: "ticket", runbook: "cluster" },
    // The requirements' trigger for a larger cache.
    "cache-memory": { of: "cache", metric: "memory", threshold: 80, minutes: 15, severity: "page", runbook: "cache" },
    "cache-cpu": { of: "cache", metric: "cpu", threshold: 80, minutes: 15, severity: "ticket", runbook: "cache" },
    // The policy is noeviction: any eviction means that it was changed.
    "cache-evictions": { of: "cache", metric: "evictions", threshold: 0, minutes: 5, severity: "ticket", runbook: "cache" },
    "cache-lag": { of: "cache", metric: "replicationLag", threshold: 10, minutes: 5, severity: "ticket", runbook: "cache" },
    "search-health": { of: "search", metric: "unhealthy", threshold: 0, minutes: 5, severity: "page", runbook: "search" },
    "search-storage": { of: "search", metric: "storageUsed", threshold: 80, minutes: 15, severity: "page", runbook: "search" },
    "search-cpu": { of: "search", metric: "cpu", threshold: 80, minutes: 15, severity: "ticket", runbook: "search" },
    "search-memory": { of: "search", metric: "memoryPressure", threshold: 85, minutes: 15, severity: "ticket", runbook: "search" },
    "objects-errors": {
      of: "objectStore",
      metric: "errors",
      threshold: 5,
      minutes: 15,
      severity: "page",
      runbook: "object-store",
    },
    "objects-latency": {
      of: "objectStore",
      metric: "latency",
      threshold: 2,
      minutes: 30,
      severity: "ticket",
      runbook: "object-store",
    },
    "objects-lag": {
      of: "objectStore",
      metric: "replicationLag",
      threshold: 900,
      minutes: 15,
      severity: "ticket",
      runbook: "object-store",
    },
    "objects-failures": {
      of: "objectStore",
      metric: "replicationFailures",
      threshold: 0,
      minutes: 15,
      severity: "ticket",
      runbook: "object-store",
    },
    "cdn-errors": { of: "cdn", metric: "errors", threshold: 5, minutes: 10, severity: "ticket", runbook: "cdn" },
    "backup-failures": { of: "backup", metric: "failures", threshold: 0, minutes: 60, severity: "ticket", runbook: "backup" },
    "log-volume": {
      of: "logs",
      metric: "ingestion",
      threshold: logs.capGbPerDay,
      minutes: 1440,
      severity: "ticket",
      runbook: "logs",
    },
  };
}
