import { log, runtime } from "@pulumi/pulumi";
import type { StackConfig } from "./config/config";
import { loadConfig } from "./config/load";
import { ConfigError } from "./config/problem";
import { updateProblems } from "./config/warnings";
import { program } from "./index";
import { MoveRefused } from "./placement";

/** The SDK's code for "failed, and the user has been told why": no stack trace, and the engine stops at once. */
const ALREADY_REPORTED = 32;

/** Where `pulumi preview` and `pulumi up` enter. */
async function main() {
  try {
    const config = loadConfig();
    if (!runtime.isDryRun()) refusePlaceholders(config);
    return await program(config);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof MoveRefused)) throw error;
    await log.error(error.message);
    process.exit(ALREADY_REPORTED);
  }
}

/** A preview may go on with placeholders; the real thing may not. */
function refusePlaceholders(config: StackConfig): void {
  const problems = updateProblems(config);
  if (problems.length > 0) throw new ConfigError(problems);
}

// Pulumi captures a stack trace for every promise; without them the program runs more than twice as fast.
Error.stackTraceLimit = 0;

export = main;
