import type { Input } from "@pulumi/pulumi";
import type { Signal } from "../../ports/monitoring";
import type { AwsContext } from "./context";
import type { Query } from "./metrics";

export interface WidgetSource {
  readonly id: string;
  readonly signal: Signal;
  readonly query: Query;
}

/** Three widgets in a row on CloudWatch's grid of 24 columns. */
const COLUMNS = 3;
const [WIDTH, HEIGHT] = [8, 6] as const;

/** One widget per signal, grouped by capability because the signals are, each with the alarm's line in it. */
export function dashboardBody(sources: readonly WidgetSource[], aws: AwsContext) {
  return { widgets: sources.map((source, index) => widget(source, index, aws)) };
}

function widget({ id, signal, query }: WidgetSource, index: number, aws: AwsContext) {
  const { threshold = (value: number) => value } = query;
  return {
    type: "metric",
    x: (index % COLUMNS) * WIDTH,
    y: Math.floor(index / COLUMNS) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: {
      title: id,
      region: query.region ?? aws.region,
      period: 300,
      metrics: lines(query),
      annotations: { horizontal: [{ label: signal.severity, value: threshold(signal.threshold) }] },
    },
  };
}

/** CloudWatch's own notation: namespace, name, then each dimension and its value, then options. */
function lines({ metrics, expression }: Query): readonly (readonly Input<unknown>[])[] {
  const series = metrics.map(({ namespace, metricName, dimensions, stat }, index) => {
    const options = { id: `m${index}`, stat, visible: expression === undefined };
    return [namespace, metricName, ...Object.entries(dimensions).flat(), options];
  });
  return expression === undefined ? series : [[{ id: "value", expression, label: "value" }], ...series];
}
