import { billOf, type CostLine } from "../../src/cost/cost";
import { readPriceBook } from "../../src/cost/price-book";
import { type Usage, usageOf } from "../../src/cost/usage";
import { contractOf } from "../../stacks";
import { type Draft, graphFrom } from "../policy/builder";

export const BOOK = readPriceBook();

/** Nobody uses the stack: only what is paid by the hour is left. */
export const IDLE: Usage = {
  ...{ users: 0, phoneCalls: 0, apiCalls: 0, peakRps: 0, recordingsGb: 0, month: 12, transcriptsGb: 0, documentsGb: 0 },
  ...{ internetOutGb: 0, playbackGb: 0, edgeGb: 0, cdnGb: 0, cdnRequests: 0, natGb: 0, interZoneGb: 0, logsGb: 0 },
  ...{ natOutGb: 0, databaseGb: 0, flowLogsGb: 0, dnsQueries: 0, secretReads: 0, keyUses: 0, imagesGb: 0 },
};

export const PRODUCTION: Usage = usageOf(contractOf("production", null).load);

export const billFor = (drafts: readonly Draft[], usage: Partial<Usage> = {}) =>
  billOf({ graph: graphFrom(drafts), usage: { ...IDLE, ...usage }, book: BOOK, groups: new Map() });

export const sumOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { monthly }) => sum + monthly, 0);

/** What resources cost a month, all lines and what is free together. */
export const costOf = (drafts: readonly Draft[], usage: Partial<Usage> = {}): number =>
  sumOf(billFor(drafts, usage).lines);
