import type { PolicyGraph } from "../../policy/query";
import type { GraphResource, Value } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { textsIn } from "../../policy/query";
import { isRecord, itemsOf, listOf, plain, readIn } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, monthly } from "../estimator";
import type { PriceId } from "../price-book";
import { numberOf } from "../read";
import { runsOf } from "./contents";
import { nameOf } from "./read";

const WORKSPACE = "azure-native:operationalinsights:Workspace";

/** Days for which logs are kept without being paid for (Azure Monitor Logs, cost). */
const FREE_DAYS = 31;
const DAYS = 30;

/** Who writes what in the subscription: taken in and kept for 90 days for nothing, and little of it (Azure Monitor, activity log). */
const ACTIVITY = { gb: 0.1, freeDays: 90 } as const;

/** Workspaces that resources send their logs to. */
function receiversIn(graph: PolicyGraph): ReadonlySet<GraphResource> {
  const senders = graph.ofType(AZURE.diagnostics);
  return new Set(senders.flatMap((sender) => graph.referred(sender, "workspaceId", WORKSPACE)));
}

/** The stack's logs are divided among the workspaces that resources send theirs to; another one has the subscription's activity. */
function workspaceCharges(workspace: GraphResource, { graph, usage }: CostContext): readonly Charge[] {
  const receivers = graph.derived(receiversIn);
  const takesLogs = receivers.has(workspace);
  const gb = takesLogs ? usage.logsGb / receivers.size : 0;
  const [kept, freeDays] = takesLogs ? [gb, FREE_DAYS] : [ACTIVITY.gb, ACTIVITY.freeDays];
  const days = Math.max(0, Math.min(numberOf(workspace, "retentionInDays"), usage.month * DAYS) - freeDays);
  return [
    monthly("logs taken in", "azure/log-analytics/analytics-logs.ingest", gb),
    monthly("logs kept longer", "azure/log-analytics/retention-over-31d", (kept * days) / DAYS),
  ];
}

/** Series that "all values of a dimension" stands for: zones, pools, shards. */
const ALL_VALUES = 3;

/** Each condition watches one series, or as many as its dimensions let through together. */
function metricAlertCharges(alert: GraphResource): readonly Charge[] {
  const series = listOf(alert, "criteria.allOf").reduce<number>((sum, condition) => {
    const dimensions = itemsOf(readIn(condition, "dimensions"), "dimensions");
    return sum + dimensions.map(valuesOf).reduce((product, values) => product * values, 1);
  }, 0);
  return [monthly(`alarm on ${series} series`, "azure/azure-monitor/metric-alert-rule", series)];
}

function valuesOf(dimension: Value): number {
  const values = textsIn(readIn(dimension, "values"));
  const some = plain(readIn(dimension, "operator"), "operator") === "Include" && !values.includes("*");
  return some ? values.length : ALL_VALUES;
}

/** The price goes by minutes between two looks, and no further down than a quarter of an hour. */
const FREQUENCIES: Readonly<Record<string, PriceId>> = {
  PT1M: "azure/azure-monitor/log-alert-rule.1-minutes",
  PT5M: "azure/azure-monitor/log-alert-rule.5-minutes",
  PT10M: "azure/azure-monitor/log-alert-rule.10-minutes",
};

function logAlertCharges(rule: GraphResource): readonly Charge[] {
  const every = nameOf(rule, "evaluationFrequency");
  return [monthly(`alarm on logs, ${every}`, FREQUENCIES[every] ?? "azure/azure-monitor/log-alert-rule.15-minutes")];
}

/** The clock that starts it, and each of its actions (Azure Logic Apps, billing). */
function workflowCharges(workflow: GraphResource): readonly Charge[] {
  const actions = readIn(workflow.inputs["definition"], "actions");
  const steps = 1 + (isRecord(actions) ? Object.keys(actions).length : 0);
  return [monthly("steps of a workflow", "azure/logic-apps/consumption.action", runsOf(workflow) * steps)];
}

export const MONITORING_COSTS: Costs = {
  [WORKSPACE]: billed(workspaceCharges),
  "azure-native:monitor:MetricAlert": billed(metricAlertCharges),
  "azure-native:monitor:ScheduledQueryRule": billed(logAlertCharges),
  "azure-native:logic:Workflow": billed(workflowCharges),
};
