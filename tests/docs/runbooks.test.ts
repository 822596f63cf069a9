import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { signalsOf } from "../../src/platform/signals";
import { SCENARIOS } from "../../src/rehearsal/scenarios";
import { contractOf } from "../../stacks";
import { ROOT } from "../../tools/pages";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { filesBelow, found, headingsOf, linksOf, read, RUNBOOKS } from "./pages";

const INDEX = `${RUNBOOKS}/README.md`;
const pages = filesBelow(RUNBOOKS, ".md");
/** The life of a stack, a page each. */
const life = pages.filter((page) => dirname(page) === RUNBOOKS && page !== INDEX);
const PAGE = /(docs\/runbooks\/[\w/-]+\.md)/g;
const nameOf = (page: string): string => basename(page, ".md");

describe("the life of a stack", () => {
  it("has a scenario of its name for each page", () => {
    const own = SCENARIOS.filter(({ name, runbook }) => name === runbook).map(({ name }) => name);
    expect([...own].sort()).toEqual(life.map(nameOf).sort());
  });

  it.each(SCENARIOS)("has a page that $name follows", ({ runbook }) => {
    expect([INDEX, ...life]).toContain(`${RUNBOOKS}/${runbook}.md`);
  });

  it.each(life)("in %s says by what it is rehearsed, and goes from what it means to afterwards", (page) => {
    const [, rehearsed] = read(page).split("\n\n");
    expect(rehearsed).toBe(`Rehearsed by \`npm run rehearse -- --scenario ${nameOf(page)}\`.`);
    const sections = headingsOf(page).filter(({ level }) => level === 2);
    expect(sections.map(({ text }) => text)).toEqual(["What it means", "How to look", "What to do", "Afterwards"]);
  });

  it("is told in the index in the order in which it happens", () => {
    const listed = linksOf(INDEX).filter((link) => !link.includes("/"));
    expect([...listed].map(nameOf).sort()).toEqual(life.map(nameOf).sort());
    expect([listed[0], listed.at(-1)]).toEqual(["first-deployment.md", "teardown.md"]);
  });
});

describe("the runbooks", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "know every alarm of %s",
    (_, { tier, phase = null }) => {
      const signals = signalsOf(contractOf(tier, phase), { schedulesSnapshots: true });
      for (const [id, { runbook }] of Object.entries(signals)) {
        expect(pages).toContain(`${RUNBOOKS}/alarms/${runbook}.md`);
        expect(read(`${RUNBOOKS}/alarms/${runbook}.md`), runbook).toContain(`\`${id}\``);
      }
    },
  );

  it("are there where the program sends somebody", () => {
    const named = filesBelow("src", ".ts").flatMap((file) => found(read(file), PAGE));
    expect(named).not.toEqual([]);
    expect(named.filter((page) => !pages.includes(page))).toEqual([]);
  });

  it.each(CLOUDS)("are there where an alarm on %s sends somebody", (cloud) => {
    const named = found(JSON.stringify(graphOf({ cloud, tier: "production" })), PAGE);
    expect(named).toContain(`${RUNBOOKS}/alarms/edge.md`);
    expect(named.filter((page) => !pages.includes(page))).toEqual([]);
  });

  it("are all in the index", () => {
    const listed = linksOf(INDEX).map((link) => join(RUNBOOKS, link));
    expect(pages.filter((page) => page !== INDEX && !listed.includes(page))).toEqual([]);
  });
});

describe("links between pages", () => {
  const everywhere = [...filesBelow("docs", ".md"), "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

  it.each(everywhere)("of %s lead to a page, and to a heading of it", (page) => {
    expect(linksOf(page).filter((link) => !leads(page, link))).toEqual([]);
  });
});

function leads(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const page = file === "" ? from : join(dirname(from), file);
  if (!existsSync(resolve(ROOT, page))) return false;
  return anchor === undefined || headingsOf(page).some((heading) => heading.anchor === anchor);
}
