import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import { exitCodeOf } from "../../src/plan/command";
import { judgedBy } from "../../src/plan/planned";
import { planIn } from "../../src/plan/review/base";
import { reviewCommand } from "../../src/plan/review/command";
import { MARKER, reviewMarkdown } from "../../src/plan/review/markdown";
import { objectionsTo, planNow, type Review, reviewsOf } from "../../src/plan/review/review";
import { graphOf } from "../graphs";

const LIMIT = 200_000;
const DAY = "2026-12-01";
/** An older program, which finds one miss on one cloud. */
const SCRIPT = `
const at = (option) => process.argv[process.argv.indexOf(option) + 1];
const cloud = at("--cloud");
require("node:fs").copyFileSync(cloud + ".json", at("--out"));
if (cloud !== "aws") process.exit(0);
console.error("warning: crm:owner: is a placeholder\\nbudget is not met: $1 a month, and the budget is $0");
process.exit(1);
`;

let reviews: readonly Review[];
const on = (cloud: Review["cloud"]): Review => {
  const found = reviews.find((review) => review.cloud === cloud);
  if (found === undefined) throw new Error(`${cloud} was not reviewed`);
  return found;
};

beforeAll(async () => {
  const base = mkdtempSync(join(tmpdir(), "base-"));
  const folder = join(base, "plans");
  mkdirSync(folder);
  writeFileSync(join(base, "package.json"), JSON.stringify({ scripts: { plan: "node plan.cjs" } }));
  writeFileSync(join(base, "plan.cjs"), SCRIPT);
  const tiers = { aws: "dev", gcp: "dev", azure: "staging" };
  for (const [cloud, tier] of Object.entries(tiers)) {
    writeFileSync(join(base, `${cloud}.json`), JSON.stringify({ ...earlierPlan(), cloud, tier }));
  }
  reviews = await reviewsOf("dev", { judged: judgedBy(DAY), base, folder });
});

/** The stack with two pods of the API, as its own program would have written it. */
function earlierPlan() {
  const resources = graphOf({ tier: "dev" }).resources.map((resource) =>
    resource.name === "crm-workloads-api-autoscaler"
      ? {
          ...resource,
          inputs: { ...resource.inputs, spec: { ...(resource.inputs["spec"] as Inputs), minReplicas: 2 } },
        }
      : resource,
  );
  return {
    schemaVersion: 1,
    stack: "dev",
    phase: null,
    region: "us-east-1",
    resources,
    cost: { platform: 1, thirdParty: 0, lines: [] },
  };
}

describe("a review", () => {
  it("is of every cloud, and knows the stack's own", () => {
    expect(reviews.map(({ stack, cloud, isOwn }) => [stack, cloud, isOwn])).toEqual([
      ["dev", "aws", true],
      ["dev", "gcp", false],
      ["dev", "azure", false],
    ]);
  });

  it("compares with what the base's own program says", () => {
    const { before, after } = on("aws");
    expect(before).toMatchObject({ missed: ["budget"] });
    const summaries =
      "difference" in after && "changes" in after.difference
        ? after.difference.changes.map(({ summary }) => summary)
        : [];
    expect(summaries).toContain("crm-workloads-api-autoscaler: spec.minReplicas 2 -> 1");
  });

  it("goes on where the base's plan can't be read, and says why", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "base-")), "plan.json");
    writeFileSync(file, '{"schemaVersion":99}');
    const now = await planNow({ stack: "dev", cloud: "aws" }, { file, missed: [] }, judgedBy(DAY));
    expect(now).toMatchObject({ difference: { why: expect.stringMatching(/schema version 99/) as string } });
    expect("misses" in now && now.misses.some(({ counts }) => counts)).toBe(false);
    const text = reviewMarkdown([{ ...on("aws"), after: now }], LIMIT);
    expect(text).toMatch(/\| no earlier plan \| budget \|$/m);
    expect(text).toMatch(/^dev: no earlier plan: .*schema version 99/m);
  });

  it.each([
    ["{}", "it has no `npm run plan` that answers"],
    [JSON.stringify({ scripts: { plan: "printf 'warning: a\\nerror: b\\nerror: c\\n' >&2; exit 2 #" } }), "error: b"],
  ])("says why there is no plan in the base: %s", async (packageJson, why) => {
    const base = mkdtempSync(join(tmpdir(), "base-"));
    writeFileSync(join(base, "package.json"), packageJson);
    expect(await planIn(base, { stack: "dev", cloud: "aws" }, base)).toEqual({ why });
  });
});

