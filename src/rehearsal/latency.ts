import { setTimeout as after } from "node:timers/promises";
import type { WireProperties } from "../graph/wire";
import { rolls } from "../diff/effects";
import { creationMinutes } from "../timeline/minutes";
import type { Operation } from "./faults";
import { asResource, type Subject } from "./subject";

/** How long simulated minutes take. */
export interface Latency {
  /** Milliseconds of ours for a minute of the cloud's; 0: nothing takes any time. */
  readonly millisecondsPerMinute: number;
}

/**
 * Minutes until a provider returns. Deleting takes about as long as making (AWS: node groups 3 to 6, clusters 3 to 5, caches 5 to 10);
 * a change does where machines are made anew, one after another.
 */
export function minutesFor(
  operation: Operation,
  subject: Subject,
  inputs: WireProperties,
  changed: readonly string[] = [],
): number {
  if (operation === "update" && !changed.some((path) => rolls(subject.type, path))) return 0;
  return creationMinutes(asResource(subject, inputs));
}

/** @param minutes are not even counted where they take no time */
export async function wait(minutes: () => number, { millisecondsPerMinute }: Latency): Promise<void> {
  if (millisecondsPerMinute > 0) await after(minutes() * millisecondsPerMinute);
}
