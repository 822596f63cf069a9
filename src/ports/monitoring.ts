import type { Output } from "@pulumi/pulumi";
import type { Provisioned } from "./common";

/** What can be watched, named the same on every cloud; an adapter knows which metric tells it. */
export const METRICS = {
  edge: ["errors", "latency", "healthyApi", "healthyFrontend"],
  cluster: ["pendingPods", "nodeCpu"],
  cache: ["memory", "cpu", "evictions", "replicationLag", "snapshotFailures"],
  search: ["unhealthy", "storageUsed", "cpu", "memoryPressure"],
  objectStore: ["errors", "latency", "downloads", "replicationLag", "replicationFailures"],
  cdn: ["errors"],
  backup: ["failures"],
  logs: ["ingestion"],
} as const;
export type Watched = keyof typeof METRICS;

/** A capability together with one of its own metrics. */
export type Metric = { [W in Watched]: { readonly of: W; readonly metric: (typeof METRICS)[W][number] } }[Watched];

export type Signal = Metric & {
  /** Percent, seconds, GB or a count, as the metric's name says; rising above it alarms, falling below it where `below`. */
  readonly threshold: number;
  readonly below?: true;
  /** Minutes it must last. */
  readonly minutes: number;
  /** `page` wakes somebody, `ticket` waits for the morning. */
  readonly severity: "page" | "ticket";
  /** File in `docs/runbooks/alarms`, without its ending. */
  readonly runbook: string;
};

/** The signal that no pod answers behind the load balancer: DNS acts on it too. */
export const ORIGIN_DOWN = "origin-down";

export interface MonitoringArgs {
  readonly signals: Readonly<Record<string, Signal>>;
  readonly email: string;
  /** PagerDuty's integration key for pages; null: pages go by e-mail too. */
  readonly pagerdutyKey: Output<string> | null;
}

/** Alarms, one dashboard, and where both report to. */
export type Monitoring = Provisioned;
