import { existsSync, readFileSync } from "node:fs";

/** What the engine does to a resource, in its own words. */
export type Kind = string;

/** One step of the engine, once it is done or foreseen. */
export interface Step {
  readonly kind: Kind;
  readonly urn: string;
}

/** What one command did, as the engine's own log of events tells it. */
export interface Events {
  /** What was done; of a preview, what would be. */
  readonly steps: readonly Step[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

interface StepEvent {
  readonly metadata: { readonly op: string; readonly urn: string };
}

interface EngineEvent {
  readonly resOutputsEvent?: StepEvent;
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

/** Reads a log of events; a command that never came to the engine has none. */
export function readEvents(file: string): Events {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const events = text.split("\n").flatMap(eventsIn);
  const outputs = events.flatMap(({ resOutputsEvent: event }) => (event === undefined ? [] : [event]));
  const said = (severity: string) => [
    ...new Set(
      events.flatMap(({ diagnosticEvent: event }) => (event?.severity === severity ? [event.message.trim()] : [])),
    ),
  ];
  return {
    steps: stepsOf(outputs),
    warnings: said("warning"),
    errors: said("error"),
  };
}

/** None where the line is empty, or was being written when the engine was killed. */
function eventsIn(line: string): readonly EngineEvent[] {
  try {
    return [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}

/** A component is told of twice: when it is registered, and when it knows its outputs. */
function stepsOf(events: readonly StepEvent[]): readonly Step[] {
  const steps = events.map(({ metadata: { op, urn } }): [string, Step] => [`${op} ${urn}`, { kind: op, urn }]);
  return [...new Map(steps).values()];
}

/** Steps that change something, by kind; in alphabetical order. */
export function countsOf(steps: readonly Step[]): Readonly<Record<Kind, number>> {
  const kinds = steps.map(({ kind }) => kind).filter(isChange);
  return Object.fromEntries(
    [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  );
}

/** Reading, asking, and finding nothing to do, change nothing. */
const isChange = (kind: Kind): boolean => !["same", "read", "refresh", "read-replacement", "invoke"].includes(kind);

export const changesIn = (steps: readonly Step[]): readonly Step[] => steps.filter(({ kind }) => isChange(kind));
