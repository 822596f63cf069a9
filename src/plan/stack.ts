import type { StackConfig } from "../config/config";
import { loadConfig } from "../config/load";
import { ConfigError, type Problem } from "../config/problem";
import { PROJECT } from "../conventions/tags";
import type { Graph } from "../graph/graph";
import { record } from "../graph/record";
import { program } from "../index";
import type { StackSettings } from "./settings";

/** A stack as it was recorded, and the configuration it was recorded with. */
export interface RecordedStack {
  readonly config: StackConfig;
  readonly graph: Graph;
}

/**
 * Runs the real program on a stack's settings, without an engine.
 * @throws ConfigError with everything that is wrong with the settings
 */
export async function recordStack(
  stack: string,
  { config: values, secretKeys, problems }: StackSettings,
  mode: Graph["mode"],
): Promise<RecordedStack> {
  let config: StackConfig | undefined;
  const run = async () => {
    config = checkedConfig(problems);
    return program(config);
  };
  const graph = await record(run, { project: PROJECT, stack, config: values, secretKeys, mode });
  if (config === undefined) throw new Error("the program ended before it had read its configuration");
  return { config, graph };
}

/** One list of problems, wherever they were found. */
function checkedConfig(problems: readonly Problem[]): StackConfig {
  try {
    const config = loadConfig();
    if (problems.length > 0) throw new ConfigError([]);
    return config;
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError([...problems, ...error.problems]) : error;
  }
}
