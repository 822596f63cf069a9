import type { Output } from "@pulumi/pulumi";
import type { Signal } from "../../ports/monitoring";
import type { Query } from "./metrics";

export interface TileSource {
  readonly id: string;
  readonly signal: Signal;
  readonly query: Query;
}

/** Three tiles in a row on a grid of twelve columns. */
const COLUMNS = 12;
const [WIDTH, HEIGHT] = [4, 4] as const;
const IN_A_ROW = COLUMNS / WIDTH;

/** One tile per signal, grouped by capability because the signals are, each with the alarm's line in it. */
export function dashboardOf(displayName: string, sources: readonly TileSource[]) {
  return { displayName, mosaicLayout: { columns: COLUMNS, tiles: sources.map(tile) } };
}

function tile({ id, signal, query }: TileSource, index: number) {
  const place = { xPos: (index % IN_A_ROW) * WIDTH, yPos: Math.floor(index / IN_A_ROW) * HEIGHT };
  return {
    ...withoutZeros(place),
    width: WIDTH,
    height: HEIGHT,
    widget: {
      title: id,
      xyChart: {
        dataSets: [{ plotType: "LINE", timeSeriesQuery: queryIn(query.value) }],
        thresholds: [{ label: signal.severity, ...withoutZeros({ value: signal.threshold }) }],
      },
    },
  };
}

const queryIn = (prometheusQuery: Output<string>) => ({ prometheusQuery });

/** Google leaves zeros out of what it keeps, and would show a difference at every refresh if we didn't. */
function withoutZeros(numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== 0));
}
