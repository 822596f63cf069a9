import { Command, CommanderError } from "commander";
import { PHASES, TIERS } from "../../stacks";
import { ConfigError, formatProblem } from "../config/problem";
import { CLOUDS } from "../conventions/clouds";

const DONE = 0;
/** A plan was made, and misses what it had to meet. */
const NOT_MET = 1;
const WRONG_INPUT = 2;
const PROGRAM_FAILED = 3;

/** A plan misses what `--fail-on` names: it has been shown, and nothing is wrong with what was asked for. */
export class NotMet extends Error {}

/** Which stack, and what of its settings is different this time. */
export interface StackOptions {
  readonly stack: string;
  readonly cloud?: string;
  readonly tier?: string;
  readonly phase?: string;
  /** `path=value`, on top of everything else. */
  readonly set: readonly string[];
}

/** A command about one stack, with the options that all of them have. */
export function stackCommand(name: string, description: string): Command {
  return new Command(name)
    .usage("[options]")
    .description(description)
    .option("--stack <name>", "the stack: any Pulumi.<name>.yaml", "dev")
    .option("--cloud <name>", `${CLOUDS.join(", ")}, in place of the stack's own`)
    .option("--tier <name>", `${TIERS.join(", ")}, in place of the stack's own`)
    .option("--phase <name>", `${PHASES.join(", ")}, laid over production`)
    .option("--set <path=value>", "any other key, such as crm:aws.region=us-west-2 (repeatable)", append, [])
    .showSuggestionAfterError()
    .exitOverride();
}

/** Runs a command as the process that it is; its exit code says whose fault it was if it did not work. */
export function start(command: Command): void {
  // A reader that has seen enough, such as head, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? DONE : PROGRAM_FAILED),
  );
  void exitCodeOf(command.parseAsync()).then((code) => {
    process.exitCode = code;
  });
}

/** The exit code of a run, once it is over; what went wrong has been said by then. */
export async function exitCodeOf(run: Promise<unknown>): Promise<number> {
  try {
    await run;
    return DONE;
  } catch (error) {
    return sayWhy(error);
  }
}

/** What can't be written is the operator's to mend, like a wrong setting. */
export function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    const [allowed, fix] = ["a place that can be written to", "name another one"];
    throw error instanceof ConfigError ? error : new ConfigError([{ path: "--out", wrong, allowed, fix }]);
  }
}

/** Everything that is wrong, a line each. */
export const errorLines = ({ problems }: ConfigError): string =>
  problems.map((problem) => `error: ${formatProblem(problem)}\n`).join("");

function append(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function sayWhy(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_INPUT;
  if (error instanceof ConfigError) {
    process.stderr.write(errorLines(error));
    return WRONG_INPUT;
  }
  if (error instanceof NotMet) {
    process.stderr.write(`${error.message}\n`);
    return NOT_MET;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: the program failed, which is a bug in it: ${message}\n`);
  return PROGRAM_FAILED;
}
