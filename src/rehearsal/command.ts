import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { ConfigError } from "../config/problem";
import { CLOUDS } from "../conventions/clouds";
import { writeWhole } from "../plan/output-file";
import { PHASES, TIERS } from "../../stacks";
import type { Rehearsal } from "./rehearse";
import { type Scenario, SCENARIOS } from "./scenarios";

interface Options {
  readonly stack: string;
  readonly cloud?: string;
  readonly tier?: string;
  readonly phase?: string;
  readonly scenario: readonly Scenario[];
  readonly seed: number;
  readonly format: "text" | "json";
  readonly out?: string;
  readonly byHand?: true;
}

const NAMES = [...new Set(SCENARIOS.map(({ name }) => name)), "all"];
const ABOUT = SCENARIOS.map(({ name, about }) => `  ${name.padEnd(21)}${about}`).join("\n");

const EXIT_CODES = `
Exit codes: 0 all is proved; 1 something is not; 2 wrong options or settings, or a tool is missing; 130 interrupted.
`;

/** The life of a stack with the real Pulumi CLI, on clouds that are not there. */
export const rehearseCommand = (): Command =>
  new Command("rehearse")
    .usage("[options]")
    .description(
      "Takes a stack through its life with the Pulumi CLI on PATH and simulated providers: no account, no login.",
    )
    .option("--stack <name>", "the stack: any Pulumi.<name>.yaml", "dev")
    .addOption(new Option("--cloud <name>", "in place of the stack's own").choices(CLOUDS))
    .addOption(new Option("--tier <name>", "in place of the stack's own").choices(TIERS))
    .addOption(new Option("--phase <name>", "laid over production").choices(PHASES))
    .addOption(
      new Option("--scenario <name>", `one of: ${NAMES.join(", ")}`)
        .argParser(scenariosOf)
        .default(scenariosOf("life"), "life"),
    )
    .addOption(
      new Option("--seed <number>", "what is left to chance: ids, and which faults").argParser(seedOf).default(1),
    )
    .addOption(new Option("--format <name>", "how to print the report").choices(["text", "json"]).default("text"))
    .option("--out <file>", "write the report to a file instead of printing it")
    .option("--by-hand", "only set the stage of a scenario, for whoever follows its runbook in a shell")
    .addHelpText("after", `\nScenarios; "all" is every one but all-faults:\n${ABOUT}\n${EXIT_CODES}`)
    .showSuggestionAfterError()
    .exitOverride()
    .action(rehearse);

function scenariosOf(name: string): readonly Scenario[] {
  if (name === "all") return SCENARIOS.filter((scenario) => scenario.name !== "all-faults");
  const found = SCENARIOS.filter((scenario) => scenario.name === name);
  if (found.length === 0) throw new InvalidArgumentError(`Allowed choices are ${NAMES.join(", ")}.`);
  return found;
}

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 0 to 999999999.");
  return Number(text);
}

/** A line for each command; on a terminal the one that runs is shown until it is over. */
function onTerminal(stream: NodeJS.WriteStream) {
  const clear = stream.isTTY ? "\r\u001b[K" : "";
  return {
    tell: (line: string) => void stream.write(`${clear}${line}\n`),
    wait: (what: string) => {
      if (stream.isTTY) stream.write(`${clear}${what} ...`);
    },
  };
}

const oneScenario = {
  path: "--by-hand",
  wrong: "is for one scenario",
  allowed: NAMES.slice(0, -2).join(", "),
  fix: "name one with --scenario",
};

/** What took so long is not lost over a folder that can't be written to. */
function writeOrPrint(out: string, text: string): void {
  try {
    writeWhole(out, text);
  } catch (error) {
    process.stdout.write(text);
    throw error;
  }
}

async function rehearse({ scenario, seed, format, out, byHand, ...rehearsed }: Options): Promise<void> {
  // The SDK and the clouds are loaded only now: help and usage errors don't wait for them.
  const [{ rehearse: run, refuseUnproved }, { reportText }, { simulatedCloud }, { fileJournal }] = await Promise.all([
    import("./rehearse.js"),
    import("./report.js"),
    import("./cloud.js"),
    import("./journal.js"),
  ]);
  const rehearsal: Rehearsal = {
    rehearsed,
    scenarios: scenario,
    seed,
    cloud: (folder, faults) =>
      simulatedCloud({ journal: fileJournal(join(folder, "journal")), seed: String(seed), faults }),
    ...onTerminal(process.stderr),
  };
  if (byHand && scenario.length !== 1) throw new ConfigError([oneScenario]);
  if (byHand) return (await import("./by-hand.js")).byHand(rehearsal);
  const report = await run(rehearsal);
  const text = format === "json" ? `${JSON.stringify(report, null, 2)}\n` : reportText(report);
  if (out === undefined) process.stdout.write(text);
  else writeOrPrint(out, text);
  refuseUnproved(report);
}
