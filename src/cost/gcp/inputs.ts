import type { GraphResource } from "../../graph/graph";
import { plainOf } from "../../policy/values";
import { Unpriced } from "../estimator";

/**
 * A text among a resource's inputs.
 * @throws Unpriced where it is not set and has no default
 */
export function textAt(resource: GraphResource, path: string, otherwise?: string): string {
  const value = plainOf(resource, path) ?? otherwise;
  if (typeof value !== "string") throw new Unpriced(`${path} is not set`);
  return value;
}

/** Seconds as Google writes them, `7776000s`, in days. */
export const daysOf = (seconds: string): number => Number(seconds.replace(/s$/, "")) / SECONDS_PER_DAY;

export const SECONDS_PER_DAY = 86_400;
/** Days of a month, as `byAge` counts them. */
export const DAYS_PER_MONTH = 30;
