import { TIERS } from "../../stacks";
import { ConfigError, formatProblem, type Problem } from "../config/problem";
import { CLOUDS } from "../conventions/clouds";
import type { Judged, Plan } from "./plan";
import { plannedStack } from "./planned";
import type { Warning } from "./warnings";

/** What differs from column to column: everything else is the stack's own. */
export type Comparison = "clouds" | "tiers";

/** The key that a comparison goes through, and its value in each column. */
const COLUMNS: Readonly<Record<Comparison, { readonly key: string; readonly values: readonly string[] }>> = {
  clouds: { key: "crm:cloud", values: CLOUDS },
  tiers: { key: "crm:tier", values: TIERS },
};

/** A stack, and what of its settings is different this time. */
export interface Compared {
  readonly stack: string;
  /** `path=value`, on top of the stack file. */
  readonly assignments: readonly string[];
}

/**
 * The plans of a stack on every cloud that can be built, or in every tier.
 * @throws ConfigError with everything that is wrong in any of the columns
 */
export async function comparedPlans(
  comparison: Comparison,
  compared: Compared,
  judged: Judged,
): Promise<readonly Plan[]> {
  const { key, values } = COLUMNS[comparison];
  if (compared.assignments.some((assignment) => assignment.startsWith(`${key}=`))) {
    throw new ConfigError([contradiction(comparison, key)]);
  }
  const plans: Plan[] = [];
  const problems = new Map<string, readonly Problem[]>();
  // One after another: the SDK's runtime is global.
  for (const value of values) {
    const outcome = await attempt(compared, `${key}=${value}`, judged);
    if (outcome instanceof ConfigError) problems.set(value, outcome.problems);
    else plans.push(outcome);
  }
  if (problems.size > 0) throw new ConfigError(byColumn(problems, comparison));
  return plans;
}

/** What is to be said of several plans is said once. */
export function uniqueWarnings(plans: readonly Plan[]): readonly Warning[] {
  const warnings = plans.flatMap((plan) => plan.warnings);
  return [...new Map(warnings.map((warning) => [`${warning.path}: ${warning.message}`, warning])).values()];
}

async function attempt({ stack, assignments }: Compared, column: string, judged: Judged): Promise<Plan | ConfigError> {
  try {
    return await plannedStack(stack, [...assignments, column], judged);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** Each problem once; the columns that it is in are named where it isn't in all of them. */
function byColumn(problems: ReadonlyMap<string, readonly Problem[]>, comparison: Comparison): readonly Problem[] {
  const { key, values } = COLUMNS[comparison];
  const unique = new Map([...problems.values()].flat().map((problem) => [formatProblem(problem), problem]));
  return [...unique].map(([text, problem]) => {
    const affected = values.filter((value) => problems.get(value)?.some((other) => formatProblem(other) === text));
    if (affected.length === values.length) return problem;
    return { ...problem, wrong: `${problem.wrong} (with ${key}=${affected.join(", ")})` };
  });
}

function contradiction(comparison: Comparison, key: string): Problem {
  const option = key.replace("crm:", "--");
  return {
    path: key,
    wrong: `is what --compare ${comparison} goes through, and was set to one value, too`,
    allowed: `--compare ${comparison} without ${option} or --set ${key}=...`,
    fix: "leave one of the two out",
  };
}
