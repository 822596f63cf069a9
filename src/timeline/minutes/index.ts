import type { GraphResource } from "../../graph/graph";
import { minutesOf } from "../duration";
import { ATLAS } from "./atlas";
import { AWS } from "./aws";
import { AZURE } from "./azure";
import { GCP } from "./gcp";
import { KUBERNETES } from "./kubernetes";
import { CLOUDFLARE, ELASTIC, LOCALLY } from "./others";
import { AT_ONCE, type CreationRow, type CreationTimes } from "./row";

export const VENDORS: readonly CreationTimes[] = [AWS, GCP, AZURE, ATLAS, ELASTIC, CLOUDFLARE, KUBERNETES, ...LOCALLY];

const ROWS: ReadonlyMap<string, CreationRow> = new Map(
  VENDORS.flatMap(({ prefix, rows }) =>
    rows.flatMap((row) => row.types.map((type) => [`${prefix}${type}`, row] as const)),
  ),
);

/** What is known of a type; undefined where nobody has looked yet. */
export const rowOf = (type: string): CreationRow | undefined => ROWS.get(type);

/** Minutes until the provider returns; a component takes none, and a type that nobody knows takes one request. */
export function creationMinutes(resource: GraphResource): number {
  if (!resource.custom) return 0;
  const { takes } = rowOf(resource.type) ?? AT_ONCE;
  return minutesOf(typeof takes === "string" ? takes : takes(resource));
}
