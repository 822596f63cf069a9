import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { ActionGroup } from "@pulumi/azure-native/monitor/actionGroup";
import { Dashboard } from "@pulumi/azure-native/portal/dashboard";
import type { Monitoring as MonitoringPort, MonitoringArgs, Signal } from "../../ports/monitoring";
import type { Account } from "./account";
import { type Alarm, createAlarm } from "./alarms";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";
import { dashboardOf } from "./dashboard";
import { databaseSignals } from "./database-metrics";
import { queryOf, type WatchedOnAzure } from "./metrics";

export interface AzureMonitoringArgs extends MonitoringArgs, WatchedOnAzure {
  readonly account: Account;
}

type Severity = Signal["severity"];
type Named = readonly [id: string, alarm: Alarm];

/** Azure Monitor: an alarm and a tile per signal that Azure can measure and per number of the database, and a group per severity. */
export class Monitoring extends AzureComponent implements MonitoringPort {
  constructor(
    name: string,
    private readonly args: AzureMonitoringArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Monitoring", name, azure, args.account, opts);
    const receivers = { page: this.createReceivers("page"), ticket: this.createReceivers("ticket") };
    const alarms = [...this.signalAlarms(), ...this.databaseAlarms()];
    const workspace = args.account.workspace.id;
    for (const [id, alarm] of alarms) {
      const place = { ruleName: nameOf(azure, id), placed: this.placed, workspace };
      createAlarm(`${name}-${id}`, alarm, { ...place, receivers: receivers[alarm.severity] }, this.child);
    }
    this.createDashboard(alarms, workspace);
    this.registerOutputs({});
  }

  private signalAlarms(): readonly Named[] {
    return Object.entries(this.args.signals).flatMap(([id, signal]): readonly Named[] => {
      const query = queryOf(id, signal, this.args);
      if (query === null) return [];
      const { threshold, minutes, severity, below = false } = signal;
      const description = describe(`${signal.of} ${signal.metric}`, signal.runbook);
      return [[id, { query, threshold, minutes, severity, below, description }]];
    });
  }

  private databaseAlarms(): readonly Named[] {
    return Object.entries(databaseSignals(this.args.database)).map(([id, { runbook, ...signal }]): Named => {
      return [id, { ...signal, below: false, description: describe(id.replace("-", " "), runbook) }];
    });
  }

  /** Mail in any case, which nobody sleeps through for lack of a key; PagerDuty is called for pages where its key is set. */
  private createReceivers(severity: Severity): Output<string> {
    const { email, pagerdutyKey } = this.args;
    const caller = severity === "page" ? pagerdutyKey : null;
    return new ActionGroup(
      `${this.prefix}-${severity}`,
      {
        ...this.placed,
        location: "Global",
        actionGroupName: nameOf(this.azure, severity),
        groupShortName: severity,
        enabled: true,
        emailReceivers: [{ name: "mail", emailAddress: email, useCommonAlertSchema: true }],
        ...(caller !== null && {
          webhookReceivers: [{ name: "pagerduty", serviceUri: pagerdutyUrl(caller), useCommonAlertSchema: true }],
        }),
      },
      this.child,
    ).id;
  }

  private createDashboard(alarms: readonly Named[], workspace: Output<string>): void {
    const dashboardName = nameOf(this.azure, "crm");
    const { tags } = this.placed;
    new Dashboard(
      `${this.prefix}-dashboard`,
      {
        ...this.placed,
        dashboardName,
        properties: dashboardOf(
          alarms.map(([id, { query }]) => ({ id, query })),
          workspace,
        ),
        tags: { ...tags, "hidden-title": dashboardName },
      },
      this.child,
    );
  }
}

const describe = (what: string, runbook: string): string => `${what}. Runbook: docs/runbooks/alarms/${runbook}.md`;

const pagerdutyUrl = (key: Output<string>): Output<string> =>
  interpolate`https://events.pagerduty.com/integration/${key}/enqueue`;
