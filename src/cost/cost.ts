import type { Commitment } from "../../stacks";
import type { Graph, GraphResource } from "../graph/graph";
import { PolicyGraph } from "../policy/query";
import { Unreadable } from "../policy/values";
import { allowances } from "./allowances";
import { type Charge, type CostContext, Unpriced } from "./estimator";
import type { Price, PriceBook, PriceId } from "./price-book";
import type { Usage } from "./usage";
import { COSTS, isThirdParty } from "./vendors";

/** One line of the bill, USD a month at list price, before tax. */
export interface CostLine {
  /** Null for what no resource stands for: a third party, an allowance. */
  readonly urn: string | null;
  /** The capability it is for; `thirdParty`, `allowance` or `other` where it is none. */
  readonly group: string;
  /** Whose bill it is on. */
  readonly vendor: string;
  readonly item: string;
  readonly price: PriceId;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: number;
  readonly monthly: number;
  readonly source: string;
  /** When the source saw the price; null where nobody wrote it down. */
  readonly asOf: string | null;
  readonly confidence: Price["confidence"];
}

export interface UnpricedLine {
  readonly urn: string;
  readonly type: string;
  readonly reason: string;
}

/** Everything that a stack's resources cost. */
export interface Bill {
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedLine[];
  /** Billable resources, priced or not. */
  readonly billable: number;
}

export interface Billed {
  readonly graph: Graph;
  readonly usage: Usage;
  readonly book: PriceBook;
  /** For how long capacity is bought ahead; none where nothing is said. */
  readonly commitment?: Commitment;
  /** The capability that a resource is for, by URN. */
  readonly groups: ReadonlyMap<string, string>;
}

/** Prices every resource of a recorded graph; what can't be priced says why. */
export function billOf({ graph, usage, book: listed, commitment = "none", groups }: Billed): Bill {
  const book = listed.committed(commitment);
  const context = { graph: new PolicyGraph(graph), usage, book };
  const parts = graph.resources
    .filter(({ custom }) => custom)
    .map((resource) => partOf(resource, context, book, groups));
  const lines = parts.flatMap((part) => part.lines);
  return {
    lines: [...lines, ...allowances(lines)],
    unpriced: parts.flatMap((part) => part.unpriced),
    billable: parts.filter(({ billable }) => billable).length,
  };
}

interface Part {
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedLine[];
  readonly billable: boolean;
}

function partOf(resource: GraphResource, context: CostContext, book: PriceBook, groups: Billed["groups"]): Part {
  const costing = COSTS[resource.type];
  const without = (reason: string): Part => ({
    lines: [],
    unpriced: [{ ...urnAndType(resource), reason }],
    billable: true,
  });
  if (costing === undefined) return without("nobody has said yet whether this type costs anything");
  if (costing.kind === "free") return { lines: [], unpriced: [], billable: false };
  if (costing.kind === "unpriced") return without(costing.reason);
  try {
    const charges = costing.estimate(resource, context);
    const group = groups.get(resource.urn) ?? "other";
    return {
      lines: charges.map((charge) => lineOf(charge, book, { urn: resource.urn, group })),
      unpriced: [],
      billable: true,
    };
  } catch (error) {
    if (error instanceof Unpriced || error instanceof Unreadable) return without(error.message);
    throw error;
  }
}

/** @throws Unpriced where the book has no such price */
export function lineOf(
  { item, price: id, quantity }: Charge,
  book: PriceBook,
  { urn, group }: Pick<CostLine, "urn" | "group">,
): CostLine {
  const price = book.find(id);
  if (price === undefined) throw new Unpriced(`the price book has no ${id}`);
  const { vendor, unit, usd, source, seen, confidence } = price;
  return {
    urn,
    group: isThirdParty(vendor) ? "thirdParty" : group,
    vendor,
    item,
    price: id,
    quantity,
    unit,
    unitPrice: usd,
    monthly: cents(quantity * usd),
    source,
    asOf: seen,
    confidence,
  };
}

/** Rounded to a cent, as on a bill. */
export const cents = (usd: number): number => Math.round(usd * 100) / 100;

const urnAndType = ({ urn, type }: GraphResource) => ({ urn, type });
