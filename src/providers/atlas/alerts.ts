import type { Output, Resource } from "@pulumi/pulumi";
import { AlertConfiguration } from "@pulumi/mongodbatlas/alertConfiguration";
import type { Project } from "@pulumi/mongodbatlas/project";
import type { DatabaseSize } from "../../../stacks";

interface Threshold {
  readonly metric: string;
  readonly above: number;
  readonly units: "RAW" | "SECONDS";
}

/** Operations a second that a size sustains, as the requirements give them (M40 has the disk of M30). */
const IOPS: Readonly<Record<DatabaseSize["tier"], number>> = {
  M10: 500,
  M20: 1_000,
  M30: 3_000,
  M40: 3_000,
  M50: 6_000,
};

/** Atlas has no percent-of-provisioned metric, so the requirements' "IOPS > 80 %" is a number of operations. */
function thresholds(tier: DatabaseSize["tier"]): Readonly<Record<string, Threshold>> {
  return {
    cpu: { metric: "NORMALIZED_SYSTEM_CPU_USER", above: 80, units: "RAW" },
    "disk-busy": { metric: "DISK_PARTITION_UTILIZATION_DATA", above: 80, units: "RAW" },
    "read-iops": { metric: "DISK_PARTITION_READ_IOPS_DATA", above: 0.8 * IOPS[tier], units: "RAW" },
    "write-iops": { metric: "DISK_PARTITION_WRITE_IOPS_DATA", above: 0.8 * IOPS[tier], units: "RAW" },
    lag: { metric: "OPLOG_SLAVE_LAG_MASTER_TIME", above: 10, units: "SECONDS" },
  };
}

export interface AtlasAlertsArgs {
  readonly project: Project;
  readonly tier: DatabaseSize["tier"];
  readonly email: string;
  /** Woken when there is no primary; null: by e-mail only. */
  readonly pagerdutyKey: Output<string> | null;
}

const EVENTS: Readonly<Record<string, string>> = {
  "no-primary": "NO_PRIMARY",
  "backup-failed": "CPS_SNAPSHOT_FALLBACK_FAILED",
};

/** Alarms on the database: only Atlas sees its metrics, so they live there and not in the cloud's monitoring. */
export function createAtlasAlerts(prefix: string, args: AtlasAlertsArgs, parent: Resource): void {
  const { project, tier, email, pagerdutyKey } = args;
  const notifications = [{ typeName: "EMAIL", emailAddress: email, intervalMin: 60, delayMin: 5 }];
  const common = { projectId: project.id, enabled: true };
  for (const [name, { metric, above, units }] of Object.entries(thresholds(tier))) {
    const metricThresholdConfig = {
      metricName: metric,
      operator: "GREATER_THAN",
      threshold: above,
      units,
      mode: "AVERAGE",
    };
    const alert = { ...common, notifications, eventType: "OUTSIDE_METRIC_THRESHOLD", metricThresholdConfig };
    new AlertConfiguration(`${prefix}-alert-${name}`, alert, { parent });
  }
  const pages = pagerdutyKey === null ? [] : [{ typeName: "PAGER_DUTY", serviceKey: pagerdutyKey, intervalMin: 5 }];
  for (const [name, eventType] of Object.entries(EVENTS)) {
    const alert = { ...common, eventType, notifications: [...notifications, ...pages] };
    new AlertConfiguration(`${prefix}-alert-${name}`, alert, { parent });
  }
}
