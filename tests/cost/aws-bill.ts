import { type Bill, billOf, cents, type CostLine } from "../../src/cost/cost";
import { readPriceBook } from "../../src/cost/price-book";
import { type Usage, usageOf } from "../../src/cost/usage";
import { type Draft, graphFrom } from "../policy/builder";

/** A stack that nobody uses, twelve months after launch. */
export const UNUSED: Usage = {
  ...usageOf({ users: 0, phoneCalls: 0, apiCalls: 0, peakRps: 0, recordingsGb: 0 }),
  natGb: 0,
  logsGb: 0,
  secretReads: 0,
  imagesGb: 0,
};

const BOOK = readPriceBook();

/** What hand-made resources cost, with the given use and no other. */
export const billFor = (drafts: readonly Draft[], usage: Partial<Usage> = {}): Bill =>
  billOf({ graph: graphFrom(drafts), usage: { ...UNUSED, ...usage }, book: BOOK, groups: new Map() });

/** Without what the vendor gives away. */
export const linesOf = (drafts: readonly Draft[], usage: Partial<Usage> = {}): readonly CostLine[] =>
  billFor(drafts, usage).lines.filter(({ urn }) => urn !== null);

/** USD a month by price, all lines of a price together. */
export function usdByPrice(drafts: readonly Draft[], usage: Partial<Usage> = {}): Readonly<Record<string, number>> {
  const lines = linesOf(drafts, usage);
  const sumOf = (price: string) =>
    cents(lines.filter((line) => line.price === price).reduce((sum, { monthly }) => sum + monthly, 0));
  return Object.fromEntries(lines.map(({ price }) => [price, sumOf(price)]));
}

/** Why each of the resources has no price. */
export const reasonsOf = (drafts: readonly Draft[], usage: Partial<Usage> = {}): readonly string[] =>
  billFor(drafts, usage).unpriced.map(({ reason }) => reason);

export const nameIn = (urn: string | null): string => urn?.split("::").at(-1) ?? "";
