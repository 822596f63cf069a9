import { cents } from "../cost/cost";
import type { Cost } from "../cost/section";
import { ConfigError } from "../config/problem";
import { capabilitiesOf } from "./capabilities";
import { costIn, type Judged, type Plan } from "./plan";
import { settingsOf } from "./settings";
import { recordStack } from "./stack";
import { readStackFile } from "./stack-file";

/** A cheaper way to build the same, one `--set` away. */
export interface Suggestion {
  /** `path=value`, for `--set` or `pulumi config set`. */
  readonly assignment: string;
  readonly what: string;
  /** What is given up for it. */
  readonly but: string;
  /** USD a month, computed by planning the stack with it. */
  readonly saving: number;
}

/** Everything that `crm:economy` offers. */
const OFFERS: readonly Omit<Suggestion, "saving">[] = [
  {
    assignment: "crm:economy.commitment=1year",
    what: "machines bought for a year, nothing paid up front",
    but: "they are paid whether they run or not, and are bought outside of this program",
  },
  {
    assignment: "crm:economy.spotWorkers=true",
    what: "workers on machines that the cloud may take back",
    but: "a job that is cut off begins again, and may wait while there are no such machines",
  },
];

/** Savings below this, USD a month, are not worth a line. */
const WORTH_SAYING = 1;

/** The offers that save something, the largest first; the stack is planned with each of them. */
export async function suggestionsFor(
  { stack, cost }: Pick<Plan, "stack" | "cost">,
  assignments: readonly string[],
  judged: Judged,
): Promise<readonly Suggestion[]> {
  const found: Suggestion[] = [];
  // One after another: the SDK's runtime is global.
  for (const offer of OFFERS.filter(({ assignment }) => !isDecided(assignment, assignments))) {
    const other = await costWith(stack, [...assignments, offer.assignment], judged);
    if (other !== undefined) found.push({ ...offer, saving: cents(cost.compared - other.compared) });
  }
  return found.filter(({ saving }) => saving >= WORTH_SAYING).sort((a, b) => b.saving - a.saving);
}

const isDecided = (assignment: string, assignments: readonly string[]): boolean =>
  assignments.some((other) => other.split("=")[0] === assignment.split("=")[0]);

/** Undefined where the tier has nothing that the offer is about. */
async function costWith(stack: string, assignments: readonly string[], judged: Judged): Promise<Cost | undefined> {
  try {
    const { config, graph } = await recordStack(stack, settingsOf(readStackFile(stack), assignments), "resolved");
    return costIn(config, graph, capabilitiesOf(graph), judged.book);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
