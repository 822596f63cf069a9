import type { GraphResource, Value } from "../graph/graph";
import { read, readIn } from "../policy/values";
import { Unpriced } from "./estimator";

/**
 * A number inside a value, or the one that counts where it is not set.
 * @throws Unpriced where it is neither a number nor the text of one
 */
export function numberIn(value: Value | undefined, path: string, otherwise?: number): number {
  return asNumber(readIn(value, path), path, otherwise);
}

/** A number among a resource's inputs, by its path. */
export function numberOf(resource: GraphResource, path: string, otherwise?: number): number {
  return asNumber(read(resource, path), path, otherwise);
}

function asNumber(value: Value | undefined, path: string, otherwise: number | undefined): number {
  const found = value ?? otherwise;
  const number = typeof found === "string" ? Number(found) : found;
  if (typeof number !== "number" || Number.isNaN(number))
    throw new Unpriced(`${path} is no number that could be priced`);
  return number;
}
