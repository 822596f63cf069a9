import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError } from "../src/config/problem";
import { costsMarkdown } from "../src/cost/markdown";
import { DEVIATIONS } from "../src/ledger/deviations";
import { CLOUDS } from "../src/conventions/clouds";
import { ledgerMarkdown } from "../src/ledger/markdown";
import { parityMarkdown } from "../src/parity/markdown";
import { errorLines } from "../src/plan/command";
import { type PlanOptions, textOf } from "../src/plan/text";
import { controlsMarkdown } from "../src/policy/controls-markdown";
import { costOfVariant } from "../tests/cost/priced";
import { ALL_VARIANTS } from "../tests/graphs";
import { recordedPromise } from "../tests/parity/recorded";

export const ROOT = resolve(__dirname, "..");

/** A page must not change because a day has passed. */
const AS_OF = "2026-11-25";

/** Plans that the README shows, by the name of their place in it. */
const SHOWN: Readonly<Record<string, Partial<PlanOptions>>> = {
  dev: {},
  wrong: { tier: "production", set: ["crm:aws.region=us-west-1", "crm:alertEmail=nobody", "crm:sise=big"] },
};

/** Pages that are made from data or from what the program prints, by their path; a test keeps them true. */
export async function generatedPages(): Promise<Readonly<Record<string, string>>> {
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
    "README.md": await readme(),
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

async function readme(): Promise<string> {
  let text = readFileSync(resolve(ROOT, "README.md"), "utf8");
  for (const [name, options] of Object.entries(SHOWN)) {
    const output = await outputOf(options);
    const place = new RegExp(`<!-- plan:${name} -->[^]*?<!-- /plan -->`);
    text = text.replace(place, () => `<!-- plan:${name} -->\n\n\`\`\`text\n${output}\n\`\`\`\n\n<!-- /plan -->`);
  }
  return text;
}

/** What the plan prints: its result, or why there is none. */
async function outputOf(options: Partial<PlanOptions>): Promise<string> {
  const plain = { stack: "dev", format: "tree", set: [], failOn: [], asOf: AS_OF, color: false } as const;
  try {
    // What follows the capabilities explains the verdict, and is too long for a first look.
    const [plan = ""] = (await textOf({ ...plain, ...options })).plan.split("\nFor ");
    return plan.trim();
  } catch (error) {
    if (error instanceof ConfigError) return errorLines(error).trim();
    throw error;
  }
}
