import { cents } from "../cost/cost";
import type { Cost } from "../cost/section";
import type { StackConfig } from "../config/config";
import { capabilitiesOf } from "./capabilities";
import { costIn, type Judged } from "./plan";
import { settingsOf } from "./settings";
import { type RecordedStack, recordStack } from "./stack";
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

interface Offer extends Omit<Suggestion, "saving"> {
  readonly isTaken: (config: StackConfig) => boolean;
  /** The stack as it would be; an offer that changes prices alone needs no new recording. */
  readonly accept: (recorded: RecordedStack, plan: () => Promise<RecordedStack>) => Promise<RecordedStack>;
}

/** Everything that `crm:economy` offers. */
const OFFERS: readonly Offer[] = [
  {
    assignment: "crm:economy.commitment=1year",
    what: "machines bought for a year, nothing paid up front",
    but: "they are paid whether they run or not, and are bought outside of this program",
    isTaken: ({ economy }) => economy.commitment !== "none",
    accept: ({ config, graph }) =>
      Promise.resolve({ config: { ...config, economy: { ...config.economy, commitment: "1year" } }, graph }),
  },
  {
    assignment: "crm:economy.spotWorkers=true",
    what: "workers on machines that the cloud may take back",
    but: "a job that is cut off begins again, and may wait while there are no such machines",
    isTaken: ({ economy, contract }) => economy.spotWorkers || contract.nodePools.workers === undefined,
    accept: (_, plan) => plan(),
  },
];

/** Savings below this, USD a month, are not worth a line. */
const WORTH_SAYING = 1;

/** What is planned: a stack, as it was recorded with these assignments. */
export interface Suggested {
  readonly stack: string;
  readonly assignments: readonly string[];
  readonly recorded: RecordedStack;
  readonly cost: Cost;
}

/** The offers that save something, the largest first. */
export async function suggestionsFor(
  { stack, assignments, recorded, cost }: Suggested,
  { book }: Pick<Judged, "book">,
): Promise<readonly Suggestion[]> {
  const found: Suggestion[] = [];
  // One after another: the SDK's runtime is global.
  for (const { assignment, what, but, accept } of OFFERS.filter(({ isTaken }) => !isTaken(recorded.config))) {
    const { config, graph } = await accept(recorded, () => recordedWith(stack, [...assignments, assignment]));
    const other = costIn(config, graph, capabilitiesOf(graph), book);
    found.push({ assignment, what, but, saving: cents(cost.compared - other.compared) });
  }
  return found.filter(({ saving }) => saving >= WORTH_SAYING).sort((a, b) => b.saving - a.saving);
}

const recordedWith = (stack: string, assignments: readonly string[]): Promise<RecordedStack> =>
  recordStack(stack, settingsOf(readStackFile(stack), assignments), "resolved");
