import type { Plan } from "../plan/plan";
import type { Graph } from "../graph/graph";
import { type BasePlan, graphOf, monthlyOf, readBasePlan } from "./base";
import { changesBetween } from "./changes";
import { identityOf } from "./identity";
import { type CapabilityChange, meaningOf, type PricedChange, sideOf } from "./meaning";

/** What an update would change, resource by resource and capability by capability. */
export interface Difference {
  readonly changes: readonly PricedChange[];
  readonly capabilities: readonly CapabilityChange[];
  /** The earlier plan: which stack, and what it cost. */
  readonly since: Pick<BasePlan, "stack" | "cloud" | "tier" | "phase" | "region" | "totals">;
}

/**
 * Reads an earlier plan, before the new one is made.
 * @throws ConfigError where it can't be used
 */
export function differenceFrom(file: string): (plan: Plan) => Difference {
  const base = readBasePlan(file);
  return (plan) => differenceOf(base, graphOf(plan), monthlyOf(plan.cost.lines));
}

/** @param monthly USD a month by resource, of the plan that is to come */
export function differenceOf(base: BasePlan, graph: Graph, monthly: ReadonlyMap<string, number>): Difference {
  const [before, after] = [sideOf(graphOf(base)), sideOf(graph)];
  const touched = changesBetween({ before: base.resources, after: graph.resources });
  const delta = deltaBetween(base.monthly, monthly);
  const changes = touched.map((change) => ({ ...change, monthly: delta(change.urn) }));
  return { changes, capabilities: meaningOf(before, after, changes), since: base };
}

/** What a resource costs more, USD a month to a cent; null where the earlier plan knew no costs. */
function deltaBetween(before: BasePlan["monthly"], after: ReadonlyMap<string, number>): (urn: string) => number | null {
  if (before === null) return () => null;
  const [was, is] = [byIdentity(before), byIdentity(after)];
  return (urn) => Math.round(((is.get(identityOf(urn)) ?? 0) - (was.get(identityOf(urn)) ?? 0)) * 100) / 100;
}

const byIdentity = (monthly: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...monthly].map(([urn, usd]) => [identityOf(urn), usd]));
