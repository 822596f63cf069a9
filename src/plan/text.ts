import type { Difference } from "../diff/diff";
import type { StackOptions } from "./command";
import { comparedPlans, type Comparison, uniqueWarnings } from "./compare";
import { comparisonTable } from "./compare-table";
import { missedGoals } from "./fail-on";
import type { Goal } from "./goals";
import type { Judged, Plan } from "./plan";
import { advisedStack, judgedBy } from "./planned";
import { colorsFor, treeOf, warningLines } from "./tree";

/** Columns of text where there is no terminal to ask: the same plan is the same text in every file. */
const WIDTH = 160;

/** What a plan is made from and how it is shown, as the command line says it. */
export interface PlanOptions extends StackOptions {
  readonly format: "tree" | "json" | "html";
  /** Plans side by side in place of one. */
  readonly compare?: Comparison;
  /** An earlier plan in JSON, to show what an update would change. */
  readonly diff?: string;
  /** Goals that the plan must meet. */
  readonly failOn: readonly Goal[];
  readonly out?: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly color: boolean;
}

/** Texts for two streams: warnings must disturb no reader of the plan. */
export interface PlanText {
  readonly plan: string;
  readonly warnings: string;
  /** What of `failOn` is not met, in words; none where all is. */
  readonly missed: readonly string[];
}

/**
 * Plans a stack, or the stacks that it is compared with, and says it in words, in JSON or as a page.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function textOf(options: PlanOptions): Promise<PlanText> {
  const { compare, ...single } = options;
  const judged = judgedBy(options.asOf);
  return compare === undefined ? planText(single, judged) : comparisonText(compare, single, judged);
}

type Single = Omit<PlanOptions, "compare">;

async function planText(options: Single, judged: Judged): Promise<PlanText> {
  const { stack, diff, failOn } = options;
  // Read before the work begins, so that a file that can't be used is said at once.
  const difference = diff === undefined ? undefined : (await import("../diff/diff.js")).differenceFrom(diff);
  const plan = await advisedStack(stack, assignmentsOf(options), judged);
  return {
    plan: await shown(plan, difference?.(plan), options),
    warnings: warningLines(plan.warnings, colorsFor(process.stderr, options.color)),
    missed: missedGoals(plan, failOn),
  };
}

async function shown(plan: Plan, difference: Difference | undefined, options: Single): Promise<string> {
  if (options.format === "json") return jsonOf({ ...plan, ...(difference && { changes: difference.changes }) });
  if (options.format === "html") return (await import("../html/html.js")).htmlOf(plan);
  const colors = colorsFor(streamOf(options), options.color);
  if (difference === undefined) return treeOf(plan, colors);
  const { differenceLines, sinceLines } = await import("../diff/text.js");
  const changes = [...sinceLines(difference.since, plan.cost), ...differenceLines(difference.capabilities, colors)];
  return `${treeOf(plan, colors)}\n${changes.join("\n")}\n`;
}

async function comparisonText(compare: Comparison, options: Single, judged: Judged): Promise<PlanText> {
  const { stack, format, color, failOn } = options;
  const plans = await comparedPlans(compare, { stack, assignments: assignmentsOf(options) }, judged);
  const stream = streamOf(options);
  // A value that isn't defined leaves no trace in JSON.
  const json = { schemaVersion: 1, compare: plans.map((plan) => ({ ...plan, resources: undefined })) };
  const table = () => comparisonTable(compare, plans, colorsFor(stream, color), widthOf(stream));
  return {
    plan: format === "json" ? jsonOf(json) : table(),
    warnings: warningLines(uniqueWarnings(plans), colorsFor(process.stderr, color)),
    missed: plans.flatMap((plan) => missedGoals(plan, failOn).map((miss) => `${plan.cloud} ${plan.tier}: ${miss}`)),
  };
}

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const streamOf = ({ out }: Pick<PlanOptions, "out">) => (out === undefined ? process.stdout : null);

/** A terminal that nobody sized says zero. */
function widthOf(stream: NodeJS.WriteStream | null): number {
  return stream?.isTTY === true && stream.columns > 0 ? stream.columns : WIDTH;
}

/** Options that name a key are short for setting it; what `--set` says comes last and wins. */
export function assignmentsOf({ cloud, tier, phase, set }: Omit<StackOptions, "stack">): readonly string[] {
  const named = Object.entries({ cloud, tier, phase }).filter(([, value]) => value !== undefined);
  return [...named.map(([key, value]) => `crm:${key}=${value ?? ""}`), ...set];
}
