import type { Graph, GraphResource } from "../graph/graph";
import { hundredths } from "./duration";
import { type Advice, adviceOf } from "./advice";
import { type Forced, forcedOf } from "./forced";
import { rowOf } from "./minutes";
import { type Waits, waitingFor, waitsOf } from "./order";
import { criticalPath, type Times, timesOf } from "./times";

/** When a first `pulumi up` creates a resource. All times are minutes after its beginning, to two decimals. */
export interface Step {
  readonly urn: string;
  readonly start: number;
  readonly minutes: number;
}

export interface ScheduledStep extends Step {
  /** By how many minutes it may be late before the whole takes longer; 0 on a critical path. */
  readonly slack: number;
}

/** How long a first `pulumi up` takes where nothing fails, no quota is short, and nothing waits but for what it needs. */
export interface Timeline {
  readonly minutes: number;
  /** The longest chain of resources that wait for each other; the first begins at 0, each next one when the one before is there. */
  readonly criticalPath: readonly Step[];
  /** Everything that is created, in registration order, without components. */
  readonly steps: readonly ScheduledStep[];
  /** The slowest chain that the clouds force on this stack; null where nothing of it is known. */
  readonly forced: Forced | null;
  /** Waits on the critical path that only the program asks for. */
  readonly advice: readonly Advice[];
  /** Types that nobody has timed, counted as one request. */
  readonly unknownTypes: readonly string[];
}

/**
 * The earliest that everything can be there. Pulumi creates at the same time whatever does not wait, so only chains take time.
 * @throws Error where resources wait for each other in a circle, or for one that is not in the graph
 */
export function timelineOf(graph: Graph): Timeline {
  const waits = waitsOf(graph.resources);
  const times = timesOf(waits);
  const path = criticalPath(waits, times);
  const types = graph.resources.filter(({ custom }) => custom).map(({ type }) => type);
  return {
    minutes: times.total,
    criticalPath: path.flatMap((place) => stepOf(waits.resources[place], place, times)),
    steps: scheduled(waits, times),
    forced: forcedOf(graph.resources),
    advice: adviceOf(waits, times, path),
    unknownTypes: [...new Set(types.filter((type) => rowOf(type) === undefined))].sort(),
  };
}

function scheduled(waits: Waits, times: Times): readonly ScheduledStep[] {
  const latest = latestEnds(waits, times);
  return waits.resources.flatMap((resource, place) =>
    stepOf(resource, place, times).map((step) => ({
      ...step,
      slack: hundredths((latest[place] ?? 0) - (times.ends[place] ?? 0)),
    })),
  );
}

/** When each has to be there at the latest, so that the whole takes no longer. */
function latestEnds({ of, order }: Waits, { minutes, total }: Times): readonly number[] {
  const waiting = waitingFor(of);
  const latest = of.map(() => total);
  for (const place of [...order].reverse()) {
    for (const later of waiting[place] ?? []) {
      const needed = hundredths((latest[later] ?? 0) - (minutes[later] ?? 0));
      latest[place] = Math.min(latest[place] ?? 0, needed);
    }
  }
  return latest;
}

/** Nothing for a component. */
function stepOf(resource: GraphResource | undefined, place: number, { starts, minutes }: Times): readonly Step[] {
  if (!resource?.custom) return [];
  return [{ urn: resource.urn, start: starts[place] ?? 0, minutes: minutes[place] ?? 0 }];
}
