import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { ConfigError } from "../../config/problem";
import { NotMet, writing } from "../command";
import { writeWhole } from "../output-file";
import { whileBusy } from "../progress";

/** Characters of a comment (GitHub: 65,536), and of a job's summary (1 MiB), with some room. */
const COMMENT = 60_000;
const SUMMARY = 1_000_000;

interface ReviewOptions {
  readonly base: string;
  readonly out?: string;
}

/** What a branch changes in every stack on every cloud. */
export const reviewCommand = (): Command =>
  new Command("review")
    .usage("[options]")
    .description("Shows, as Markdown for a pull request, what a branch changes in every stack on every cloud.")
    .requiredOption("--base <directory>", "a checkout of what it is compared with, with its packages installed")
    .option("--out <directory>", "write comment.md and summary.md there instead of printing")
    .addHelpText(
      "after",
      "\nExits with 1 where a stack can no longer be planned, breaks a rule, or misses a goal that it met.",
    )
    .showSuggestionAfterError()
    .exitOverride()
    .action(review);

async function review({ base, out }: ReviewOptions): Promise<void> {
  if (statSync(base, { throwIfNoEntry: false })?.isDirectory() !== true) throw new ConfigError([notThere(base)]);
  if (out !== undefined) writing(() => mkdirSync(out, { recursive: true }));
  const { reviews, reviewMarkdown, objections } = await whileBusy(() => reviewed(base));
  if (out === undefined) process.stdout.write(reviewMarkdown(reviews, SUMMARY));
  else {
    writeWhole(join(out, "comment.md"), reviewMarkdown(reviews, COMMENT));
    writeWhole(join(out, "summary.md"), reviewMarkdown(reviews, SUMMARY));
  }
  if (objections.length > 0) throw new NotMet(objections.join("\n"));
}

const notThere = (base: string) => ({
  path: "--base",
  wrong: `${base} is no directory`,
  allowed: "a checkout of this project",
  fix: "git worktree add ../base main && npm ci --prefix ../base",
});

/** The program and its SDKs are loaded only now: help and usage errors don't wait for them. */
async function reviewed(base: string) {
  const [{ judgedBy }, { stackNames }, { objectionsTo, reviewsOf }, { reviewMarkdown }] = await Promise.all([
    import("../planned.js"),
    import("../stack-file.js"),
    import("./review.js"),
    import("./markdown.js"),
  ]);
  const judged = judgedBy(new Date().toISOString().slice(0, 10));
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  try {
    const reviews = [];
    for (const stack of stackNames()) reviews.push(...(await reviewsOf(stack, { judged, base, folder })));
    return { reviews, reviewMarkdown, objections: reviews.flatMap(objectionsTo) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
