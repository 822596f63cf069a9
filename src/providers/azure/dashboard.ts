import type { Output } from "@pulumi/pulumi";
import type { LogQuery, MetricQuery, Query } from "./metrics";

export interface TileSource {
  readonly id: string;
  readonly query: Query;
}

/** Three tiles in a row of the portal's grid. */
const COLUMNS = 3;
const [WIDTH, HEIGHT] = [6, 4] as const;

/** The portal's numbers for ways to aggregate, and for a chart of lines. */
const AGGREGATIONS: Readonly<Record<MetricQuery["aggregation"], number>> = {
  Total: 1,
  Maximum: 3,
  Average: 4,
  Count: 7,
};
const LINES = 2;

/** One tile per number that is watched, grouped by capability because the signals are; health is no number. */
export function dashboardOf(sources: readonly TileSource[], workspace: Output<string>) {
  const parts = sources.flatMap(({ id, query }) => {
    if (query.kind === "health") return [];
    return [query.kind === "metric" ? metricChart(id, query) : logChart(id, query, workspace)];
  });
  const placed = parts.map((metadata, index) => ({ position: positionOf(index), metadata }));
  return { lenses: [{ order: 0, parts: placed }], metadata: {} };
}

const positionOf = (index: number) => ({
  x: (index % COLUMNS) * WIDTH,
  y: Math.floor(index / COLUMNS) * HEIGHT,
  colSpan: WIDTH,
  rowSpan: HEIGHT,
});

function metricChart(title: string, { of, namespace, metric: name, aggregation, each }: MetricQuery) {
  const metric = {
    resourceMetadata: { id: of },
    name,
    namespace,
    aggregationType: AGGREGATIONS[aggregation],
    metricVisualization: { displayName: name },
  };
  const chart = {
    title,
    titleKind: 1,
    metrics: [metric],
    visualization: { chartType: LINES, disablePinning: true },
    ...(each && { grouping: { dimension: each.name, sort: 2, top: 10 } }),
  };
  return {
    type: "Extension/HubsExtension/PartType/MonitorChartPart",
    inputs: ["options", "sharedTimeRange"].map((input) => ({ name: input, isOptional: true })),
    settings: { content: { options: { chart } } },
  };
}

function logChart(title: string, { from, value }: LogQuery, workspace: Output<string>) {
  const inputs = {
    Scope: { resourceIds: [workspace] },
    Version: "2.0",
    TimeRange: "P1D",
    Query: `${from} | summarize value = ${value} by bin(TimeGenerated, 5m)`,
    ControlType: "FrameControlChart",
    SpecificChart: "Line",
    PartTitle: title,
    Dimensions: {
      xAxis: { name: "TimeGenerated", type: "datetime" },
      yAxis: [{ name: "value", type: "real" }],
      splitBy: [],
      aggregation: "Sum",
    },
    IsQueryContainTimeRange: false,
  };
  return {
    type: "Extension/Microsoft_OperationsManagementSuite_Workspace/PartType/LogsDashboardPart",
    inputs: Object.entries(inputs).map(([name, input]) => ({ name, value: input, isOptional: true })),
    settings: {},
  };
}
