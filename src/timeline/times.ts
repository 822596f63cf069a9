import { hundredths } from "./duration";
import { creationMinutes } from "./minutes";
import type { Waits } from "./order";

/** When everything begins and ends, by the resources' places in the graph. */
export interface Times {
  readonly minutes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Minutes until the last one is there. */
  readonly total: number;
}

/** @param of another set of dependencies for the same resources: a subset of the graph's own keeps their order valid */
export function timesOf(
  { resources, order, of: own }: Waits,
  of: Waits["of"] = own,
  minutes: Times["minutes"] = resources.map(creationMinutes),
): Times {
  const starts = resources.map(() => 0);
  const ends = resources.map(() => 0);
  for (const place of order) {
    const start = (of[place] ?? []).reduce((latest, waited) => Math.max(latest, ends[waited] ?? 0), 0);
    starts[place] = start;
    ends[place] = hundredths(start + (minutes[place] ?? 0));
  }
  return { minutes, starts, ends, total: latestOf(ends) };
}

/** Places of the resources on the critical path, first to last, components among them. */
export function criticalPath({ of }: Waits, { starts, ends, total }: Times): readonly number[] {
  const path: number[] = [];
  let place: number | undefined = ends.indexOf(total);
  while (place !== undefined && place >= 0) {
    path.unshift(place);
    const start: number = starts[place] ?? 0;
    place = start === 0 ? undefined : of[place]?.find((waited) => ends[waited] === start);
  }
  return path;
}

const latestOf = (ends: readonly number[]): number => ends.reduce((latest, end) => Math.max(latest, end), 0);
