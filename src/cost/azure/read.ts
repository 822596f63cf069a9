import type { GraphResource } from "../../graph/graph";
import { plainOf } from "../../policy/values";
import { Unpriced } from "../estimator";

/**
 * A name that decides a price: an edition, a tier, a size.
 * @throws Unpriced where the resource does not say it
 */
export function nameOf(resource: GraphResource, path: string): string {
  const value = plainOf(resource, path);
  if (typeof value !== "string" || value === "") throw new Unpriced(`${path} is not set, and the price depends on it`);
  return value;
}

/**
 * What one of several names means for the price.
 * @throws Unpriced for a name that the table lacks
 */
export function meaningOf<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const meaning = table[name];
  if (meaning === undefined) throw new Unpriced(`${what} ${name} is not known here: ${Object.keys(table).join(", ")}`);
  return meaning;
}
