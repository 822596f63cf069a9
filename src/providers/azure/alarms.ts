import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { ActivityLogAlert } from "@pulumi/azure-native/monitor/activityLogAlert";
import { MetricAlert } from "@pulumi/azure-native/monitor/metricAlert";
import { ScheduledQueryRule } from "@pulumi/azure-native/monitor/scheduledQueryRule";
import type { Signal } from "../../ports/monitoring";
import type { Placed } from "./component";
import type { HealthQuery, LogQuery, MetricQuery, Query } from "./metrics";

/** A query with the line that its number must not cross. */
export interface Alarm<Q extends Query = Query> extends Pick<Signal, "minutes" | "severity"> {
  readonly query: Q;
  readonly threshold: number;
  readonly below: boolean;
  readonly description: string;
}

export interface AlarmPlace {
  /** What the alarm is called in Azure. */
  readonly ruleName: string;
  readonly placed: Placed;
  /** Id of the log workspace that log queries ask. */
  readonly workspace: Output<string>;
  /** Id of the action group that is told when it starts and when it ends. */
  readonly receivers: Output<string>;
}

/** How Azure's own pages order alarms, from 0 to 4. */
const SEVERITIES: Readonly<Record<Signal["severity"], number>> = { page: 1, ticket: 3 };

/** Minutes over which Azure can reckon a metric (Azure Monitor, metric alerts), and a log within a day. */
const WINDOWS = [5, 15, 30, 60, 360, 720] as const;
const DAY = 1_440;

export function createAlarm(name: string, alarm: Alarm, place: AlarmPlace, opts: CustomResourceOptions): void {
  const { query } = alarm;
  if (query.kind === "metric") createMetricAlarm(name, { ...alarm, query }, place, opts);
  else if (query.kind === "log") createLogAlarm(name, { ...alarm, query }, place, opts);
  else createHealthAlarm(name, { ...alarm, query }, place, opts);
}

function createMetricAlarm(
  name: string,
  { query, ...alarm }: Alarm<MetricQuery>,
  { ruleName, placed, receivers }: AlarmPlace,
  opts: CustomResourceOptions,
): void {
  const { threshold = (value: number) => value } = query;
  new MetricAlert(
    name,
    {
      ...placed,
      ...judged(alarm),
      location: "global",
      ruleName,
      scopes: [query.of],
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            criterionType: "StaticThresholdCriterion",
            name: "value",
            metricNamespace: query.namespace,
            metricName: query.metric,
            timeAggregation: query.aggregation,
            operator: operatorOf(alarm),
            threshold: threshold(alarm.threshold),
            ...(query.each && { dimensions: [{ ...query.each, values: [...query.each.values] }] }),
            // Azure knows many a metric only once something first reports it.
            skipMetricValidation: true,
          },
        ],
      },
      actions: [{ actionGroupId: receivers }],
    },
    opts,
  );
}

function createLogAlarm(
  name: string,
  { query, ...alarm }: Alarm<LogQuery>,
  { ruleName, placed, workspace, receivers }: AlarmPlace,
  opts: CustomResourceOptions,
): void {
  const { from, value, threshold = (number: number) => number } = query;
  new ScheduledQueryRule(
    name,
    {
      ...placed,
      ...judged(alarm),
      kind: "LogAlert",
      ruleName,
      scopes: [workspace],
      // A table is not there before its first entry.
      skipQueryValidation: true,
      criteria: {
        allOf: [
          {
            query: `${from} | summarize value = ${value}, TimeGenerated = max(TimeGenerated) | where isfinite(value)`,
            metricMeasureColumn: "value",
            timeAggregation: "Maximum",
            operator: operatorOf(alarm),
            threshold: threshold(alarm.threshold),
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
          },
        ],
      },
      actions: { actionGroups: [receivers] },
    },
    opts,
  );
}

/** Azure tells of its own accord: there is no window to look at, and no number. */
function createHealthAlarm(
  name: string,
  { query, description }: Alarm<HealthQuery>,
  { ruleName, placed, receivers }: AlarmPlace,
  opts: CustomResourceOptions,
): void {
  const status = ["Unavailable", "Degraded"].map((equals) => ({
    field: "properties.currentHealthStatus",
    equals,
  }));
  new ActivityLogAlert(
    name,
    {
      ...placed,
      location: "global",
      activityLogAlertName: ruleName,
      enabled: true,
      description,
      scopes: [query.of],
      condition: { allOf: [{ field: "category", equals: "ResourceHealth" }, { anyOf: status }] },
      actions: { actionGroups: [{ actionGroupId: receivers }] },
    },
    opts,
  );
}

/** Looked at every five minutes: no metric of the cache comes more often, and logs take as long to arrive. */
function judged({ minutes, severity, description }: Omit<Alarm, "query">) {
  const window = WINDOWS.find((one) => one >= minutes) ?? DAY;
  return {
    description,
    enabled: true,
    severity: SEVERITIES[severity],
    autoMitigate: true,
    evaluationFrequency: window === DAY ? "PT1H" : "PT5M",
    windowSize: window === DAY ? "P1D" : `PT${window}M`,
  };
}

const operatorOf = ({ below }: Pick<Alarm, "below">): string => (below ? "LessThan" : "GreaterThan");
