import { type Command, InvalidArgumentError, Option } from "commander";
import { ConfigError } from "../config/problem";
import { NotMet, stackCommand } from "./command";
import { goalsOf } from "./goals";
import { writeWhole } from "./output-file";
import { whileBusy } from "./progress";
import type { PlanOptions } from "./text";

/** A plan of a stack, printed or written to a file. */
export const planCommand = (): Command =>
  stackCommand("plan", "Shows what `pulumi up` would build, without Pulumi, an account or the network.")
    .addOption(new Option("--format <name>", "how to print the plan").choices(["tree", "json", "html"]).default("tree"))
    .addOption(
      new Option("--compare <what>", "the stack on every cloud, or in every tier, side by side").choices([
        "clouds",
        "tiers",
      ]),
    )
    .option("--diff <file>", "what an update would change, seen from an earlier plan in JSON")
    .addOption(
      new Option("--fail-on <goals>", "exit with 1 where the plan misses one of: budget, policy, slo")
        .argParser(goalsOf)
        .default([], "none"),
    )
    .option("--out <file>", "write the plan to a file instead of printing it")
    .addOption(new Option("--as-of <date>", "the day that ages are judged by").argParser(day).default(today(), "today"))
    .option("--no-color", "no colours, as with NO_COLOR; there are none outside of a terminal")
    .action(plan);

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
  const { out } = options;
  // The program and its SDKs are loaded only now: help and usage errors don't wait for them.
  refuseMixture(options);
  const { plan: text, warnings, missed } = await whileBusy(async () => (await import("./text.js")).textOf(options));
  process.stderr.write(warnings);
  if (out === undefined) process.stdout.write(text);
  else writeWhole(out, text);
  if (missed.length > 0) throw new NotMet(missed.join("\n"));
}

/** A comparison is of plans as they are, a page is about one of them, and neither shows what would change. */
function refuseMixture({ compare, diff, format }: PlanOptions): void {
  const asked = [
    compare !== undefined && "--compare",
    diff !== undefined && "--diff",
    format === "html" && "--format html",
  ].filter((one) => one !== false);
  if (asked.length < 2) return;
  const [path = "", ...others] = asked;
  const wrong = `can't be combined with ${others.join(" and ")}`;
  throw new ConfigError([{ path, wrong, allowed: "one of them at a time", fix: "leave the others out" }]);
}
