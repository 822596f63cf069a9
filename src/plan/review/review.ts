import { ConfigError, formatProblem } from "../../config/problem";
import { CLOUDS } from "../../conventions/clouds";
import { type Difference, differenceFrom } from "../../diff/diff";
import { missedGoals } from "../fail-on";
import { type Goal, GOALS } from "../goals";
import type { Judged, Plan } from "../plan";
import { plannedStack } from "../planned";
import { settingsOf } from "../settings";
import { readStackFile } from "../stack-file";
import { type EarlierPlan, type NoPlan, planIn, type Site } from "./base";

/** What this program makes of a stack on one cloud, and what an earlier one made of it. */
export interface Review extends Site {
  /** It is the cloud that the stack file names; on the others the stack could be. */
  readonly isOwn: boolean;
  readonly before: EarlierPlan | NoPlan;
  readonly after: PlanNow | NoPlan;
}

/** A plan, and how it differs from the earlier one. */
export interface PlanNow {
  readonly plan: Plan;
  readonly misses: readonly Miss[];
  readonly difference: Difference | NoPlan;
}

export interface Miss {
  readonly goal: Goal;
  /** In words: `budget is not met: ...`. */
  readonly message: string;
  readonly wasMissed: boolean;
  /** Whether it stands in the way of a change: the same tier met it before, or it has to be met always. */
  readonly counts: boolean;
}

/** Must hold whatever was before: who accepts a finding for a while says so in a waiver. The others can be out of a tier's reach. */
const ALWAYS: readonly Goal[] = ["policy"];

/**
 * Reviews a stack on every cloud.
 * @param base a checkout of the earlier program, with its packages
 * @param folder where its plans go
 * @throws ConfigError where the stack has no file, or one that is no YAML
 */
export async function reviewsOf(
  stack: string,
  { judged, base, folder }: { readonly judged: Judged; readonly base: string; readonly folder: string },
): Promise<readonly Review[]> {
  const own = settingsOf(readStackFile(stack), []).config["crm:cloud"];
  const earlier = CLOUDS.map((cloud) => planIn(base, { stack, cloud }, folder));
  const reviews: Review[] = [];
  // One after another: the SDK's runtime is global.
  for (const [index, cloud] of CLOUDS.entries()) {
    const before = (await earlier[index]) ?? { why: "nobody asked for it" };
    const after = await planNow({ stack, cloud }, before, judged);
    reviews.push({ stack, cloud, isOwn: cloud === own, before, after });
  }
  return reviews;
}

/** What of a review must stop a change, in words: a plan that is no longer possible, and goals that are lost. */
export function objectionsTo({ stack, cloud, isOwn, before, after }: Review): readonly string[] {
  const about = (what: string) => `${stack} on ${cloud}: ${what}`;
  if ("why" in after) return isOwn || !("why" in before) ? [about(after.why)] : [];
  return after.misses.filter(({ counts }) => counts).map(({ message }) => about(message));
}

/** What this program makes of a stack, against an earlier plan of it. */
export async function planNow(
  { stack, cloud }: Site,
  before: EarlierPlan | NoPlan,
  judged: Judged,
): Promise<PlanNow | NoPlan> {
  try {
    const plan = await plannedStack(stack, [`crm:cloud=${cloud}`], judged);
    const difference = differenceTo(plan, before);
    const missed = "why" in before ? [] : before.missed;
    const misses = missesOf(plan, missed, !("why" in difference) && isSameTier(plan, difference.since));
    return { plan, misses, difference };
  } catch (error) {
    return { why: problemsOf(error) };
  }
}

function missesOf(plan: Plan, missed: readonly Goal[], isSame: boolean): readonly Miss[] {
  return GOALS.flatMap((goal) => {
    const wasMissed = missed.includes(goal);
    const counts = ALWAYS.includes(goal) || (isSame && !wasMissed);
    return missedGoals(plan, [goal]).map((message) => ({ goal, message, wasMissed, counts }));
  });
}

/** Another tier promises something else, and what it promises may be out of its reach. */
const isSameTier = (one: Pick<Plan, "tier" | "phase">, other: Difference["since"]): boolean =>
  one.tier === other.tier && one.phase === other.phase;

/** An earlier plan may be of a format that is no longer read. */
function differenceTo(plan: Plan, before: EarlierPlan | NoPlan): Difference | NoPlan {
  if ("why" in before) return before;
  try {
    return differenceFrom(before.file)(plan);
  } catch (error) {
    return { why: problemsOf(error) };
  }
}

function problemsOf(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.map(formatProblem).join("\n");
  throw error;
}
