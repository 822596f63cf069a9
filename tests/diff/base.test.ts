import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { readBasePlan } from "../../src/diff/base";
import { differenceOf } from "../../src/diff/diff";
import { differenceLines, sinceLines } from "../../src/diff/text";
import { colorsFor } from "../../src/plan/tree";
import { graphOf } from "../graphs";

const FOLDER = mkdtempSync(join(tmpdir(), "base-"));
const PLAIN = colorsFor(null, false);
const PRODUCTION = graphOf({ tier: "production" });
const MVP = graphOf({ tier: "production", phase: "mvp" });

function written(name: string, content: unknown): string {
  const file = join(FOLDER, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const PLAN = {
  schemaVersion: 1,
  ...{ stack: "prod", cloud: "aws", tier: "production", phase: null, region: "us-east-1" },
  resources: PRODUCTION.resources,
};
const urnOf = (name: string) => PRODUCTION.resources.find((one) => one.name === name)?.urn ?? "";
const COST = { platform: 300, thirdParty: 20, lines: [{ urn: urnOf("crm-cache-group"), monthly: 300 }] };

function wrongWith(content: unknown): string {
  try {
    readBasePlan(typeof content === "string" && content.startsWith("/") ? content : written("base.json", content));
    return "nothing";
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const [problem] = (error as ConfigError).problems;
    expect(problem?.path).toBe("--diff");
    return (problem?.wrong ?? "").replaceAll(FOLDER, "");
  }
}

describe("an earlier plan", () => {
  it.each([
    ["/nowhere/base.json", "ENOENT: no such file or directory, open '/nowhere/base.json'"],
    [JSON.stringify(PLAN).slice(0, 5_000), "/base.json is no JSON, or was cut off"],
    [{ schemaVersion: 2 }, "/base.json is a plan of schema version 2"],
    [{ resources: [] }, "/base.json is no plan"],
    ["null", "/base.json is no plan"],
    [
      { schemaVersion: 1, compare: [] },
      "/base.json is not a whole plan of one stack: stack is missing or of another form",
    ],
    [
      { ...PLAN, resources: [{ urn: 1 }] },
      "/base.json is not a whole plan of one stack: resources.0.urn is missing or of another form",
    ],
  ])("that can't be used is refused: %o", (content, wrong) => {
    expect(wrongWith(content)).toBe(wrong);
  });

  it("that was made before costs were known says nothing of them", () => {
    const { changes } = differenceOf(readBasePlan(written("old.json", PLAN)), MVP, new Map());
    expect(new Set(changes.map(({ monthly }) => monthly))).toEqual(new Set([null]));
  });
});

describe("a change, as people read it", () => {
  const base = readBasePlan(written("prod.json", { ...PLAN, cost: COST }));
  const { capabilities, changes } = differenceOf(base, MVP, new Map([[urnOf("crm-cache-group"), 86]]));
  const lines = differenceLines(capabilities, PLAIN);

  it("names what becomes of a capability, what it costs, and which promise is kept no more", () => {
    const at = lines.findIndex((line) => line.startsWith("  cache"));
    expect(lines.slice(at, at + 2).join("\n")).toMatch(
      /^ {2}cache {2}-\$214\/month\n {4}was {2}.* 3 x .*\n {4}is {3}.* 1 x .*\n {4}availability: 3 zones -> 1 zone$/,
    );
  });

  it("tells every loss", () => {
    const lost = changes.filter(({ effect }) => effect === "dataLoss");
    expect(lost.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes("DATA LOSS")).length).toBe(lost.length);
    expect(lines.join("\n")).toContain("crm-search-domain goes, and with it the index");
  });

  it("says since which plan, and what the whole bill becomes", () => {
    const { since } = differenceOf(base, MVP, new Map());
    expect(sinceLines(since, { platform: 200, thirdParty: 30 })).toEqual([
      "Changes since the plan of prod: aws us-east-1  production",
      "  -$100/month for cloud and database, +$10/month for third parties",
    ]);
    expect(sinceLines({ ...since, phase: "mvp", totals: null }, COST)).toEqual([
      "Changes since the plan of prod: aws us-east-1  production (mvp)",
    ]);
  });

  it("costs what it costs more, in another stack's plan too", () => {
    const other = (urn: string) => urn.replace(/^urn:pulumi:\w+::/, "urn:pulumi:elsewhere::");
    const resources = PRODUCTION.resources.map((one) => ({ ...one, urn: other(one.urn) }));
    const lines = COST.lines.map((line) => ({ ...line, urn: other(line.urn) }));
    const elsewhere = readBasePlan(written("elsewhere.json", { ...PLAN, resources, cost: { ...COST, lines } }));
    const found = differenceOf(elsewhere, MVP, new Map([[urnOf("crm-cache-group"), 86]])).changes;
    expect(found.find(({ urn }) => urn === urnOf("crm-cache-group"))?.monthly).toBe(-214);
  });

  it("is nothing where nothing changes", () => {
    expect(
      differenceLines(differenceOf(base, PRODUCTION, new Map([[urnOf("crm-cache-group"), 300]])).capabilities, PLAIN),
    ).toEqual(["Nothing changes."]);
  });
});
