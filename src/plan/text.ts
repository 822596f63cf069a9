import type { StackOptions } from "./command";
import { comparedPlans, type Comparison, uniqueWarnings } from "./compare";
import { comparisonTable } from "./compare-table";
import { plannedStack } from "./planned";
import { colorsFor, treeOf, warningLines } from "./tree";

/** Columns of text where there is no terminal to ask: the same plan is the same text in every file. */
const WIDTH = 160;

/** What a plan is made from and how it is shown, as the command line says it. */
export interface PlanOptions extends StackOptions {
  readonly format: "tree" | "json";
  /** Plans side by side in place of one. */
  readonly compare?: Comparison;
  readonly out?: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly color: boolean;
}

/** Two texts for two streams: warnings must disturb no reader of the plan. */
export interface PlanText {
  readonly plan: string;
  readonly warnings: string;
}

/**
 * Plans a stack, or the stacks that it is compared with, and says it in words or in JSON.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function textOf(options: PlanOptions): Promise<PlanText> {
  const { compare, ...single } = options;
  return compare === undefined ? planText(single) : comparisonText(compare, single);
}

async function planText({ stack, format, asOf, ...options }: PlanOptions): Promise<PlanText> {
  const plan = await plannedStack(stack, assignmentsOf(options), asOf);
  return {
    plan: format === "json" ? jsonOf(plan) : treeOf(plan, colorsFor(streamOf(options), options.color)),
    warnings: warningLines(plan.warnings, colorsFor(process.stderr, options.color)),
  };
}

async function comparisonText(compare: Comparison, options: PlanOptions): Promise<PlanText> {
  const { stack, format, asOf, color } = options;
  const plans = await comparedPlans(compare, { stack, assignments: assignmentsOf(options) }, asOf);
  const stream = streamOf(options);
  // A value that isn't defined leaves no trace in JSON.
  const json = { schemaVersion: 1, compare: plans.map((plan) => ({ ...plan, resources: undefined })) };
  const table = () => comparisonTable(compare, plans, colorsFor(stream, color), widthOf(stream));
  return {
    plan: format === "json" ? jsonOf(json) : table(),
    warnings: warningLines(uniqueWarnings(plans), colorsFor(process.stderr, color)),
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
