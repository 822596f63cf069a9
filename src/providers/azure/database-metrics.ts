import type { Signal } from "../../ports/monitoring";
import type { Database } from "./database";
import { metric, type MetricQuery } from "./metrics";

/** Something that is watched on this cloud only: on others MongoDB Atlas watches its database itself. */
export interface OwnSignal extends Pick<Signal, "threshold" | "minutes" | "severity" | "runbook"> {
  readonly query: MetricQuery;
}

/** Operations a second of the disks that DocumentDB sells up to 512 GB (Azure DocumentDB, compute and storage). */
const DISK_IOPS = 3_500;

/** The database by itself: each node is looked at, so that a busy one is not hidden by idle others. */
export function databaseSignals({ cluster }: Database): Readonly<Record<string, OwnSignal>> {
  const node = (name: string): MetricQuery => ({
    ...metric(cluster.id, "Microsoft.DocumentDB/mongoClusters", name),
    each: { name: "ServerName", operator: "Include", values: ["*"] },
  });
  const later = { minutes: 15, severity: "ticket", runbook: "database" } as const;
  return {
    "database-cpu": { ...later, query: node("CpuPercent"), threshold: 80 },
    // Of what programs were promised: the rest of the memory is a cache, and always full.
    "database-memory": { ...later, query: node("CommittedMemoryPercent"), threshold: 85 },
    // The requirements' "IOPS > 80 %".
    "database-iops": { ...later, query: node("IOPS"), threshold: 0.8 * DISK_IOPS },
    // A full disk makes the database read-only.
    "database-storage": { ...later, severity: "page", query: node("StoragePercent"), threshold: 80 },
  };
}
