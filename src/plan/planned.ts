import { type Plan, planOf } from "./plan";
import { settingsOf } from "./settings";
import { recordStack } from "./stack";
import { readStackFile } from "./stack-file";

/**
 * The plan of a stack as its file describes it, with assignments (`path=value`) on top.
 * @throws ConfigError with everything that is wrong with the stack's settings
 */
export async function plannedStack(stack: string, assignments: readonly string[], asOf: string): Promise<Plan> {
  const { config, graph } = await recordStack(stack, settingsOf(readStackFile(stack), assignments), "resolved");
  return planOf(config, graph, asOf);
}
