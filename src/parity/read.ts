import type { Value } from "../graph/graph";
import type { CapabilityId } from "../plan/capabilities";
import type { Phrases } from "../plan/describe";
import type { Members } from "../plan/describe/members";
import { itemsOf, readIn } from "../policy/values";
import type { Way } from "./kinds";

/** Parts of what the plan says of a capability, by their place in it. */
export const said =
  (phrases: Phrases, capability: CapabilityId, ...places: readonly number[]) =>
  (members: Members): string =>
    places.flatMap((place) => phrases[capability]?.[place]?.(members) ?? []).join(", ");

/** The items of a list inside a JSON text: charts, rules. */
export function itemsInJson(json: Value | undefined, path: string): readonly Value[] {
  return itemsOf(readIn(JSON.parse(String(json)) as Value, path), path);
}

/** A snapshot each so many hours, kept in the region of the data. */
export const snapshots = (everyHours: number, keepDays: number | null): Way => ({
  way: "snapshots",
  everyHours,
  keepDays,
  region: "same",
});

export const inOtherRegion = (way: Way): Way => ({ ...way, region: "other" });

/** What was overwritten or deleted. */
export const versions = (keepDays: number | null): Way => ({
  way: "versions",
  everyHours: 0,
  keepDays,
  region: "same",
});

export const REPLICA: Way = { way: "replica", everyHours: 0, keepDays: null, region: "other" };
