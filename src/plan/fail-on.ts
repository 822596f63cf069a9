import { isOverBudget } from "../cost/section";
import { failsPolicy } from "../policy/section";
import { missed } from "../recovery/slo";
import { dollars } from "../cost/dollars";
import type { Goal } from "./goals";
import type { Plan } from "./plan";

/** What of the goals a plan does not meet, in words. */
export function missedGoals(plan: Plan, goals: readonly Goal[]): readonly string[] {
  return goals.flatMap((goal) => MISSES[goal](plan).map((miss) => `${goal} is not met: ${miss}`));
}

const MISSES: Readonly<Record<Goal, (plan: Plan) => readonly string[]>> = {
  budget: ({ cost }) =>
    isOverBudget(cost) ? [`${dollars(cost.compared)} a month, and the budget is ${dollars(cost.budget)}`] : [],
  policy: ({ policy }) => {
    const high = policy.findings.filter(({ severity, waiver }) => severity === "high" && waiver === null);
    return failsPolicy(policy) ? [`${high.length} of high severity, the first one: ${high[0]?.message ?? ""}`] : [];
  },
  slo: ({ recovery, availability }) => missed(recovery, availability).map(({ message }) => message),
};
