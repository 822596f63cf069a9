import type { StackOptions } from "./command";
import { planOf } from "./plan";
import { settingsOf } from "./settings";
import { recordStack } from "./stack";
import { readStackFile } from "./stack-file";
import { colorsFor, treeOf, warningLines } from "./tree";

/** What a plan is made from and how it is shown, as the command line says it. */
export interface PlanOptions extends StackOptions {
  readonly format: "tree" | "json";
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
 * Plans a stack and says it in words or in JSON.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function textOf({ stack, format, asOf, ...options }: PlanOptions): Promise<PlanText> {
  const settings = settingsOf(readStackFile(stack), assignmentsOf(options));
  const { config, graph } = await recordStack(stack, settings, "resolved");
  const plan = planOf(config, graph, asOf);
  const colors = colorsFor(options.out === undefined ? process.stdout : null, options.color);
  return {
    plan: format === "json" ? `${JSON.stringify(plan, null, 2)}\n` : treeOf(plan, colors),
    warnings: warningLines(plan.warnings, colorsFor(process.stderr, options.color)),
  };
}

/** Options that name a key are short for setting it; what `--set` says comes last and wins. */
export function assignmentsOf({ cloud, tier, phase, set }: Omit<StackOptions, "stack">): readonly string[] {
  const named = Object.entries({ cloud, tier, phase }).filter(([, value]) => value !== undefined);
  return [...named.map(([key, value]) => `crm:${key}=${value ?? ""}`), ...set];
}
