import { readPriceBook } from "../cost/price-book";
import { readWaivers } from "../policy/waivers";
import { type Judged, type Plan, planOf } from "./plan";
import { settingsOf } from "./settings";
import { recordStack } from "./stack";
import { readStackFile } from "./stack-file";
import { suggestionsFor } from "./suggestions";

/**
 * Reads what plans are judged by.
 * @throws ConfigError with everything that is wrong with the price book or the operator's waivers
 */
export const judgedBy = (asOf: string): Judged => ({ asOf, book: readPriceBook(), waivers: readWaivers() });

/**
 * The plan of a stack as its file describes it, with assignments (`path=value`) on top.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function plannedStack(stack: string, assignments: readonly string[], judged: Judged): Promise<Plan> {
  const { config, graph } = await recordStack(stack, settingsOf(readStackFile(stack), assignments), "resolved");
  return planOf(config, graph, judged);
}

/** The same, with what could be had for less. */
export async function advisedStack(stack: string, assignments: readonly string[], judged: Judged): Promise<Plan> {
  const recorded = await recordStack(stack, settingsOf(readStackFile(stack), assignments), "resolved");
  const plan = planOf(recorded.config, recorded.graph, judged);
  const suggestions = await suggestionsFor({ stack, assignments, recorded, cost: plan.cost }, judged);
  return { ...plan, cost: { ...plan.cost, suggestions } };
}
