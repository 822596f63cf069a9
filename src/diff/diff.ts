import type { Plan } from "../plan/plan";
import type { Graph } from "../graph/graph";
import { type BasePlan, graphOf, monthlyOf, readBasePlan } from "./base";
import { changesBetween } from "./changes";
import { type CapabilityChange, meaningOf, type PricedChange, sideOf } from "./meaning";

/** What an update would change, resource by resource and capability by capability. */
export interface Difference {
  readonly changes: readonly PricedChange[];
  readonly capabilities: readonly CapabilityChange[];
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
  const changes = touched.map((change) => ({ ...change, monthly: deltaOf(change.urn, base, monthly) }));
  return { changes, capabilities: meaningOf(before, after, changes) };
}

/** To a cent; null where the earlier plan knew no costs. */
function deltaOf(urn: string, { monthly: before }: BasePlan, after: ReadonlyMap<string, number>): number | null {
  if (before === null) return null;
  return Math.round(((after.get(urn) ?? 0) - (before.get(urn) ?? 0)) * 100) / 100;
}
