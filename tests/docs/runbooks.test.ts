import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { signalsOf } from "../../src/platform/signals";
import { contractOf } from "../../stacks";
import { ROOT } from "../../tools/pages";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

const RUNBOOKS = "docs/runbooks";
/** Names in the runbooks that an operator gives to something that the program does not make. */
const MADE_BY_HAND = ["restore", "cache-broken", "cache-auto-by-hand"];

const read = (path: string): string => readFileSync(resolve(ROOT, path), "utf8");

function filesBelow(folder: string, ending: string): readonly string[] {
  const names = readdirSync(resolve(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** What the first group of `pattern` matches in a text, each once. */
function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(([, group]) => group ?? []))];
}

const linksOf = (page: string): readonly string[] =>
  found(read(page), /\]\(([^)#\s]+)/g).filter((link) => !link.includes("://"));

const pages = filesBelow(RUNBOOKS, ".md");

describe("the runbooks", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "know every alarm of %s",
    (_, variant) => {
      const { tier, phase = null } = variant;
      for (const [id, { runbook }] of Object.entries(
        signalsOf(contractOf(tier, phase), { schedulesSnapshots: true }),
      )) {
        expect(pages).toContain(`${RUNBOOKS}/${runbook}.md`);
        expect(read(`${RUNBOOKS}/${runbook}.md`), runbook).toContain(`\`${id}\``);
      }
    },
  );

  it("are there where the program sends somebody", () => {
    const named = filesBelow("src", ".ts").flatMap((file) => found(read(file), /(docs\/runbooks\/[\w-]+\.md)/g));
    expect(named).not.toEqual([]);
    expect(named.filter((page) => !pages.includes(page))).toEqual([]);
  });

  it("are all in the index", () => {
    const listed = linksOf(`${RUNBOOKS}/README.md`);
    expect(
      pages.map((page) => basename(page)).filter((page) => page !== "README.md" && !listed.includes(page)),
    ).toEqual([]);
  });
});

describe("links between pages", () => {
  it.each(filesBelow("docs", ".md"))("of %s lead somewhere", (page) => {
    expect(linksOf(page).filter((link) => !existsSync(resolve(ROOT, dirname(page), link)))).toEqual([]);
  });
});

describe("names in the runbooks", () => {
  const text = pages.map(read).join("\n");
  const graphs = ALL_VARIANTS.map((variant) => ({ variant, graph: graphOf(variant) }));

  it("of resources are those of the program", () => {
    const names = graphs.flatMap(({ graph }) => graph.resources.map(({ name }) => name));
    const asked = found(text, /\((?:urn|attr) ([\w$-]+)/g);
    expect(asked).not.toEqual([]);
    const known = (name: string) => names.some((real) => asPattern(name).test(real));
    expect(asked.filter((name) => !known(name))).toEqual([]);
  });

  it("of what people address are those that the program gives", () => {
    const production = graphs.find(({ variant }) => nameOfVariant(variant) === "production");
    const made = JSON.stringify(production?.graph);
    const roles = found(text, /ss-(?:\$S|<stack>)-([\w/-]+)/g).filter((role) => !MADE_BY_HAND.includes(role));
    expect(roles).not.toEqual([]);
    expect(roles.filter((role) => !made.includes(`ss-prod-${role}`))).toEqual([]);
  });
});

/** A shell's variable stands for anything. */
const asPattern = (name: string): RegExp => new RegExp(`^${name.replaceAll(/\$\w+/g, ".+")}$`);
