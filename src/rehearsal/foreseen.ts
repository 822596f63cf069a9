import { isDeepStrictEqual } from "node:util";
import type { WireProperties } from "../graph/wire";

/**
 * What a resource will be like once its inputs have changed, as real providers foresee it: what they were not asked to change stays,
 * with all that the cloud has added to it, and what they were asked to change is what it was asked to be.
 */
export function foreseen(state: WireProperties, before: WireProperties, after: WireProperties): WireProperties {
  const keys = Object.keys({ ...state, ...after }).filter((key) => key in after || !(key in before));
  return Object.fromEntries(keys.map((key) => [key, valueOf(state[key], before[key], after[key])]));
}

function valueOf(state: unknown, before: unknown, after: unknown): unknown {
  if (isDeepStrictEqual(before, after)) return state ?? after;
  // Providers foresee a list item by item, as far as there were as many.
  if (Array.isArray(state) && Array.isArray(before) && Array.isArray(after))
    return after.map((one: unknown, index) => valueOf(state[index], before[index], one));
  return isObject(state) && isObject(before) && isObject(after) ? foreseen(state, before, after) : after;
}

const isObject = (value: unknown): value is WireProperties =>
  typeof value === "object" && value !== null && !Array.isArray(value);
