import type { GraphResource } from "../graph/graph";
import { hundredths } from "./duration";
import { reasonFor } from "./needed";
import type { Waits } from "./order";
import { type Times, timesOf } from "./times";

/** A wait on the critical path that only the program asks for, by `dependsOn`: no input carries anything over. */
export interface Advice {
  /** What waits. */
  readonly urn: string;
  /** For what: whatever it waits for in one component, which is often waited for as a whole. */
  readonly waitsFor: readonly string[];
  /** Minutes that the whole would be faster if it did not. */
  readonly minutes: number;
  /** Minutes that the whole would be faster if nobody waited for these without a reason; for a wait with one the same. */
  readonly minutesEverywhere: number;
  /** Why it is right all the same; null for what only costs time. */
  readonly reason: string | null;
}

/**
 * What to do about the critical path, in its order.
 * @param path places of its resources, first to last
 */
export function adviceOf(waits: Waits, times: Times, path: readonly number[]): readonly Advice[] {
  const { resources } = waits;
  const won = (of: Waits["of"]): number => hundredths(times.total - timesOf(waits, of, times.minutes).total);
  return path.slice(1).flatMap((place, index) => {
    const waiter = resources[place];
    const waited = resources[path[index] ?? 0];
    if (waiter === undefined || waited === undefined || !isOnlyAsked(waiter, waited)) return [];
    const group = siblings(waits, waiter, waited);
    const reason = reasonFor(waiter, waited);
    const minutes = won(without(waits, group, (one) => one === waiter));
    const everywhere = reason === null ? won(without(waits, group, isUnfounded)) : minutes;
    const waitsFor = group.flatMap((one) => resources[one]?.urn ?? []);
    return [{ urn: waiter.urn, waitsFor, minutes, minutesEverywhere: Math.max(minutes, everywhere), reason }];
  });
}

const isUnfounded = (waiter: GraphResource, waited: GraphResource): boolean => reasonFor(waiter, waited) === null;

/** Whether nothing but `dependsOn` makes one wait for the other. */
function isOnlyAsked(waiter: GraphResource, { urn }: GraphResource): boolean {
  return waiter.dependencies.includes(urn) && !usedBy(waiter).has(urn);
}

/** What a resource can't do without: whatever it gets something from. */
function usedBy({ parent, provider, deletedWith, propertyDependencies }: GraphResource): ReadonlySet<string | null> {
  return new Set([parent, provider, deletedWith, ...Object.values(propertyDependencies).flat()]);
}

/** Places of all that one is asked to wait for in the component of the other, for the same reason or without any. */
function siblings({ resources, places }: Waits, waiter: GraphResource, waited: GraphResource): readonly number[] {
  const reason = reasonFor(waiter, waited);
  return waiter.dependencies.flatMap((urn) => {
    const place = places.get(urn);
    const target = place === undefined ? undefined : resources[place];
    if (place === undefined || target?.parent !== waited.parent || !isOnlyAsked(waiter, target)) return [];
    return reasonFor(waiter, target) === reason ? [place] : [];
  });
}

/** The waits of a graph, less some for a group: never those that carry an input over. */
function without(
  { resources, of }: Waits,
  group: readonly number[],
  isGone: (waiter: GraphResource, waited: GraphResource) => boolean,
): Waits["of"] {
  const inGroup = new Set(group);
  return of.map((waited, place) => {
    const waiter = resources[place];
    if (waiter === undefined || !waited.some((one) => inGroup.has(one))) return waited;
    const used = usedBy(waiter);
    return waited.filter((one) => {
      const target = resources[one];
      return target === undefined || !inGroup.has(one) || used.has(target.urn) || !isGone(waiter, target);
    });
  });
}