describe("an objection", () => {
  it("is a goal that was met; not one that was missed before, nor one of another tier", () => {
    expect(reviews.flatMap(objectionsTo)).toEqual([
      expect.stringMatching(/^dev on gcp: budget is not met: \$\d+ a month, and the budget is \$\d+$/),
    ]);
    const [table = ""] = reviewMarkdown(reviews, LIMIT).split("\n\nThe cloud");
    expect([...table.matchAll(/\| ([^|]*) \|$/gm)].map(([, goals]) => goals).slice(2)).toEqual([
      "budget, as before",
      "**budget**",
      "budget",
    ]);
  });

  it("is a broken rule at any time", () => {
    const { after } = on("aws");
    if ("why" in after) throw new Error(after.why);
    const lost: Review = {
      ...on("aws"),
      after: { ...after, misses: [{ goal: "policy", message: "policy is not met: 1", wasMissed: true, counts: true }] },
    };
    expect(objectionsTo(lost)).toEqual(["dev on aws: policy is not met: 1"]);
    expect(reviewMarkdown([lost], LIMIT)).toContain("| **policy** |");
  });

  it("is a plan that can't be made any more, on the stack's own cloud or where it could be made", () => {
    const refused = (review: Review): Review => ({ ...review, after: { why: "crm:tier: is not set" } });
    expect(objectionsTo(refused(on("aws")))).toEqual(["dev on aws: crm:tier: is not set"]);
    expect(objectionsTo(refused(on("gcp")))).toEqual(["dev on gcp: crm:tier: is not set"]);
    expect(objectionsTo({ ...refused(on("gcp")), before: { why: "it is new" } })).toEqual([]);
    expect(reviewMarkdown([refused(on("aws"))], LIMIT)).toMatch(/can't be planned.*\n[^]*Must not be[^]*crm:tier/);
  });
});

describe("the command", () => {
  it("is refused without a base, or with one that is not there", async () => {
    const said = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    const run = (args: readonly string[]) => exitCodeOf(reviewCommand().parseAsync([...args], { from: "user" }));
    expect([await run([]), await run(["--base", "/nowhere"])]).toEqual([2, 2]);
    expect(said.mock.calls.join("")).toMatch(/--base: \/nowhere is no directory; allowed: .*; fix: git worktree add/);
    said.mockRestore();
  });
});

describe("its text", () => {
  it("begins with what an earlier one is found by, and has a line for each cloud", () => {
    const text = reviewMarkdown(reviews, LIMIT);
    expect(text.split("\n")[0]).toBe(MARKER);
    expect(text).toMatch(/^\| dev \| \*\*aws\*\* \| \$\d+ \(\+\$\d+\) \| [^|]*\d+ in place \| budget, as before \|$/m);
    expect(text).toMatch(/<summary>dev on aws<\/summary>\n\n```text\nChanges since the plan of dev: aws us-east-1/);
    expect(text).toContain("made anew: crm-workloads-migration");
  });

  it("leaves out what has no room, and says so", () => {
    const detailsIn = (limit: number) => reviewMarkdown(reviews, limit).match(/<details>/g)?.length ?? 0;
    const { length } = reviewMarkdown(reviews, LIMIT);
    expect([detailsIn(LIMIT), detailsIn(length - 100), detailsIn(1)]).toEqual([3, 2, 0]);
    expect(reviewMarkdown(reviews, length - 100)).toMatch(/no room: 1 more\. The run's summary has them\.\n$/);
    expect(reviewMarkdown(reviews, 1)).toContain("| **aws** |");
  });

  it("can't be ended by a text from a stack file", () => {
    const refused: Review = { ...on("aws"), after: { why: "crm:owner: ```` @everyone" } };
    expect(reviewMarkdown([refused], LIMIT)).toMatch(/^`{5}text\n.*@everyone\n`{5}$/m);
  });
});
