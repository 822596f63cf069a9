import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { costsMarkdown } from "../src/cost/markdown";
import { DEVIATIONS } from "../src/ledger/deviations";
import { CLOUDS } from "../src/conventions/clouds";
import { ledgerMarkdown } from "../src/ledger/markdown";
import { parityMarkdown } from "../src/parity/markdown";
import { controlsMarkdown } from "../src/policy/controls-markdown";
import { costOfVariant } from "../tests/cost/priced";
import { ALL_VARIANTS } from "../tests/graphs";
import { recordedPromise } from "../tests/parity/recorded";

export const ROOT = resolve(__dirname, "..");

/** Plans that the README shows, by the name of their place in it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  dev: [],
  wrong: [
    "--tier",
    "production",
    "--set",
    "crm:aws.region=us-west-1",
    "--set",
    "crm:alertEmail=nobody",
    "--set",
    "crm:sise=big",
  ],
};

/** Pages that are made from data or from what the program prints, by their path; a test keeps them true. */
export function generatedPages(): Readonly<Record<string, string>> {
  return {
    "docs/CONTROLS.md": controlsMarkdown(fixtureFiles()),
    "docs/COSTS.md": costsMarkdown(
      ALL_VARIANTS.map((variant) => ({
        cloud: variant.cloud ?? "aws",
        stage: variant.phase ?? variant.tier,
        cost: costOfVariant(variant),
      })),
    ),
    "docs/DEVIATIONS.md": ledgerMarkdown(DEVIATIONS),
    "docs/PARITY.md": parityMarkdown(recordedPromise, CLOUDS, DEVIATIONS),
    "README.md": readme(),
  };
}

/** The file that breaks each rule, by the rule's id. */
export function fixtureFiles(): Readonly<Record<string, string>> {
  const folder = "tests/policy/fixtures";
  const files = readdirSync(resolve(ROOT, folder), { recursive: true, encoding: "utf8" }).sort();
  const entries = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file))
    .flatMap((path) =>
      [...readFileSync(resolve(ROOT, path), "utf8").matchAll(/^ {2}([A-Z]\d\d): \{/gm)].map(([, id = ""]) => [
        id,
        path,
      ]),
    );
  return Object.fromEntries(entries) as Readonly<Record<string, string>>;
}

function readme(): string {
  const text = readFileSync(resolve(ROOT, "README.md"), "utf8");
  return text.replace(/<!-- plan:(\w+) -->[^]*?<!-- \/plan -->/g, (_, name: string) => {
    return `<!-- plan:${name} -->\n\n\`\`\`text\n${outputOf(SHOWN[name] ?? [])}\n\`\`\`\n\n<!-- /plan -->`;
  });
}

/** What the plan prints: its result, or why there is none. */
function outputOf(args: readonly string[]): string {
  const all = ["--import", require.resolve("tsx"), "src/plan/cli.ts", ...args];
  const { stdout, stderr } = spawnSync(process.execPath, all, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  // What follows the capabilities explains the verdict, and is too long for a first look.
  const [plan = ""] = stdout.split("\nFor ");
  return (plan === "" ? stderr : plan).trim();
}
