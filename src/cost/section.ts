import type { Commitment, Load } from "../../stacks";
import { daysBetween } from "../conventions/days";
import { groupedBy } from "../conventions/groups";
import type { Graph } from "../graph/graph";
import { dollars } from "./dollars";
import { type Bill, billOf, cents, type CostLine, lineOf } from "./cost";
import { BOOK_MAX_AGE_DAYS, type PriceBook } from "./price-book";
import { nodesOf, type ThirdPartyUse, thirdPartyCharges } from "./third-parties";
import { usageOf } from "./usage";
import { isThirdParty } from "./vendors";

/** What a stack costs a month at list price, on demand, before tax, twelve months after launch. */
export interface Cost extends Pick<Bill, "lines" | "unpriced" | "billable"> {
  readonly currency: "USD";
  /** Cloud, Atlas, Elastic. */
  readonly platform: number;
  readonly thirdParty: number;
  readonly budget: number;
  readonly budgetScope: "platform" | "total";
  /** What the budget is held against: `platform` alone, or both. */
  readonly compared: number;
  /** What is paid most for, all resources of a price together. */
  readonly drivers: readonly Driver[];
  /** How far the prices are to be trusted. */
  readonly notes: readonly string[];
}

export interface Driver {
  readonly what: string;
  readonly group: string;
  readonly monthly: number;
  /** Of what the budget is held against, percent. */
  readonly share: number;
}

/** What of a plan the cost is made of. */
export interface Priced {
  readonly graph: Graph;
  readonly cloud: string;
  readonly region: string;
  /** Where copies are kept; null where there are none. */
  readonly copies: string | null;
  readonly contract: {
    readonly load: Load;
    readonly budget: { readonly usd: number; readonly scope: Cost["budgetScope"] };
  };
  /** For how long capacity is bought ahead: an assumption, nothing is bought. */
  readonly commitment: Commitment;
  readonly thirdParties: Pick<ThirdPartyUse, "thirdParties" | "cloudflarePlan" | "ownsZone">;
  /** The capability that a resource is for, by URN. */
  readonly groups: ReadonlyMap<string, string>;
  readonly book: PriceBook;
}

/** Prices a recorded stack, and holds it against its budget. */
export function costOf(priced: Priced): Cost {
  const { graph, contract, commitment, thirdParties, groups, book } = priced;
  const usage = usageOf(contract.load);
  const bill = billOf({ graph, usage, book, commitment, groups });
  const others = thirdPartyCharges({ ...thirdParties, usage, nodes: nodesOf(graph) });
  const lines = [...bill.lines, ...others.map((charge) => lineOf(charge, book, { urn: null, group: "thirdParty" }))];
  const platform = sumOf(lines.filter(({ vendor }) => !isThirdParty(vendor)));
  const thirdParty = sumOf(lines.filter(({ vendor }) => isThirdParty(vendor)));
  const { usd, scope } = contract.budget;
  const counted = scope === "total" ? lines : lines.filter(({ vendor }) => !isThirdParty(vendor));
  const compared = sumOf(counted);
  return {
    ...{ currency: "USD", platform, thirdParty, budget: usd, budgetScope: scope, compared, lines },
    ...{ unpriced: bill.unpriced, billable: bill.billable },
    drivers: driversOf(counted, compared),
    notes: notesOf(lines, priced),
  };
}

/** Whether a stack costs more than its budget. */
export const isOverBudget = ({ compared, budget }: Pick<Cost, "compared" | "budget">): boolean => compared > budget;

/** Days from the day the book was put together; null while that is not too long ago. */
export function ageWarning(book: PriceBook, asOf: string): string | null {
  const days = daysBetween(book.asOf, asOf);
  return days > BOOK_MAX_AGE_DAYS
    ? `the price book is ${days} days old; compare it with the vendors' price lists`
    : null;
}

const sumOf = (lines: readonly CostLine[]): number => cents(lines.reduce((sum, { monthly }) => sum + monthly, 0));

/** Drivers that the plan names. */
const NAMED = 8;

/** What is given away of a price is taken off it: what costs nothing in the end drives nothing. */
function driversOf(lines: readonly CostLine[], total: number): readonly Driver[] {
  return [...groupedBy(lines, ({ price }) => price)]
    .map(([what, same]) => ({ group: groupOf(same), what, monthly: sumOf(same) }))
    .sort((a, b) => b.monthly - a.monthly)
    .slice(0, NAMED)
    .map((driver) => ({ ...driver, share: total === 0 ? 0 : Math.round((driver.monthly / total) * 100) }));
}

/** The capability that pays most of a price. */
const groupOf = (lines: readonly CostLine[]): string =>
  [...lines].sort((a, b) => b.monthly - a.monthly)[0]?.group ?? "";

const COMMITTED: Readonly<Record<Commitment, string>> = {
  none: "all on demand",
  "1year": "machines bought for a year where the book knows that price",
  "3years": "machines bought for three years where the book knows that price",
};

/** Whose prices the book has: elsewhere they differ. */
const HOME: Readonly<Record<string, string>> = { aws: "us-east-1", gcp: "us-central1", azure: "eastus" };

function notesOf(
  lines: readonly CostLine[],
  { cloud, region, copies, book, commitment }: Pick<Priced, "cloud" | "region" | "copies" | "book" | "commitment">,
): readonly string[] {
  const home = HOME[cloud] ?? "";
  const elsewhere = (place: string | null, what: string) =>
    place === null || place === home ? [] : [`${what} in ${place}: prices there may differ.`];
  const low = lines.filter(({ confidence }) => confidence === "low");
  const [platform, others] = [
    sumOf(low.filter(({ vendor }) => !isThirdParty(vendor))),
    sumOf(low.filter(({ vendor }) => isThirdParty(vendor))),
  ];
  return [
    `List prices of ${home}, put together on ${book.asOf}; ${COMMITTED[commitment]}.`,
    ...elsewhere(region, "The stack is"),
    ...elsewhere(copies, "Its copies are"),
    ...(low.length === 0
      ? []
      : [`Without a source (confidence low): ${dollars(platform)} of it, ${dollars(others)} of third parties'.`]),
  ];
}
