import { contractOf } from "../../stacks";
import { type Bill, billOf } from "../../src/cost/cost";
import { readPriceBook } from "../../src/cost/price-book";
import { type Usage, usageOf } from "../../src/cost/usage";
import type { Graph, Inputs } from "../../src/graph/graph";
import { type Draft, graphFrom, resource } from "../policy/builder";

const BOOK = readPriceBook();
const PRODUCTION = usageOf(contractOf("production", null).load);

/** A resource of Azure by the end of its type: `network:NatGateway`. */
export const azure = (type: string, name: string, inputs: Inputs = {}): Draft =>
  resource(`azure-native:${type}`, name, inputs);

/** What a recorded graph costs, by production's usage where nothing else is said. */
export const billFor = (graph: Graph, usage: Partial<Usage> = {}): Bill =>
  billOf({ graph, usage: { ...PRODUCTION, ...usage }, book: BOOK, groups: new Map() });

/** The same for resources as a test writes them down. */
export const billOn = (drafts: readonly Draft[], usage: Partial<Usage> = {}): Bill => billFor(graphFrom(drafts), usage);

/** What each resource costs, by its name; what is given away has none. */
export const nameOf = (urn: string | null): string => urn?.split("::").at(-1) ?? "";

export const sumOf = (lines: Bill["lines"]): number => lines.reduce((sum, { monthly }) => sum + monthly, 0);

/** What is paid for, what it costs by hand, and the usage where it matters. */
export type Example = readonly [what: string, usd: number, drafts: readonly Draft[], usage?: Partial<Usage>];

/** Examples as cases of a test. */
export const casesOf = (examples: readonly Example[]) =>
  examples.map(([what, usd, drafts, usage]) => ({ what, usd, drafts, usage }));
