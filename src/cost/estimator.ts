import type { GraphResource } from "../graph/graph";
import type { PolicyGraph } from "../policy/query";
import type { PriceBook, PriceId } from "./price-book";
import type { Usage } from "./usage";

/** Hours of a month, as all vendors count them. */
export const HOURS = 730;

/** So much of something that has a price. */
export interface Charge {
  /** What is paid for, in plain words: `3 x m7g.large`. */
  readonly item: string;
  readonly price: PriceId;
  /** A month, in the price's unit. */
  readonly quantity: number;
}

/** What an estimator may look at beside the resource: the others, and what the stack's users do in a month. */
export interface CostContext {
  readonly graph: PolicyGraph;
  readonly usage: Usage;
  /** For what is priced as a share of another price; everything else names its price in a charge. */
  readonly book: PriceBook;
}

/** What a resource costs a month; nothing at all must be said with `free`. */
export type Estimator = (resource: GraphResource, context: CostContext) => readonly Charge[];

/** Machines of the cluster that a resource stands for: software that is paid by the host counts them. */
export type NodeCount = (resource: GraphResource) => number;

/** A type is billed, costs nothing and says why, or costs something that nobody here knows the price of. */
export type Costing =
  | { readonly kind: "billed"; readonly estimate: Estimator; readonly nodes?: NodeCount }
  | { readonly kind: "free"; readonly reason: string }
  | { readonly kind: "unpriced"; readonly reason: string };

/** How each of a vendor's resource types is charged. */
export type Costs = Readonly<Record<string, Costing>>;

export const billed = (estimate: Estimator): Costing => ({ kind: "billed", estimate });

/** A pool of the cluster's nodes. */
export const billedNodes = (estimate: Estimator, nodes: NodeCount): Costing => ({ kind: "billed", estimate, nodes });

/** Many types that cost nothing for the same reason. */
export function free(reason: string, ...types: readonly string[]): Costs {
  return Object.fromEntries(types.map((type) => [type, { kind: "free", reason }]));
}

export function unpriced(reason: string, ...types: readonly string[]): Costs {
  return Object.fromEntries(types.map((type) => [type, { kind: "unpriced", reason }]));
}

/** A resource of a billed type that can't be priced: the price is missing, or the resource says too little. */
export class Unpriced extends Error {}

/** Each hour of the month, `count` of something. */
export const hourly = (item: string, price: PriceId, count = 1): Charge => ({ item, price, quantity: count * HOURS });

export const monthly = (item: string, price: PriceId, quantity = 1): Charge => ({ item, price, quantity });

/**
 * A quantity that gets cheaper in steps.
 * @param steps the size of each step and its price; the last one has no end
 */
export function stepped(
  item: string,
  quantity: number,
  steps: readonly (readonly [number, PriceId])[],
): readonly Charge[] {
  let left = quantity;
  return steps.flatMap(([size, price], index) => {
    const part = index === steps.length - 1 ? left : Math.min(left, size);
    left -= part;
    return part > 0 ? [{ item, price, quantity: part }] : [];
  });
}
