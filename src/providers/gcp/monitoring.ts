import { type ComponentResourceOptions, type Input, interpolate, jsonStringify, type Output } from "@pulumi/pulumi";
import { Metric } from "@pulumi/gcp/logging/metric";
import { AlertPolicy } from "@pulumi/gcp/monitoring/alertPolicy";
import { Dashboard } from "@pulumi/gcp/monitoring/dashboard";
import { NotificationChannel, type NotificationChannelArgs } from "@pulumi/gcp/monitoring/notificationChannel";
import { UptimeCheckConfig } from "@pulumi/gcp/monitoring/uptimeCheckConfig";
import { known } from "../../conventions/known";
import {
  type Monitoring as MonitoringPort,
  type MonitoringArgs,
  ORIGIN_DOWN,
  type Signal,
} from "../../ports/monitoring";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import { dashboardOf } from "./dashboard";
import { type Query, queryOf, SNAPSHOT_FAILURES, type WatchedOnGcp } from "./metrics";

export interface GcpMonitoringArgs extends MonitoringArgs, WatchedOnGcp {
  readonly account: Account;
}

type Severity = Signal["severity"];

/** How Google's own pages order incidents. */
const SEVERITIES: Readonly<Record<Severity, string>> = { page: "CRITICAL", ticket: "WARNING" };

/** A question to Cloud Monitoring whose answer, if there is one, is an alarm. */
interface Condition {
  readonly query: Input<string>;
  readonly minutes: number;
}

/** Cloud Monitoring: an alert policy and a tile per signal that Google can measure, and a channel per way to people. */
export class Monitoring extends GcpComponent implements MonitoringPort {
  private readonly channels: Readonly<Record<Severity, readonly Output<string>[]>>;

  constructor(
    name: string,
    private readonly args: GcpMonitoringArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Monitoring", name, gcp, args.account, opts);
    this.channels = this.createChannels();
    this.countSnapshotFailures();
    const sources = Object.entries(args.signals).flatMap(([id, signal]) => {
      const query = queryOf(signal, args, gcp);
      return query === null ? [] : [{ id, signal, query }];
    });
    for (const { id, signal, query } of sources) {
      const probes = id === ORIGIN_DOWN ? [this.probeOrigin(signal)] : [];
      this.createAlert(id, signal, [conditionOf(signal, query), ...probes]);
    }
    const dashboardJson = jsonStringify(dashboardOf(nameOf(gcp, "crm"), sources));
    new Dashboard(`${name}-dashboard`, { dashboardJson }, this.child);
    this.registerOutputs({});
  }

  private createChannels(): Readonly<Record<Severity, readonly Output<string>[]>> {
    const { email, pagerdutyKey } = this.args;
    const mail = this.createChannel("email", { type: "email", labels: { email_address: email } });
    if (pagerdutyKey === null) return { page: [mail], ticket: [mail] };
    const args = { type: "pagerduty", sensitiveLabels: { serviceKey: pagerdutyKey } };
    return { page: [mail, this.createChannel("pagerduty", args)], ticket: [mail] };
  }

  private createChannel(way: string, args: NotificationChannelArgs): Output<string> {
    const common = { displayName: nameOf(this.gcp, way), userLabels: this.gcp.labels };
    return new NotificationChannel(`${this.prefix}-${way}`, { ...common, ...args }, this.child).name;
  }

  /** Cloud Scheduler has no metrics of its own: what it writes into its log when an export is refused is counted. */
  private countSnapshotFailures(): void {
    const { snapshotJob } = this.args.cache;
    if (snapshotJob === null) return;
    const filter = interpolate`resource.type="cloud_scheduler_job" AND resource.labels.job_id="${snapshotJob.name}" AND severity>=ERROR`;
    const args = { name: nameOf(this.gcp, SNAPSHOT_FAILURES), filter, metricDescriptor: COUNTER };
    new Metric(`${this.prefix}-${SNAPSHOT_FAILURES}`, args, this.child);
  }

  /** As visitors come, through Cloudflare: the origin itself answers nobody else. Any answer of its own will do. */
  private probeOrigin({ minutes }: Signal): Condition {
    const host = known(this.args.edge.hostsOf("api")[0], "the host of the API");
    const check = new UptimeCheckConfig(
      `${this.prefix}-${ORIGIN_DOWN}-probe`,
      {
        displayName: nameOf(this.gcp, ORIGIN_DOWN),
        monitoredResource: { type: "uptime_url", labels: { project_id: this.gcp.project, host } },
        httpCheck: { path: "/", port: 443, useSsl: true, validateSsl: true, acceptedResponseStatusCodes: ANSWERS },
        period: "60s",
        timeout: "10s",
        userLabels: this.gcp.labels,
      },
      this.child,
    );
    const passed = interpolate`{"monitoring.googleapis.com/uptime_check/check_passed", monitored_resource="uptime_url", check_id="${check.uptimeCheckId}"}`;
    // More than half of the checks, which come from six places: one place alone has a bad line now and then.
    return { query: interpolate`avg(avg_over_time(${passed}[${minutes}m])) < 0.5`, minutes: 0 };
  }

  private createAlert(id: string, signal: Signal, conditions: readonly Condition[]): void {
    const { of, metric, severity, runbook } = signal;
    new AlertPolicy(
      `${this.prefix}-${id}`,
      {
        displayName: nameOf(this.gcp, id),
        severity: SEVERITIES[severity],
        userLabels: { ...this.gcp.labels, severity, signal: id, runbook },
        documentation: {
          content: `${of} ${metric}. Runbook: docs/runbooks/alarms/${runbook}.md`,
          mimeType: "text/markdown",
        },
        combiner: "OR",
        conditions: conditions.map(({ query, minutes }, index) => ({
          displayName: index === 0 ? id : `${id}-probe`,
          conditionPrometheusQueryLanguage: {
            query,
            duration: `${minutes * 60}s`,
            evaluationInterval: "60s",
            // Many a metric is unknown to Google until something first reports it.
            disableMetricValidation: true,
          },
        })),
        alertStrategy: { notificationPrompts: ["OPENED", "CLOSED"], autoClose: "86400s" },
        notificationChannels: [...this.channels[severity]],
      },
      this.child,
    );
  }
}

const COUNTER = { metricKind: "DELTA", valueType: "INT64", unit: "1" };

/** Where the origin is down, Cloudflare answers with a 5xx in its place. */
const ANSWERS = ["2XX", "3XX", "4XX"].map((codes) => ({ statusClass: `STATUS_CLASS_${codes}` }));

function conditionOf(signal: Signal, { value, counts }: Query): Condition {
  const { threshold, below, minutes } = signal;
  return { query: interpolate`(${value}) ${below ? "<" : ">"} ${threshold}`, minutes: counts ? 0 : minutes };
}
