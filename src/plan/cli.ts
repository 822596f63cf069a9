import "../graph/light-sdk";
import { writeFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ConfigError, formatProblem } from "../config/problem";
import { PHASES, TIERS } from "../../stacks";
import { CLOUDS } from "../conventions/clouds";
import { whileBusy } from "./progress";
import type { PlanOptions } from "./text";

/** Exit codes; 1 is kept for a plan that was made and misses what it had to meet. */
const PLANNED = 0;
const WRONG_INPUT = 2;
const PROGRAM_FAILED = 3;

const command = new Command("plan")
  .usage("[options]")
  .description("Shows what `pulumi up` would build, without Pulumi, an account or the network.")
  .option("--stack <name>", "the stack to plan: any Pulumi.<name>.yaml", "dev")
  .option("--cloud <name>", `${CLOUDS.join(", ")}, in place of the stack's own`)
  .option("--tier <name>", `${TIERS.join(", ")}, in place of the stack's own`)
  .option("--phase <name>", `${PHASES.join(", ")}, laid over production`)
  .option("--set <path=value>", "any other key, such as crm:aws.region=us-west-2 (repeatable)", append, [])
  .addOption(new Option("--format <name>", "how to print the plan").choices(["tree", "json"]).default("tree"))
  .option("--out <file>", "write the plan to a file instead of printing it")
  .addOption(new Option("--as-of <date>", "the day that ages are judged by").argParser(day).default(today(), "today"))
  .option("--no-color", "no colours, as with NO_COLOR; there are none outside of a terminal")
  .showSuggestionAfterError()
  .exitOverride();

function append(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function day(text: string): string {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : Number.NaN);
  if (Number.isNaN(date.valueOf()) || !date.toISOString().startsWith(text)) {
    throw new InvalidArgumentError("It must be a day, YYYY-MM-DD.");
  }
  return text;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function plan(options: PlanOptions): Promise<void> {
  // The program and its SDKs are loaded only now: help and usage errors don't wait for them.
  const { plan: text, warnings } = await whileBusy(async () => (await import("./text.js")).textOf(options));
  process.stderr.write(warnings);
  if (options.out === undefined) process.stdout.write(text);
  else write(options.out, text);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ path: "--out", wrong, allowed: "a file that can be written", fix: "name another file" }]);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? PLANNED : WRONG_INPUT;
  if (error instanceof ConfigError) {
    error.problems.forEach((problem) => process.stderr.write(`error: ${formatProblem(problem)}\n`));
    return WRONG_INPUT;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: the program failed, which is a bug in it: ${message}\n`);
  return PROGRAM_FAILED;
}

// A reader that has seen enough, such as head, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? PLANNED : PROGRAM_FAILED),
);

command
  .action(plan)
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = exitCodeOf(error);
  });
