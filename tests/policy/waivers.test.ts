import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { evaluate } from "../../src/policy/evaluate";
import { failsPolicy, policyLines, policyOf } from "../../src/policy/section";
import { parseWaivers, readWaivers, WAIVERS_FILE } from "../../src/policy/waivers";
import { changes, type Change, graphFrom, set } from "./builder";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { MODELS } from "./model";

const WAIVER = { rule: "E08", reason: "the cluster is rebuilt this week", until: "2026-12-31" };
const PRODUCTION = kindOfVariant({ tier: "production" });
const UNGUARDED = set("eks", { deletionProtection: false });
const ALSO_OPEN = changes(UNGUARDED, set("cache", { transitEncryptionMode: "preferred" }));

const sectionOf = (asOf: string, waivers: readonly object[], change: Change = UNGUARDED) =>
  policyOf(graphFrom(change(MODELS.aws)), PRODUCTION, { asOf, waivers: parseWaivers(JSON.stringify(waivers)) });

describe("an operator's waiver", () => {
  it("excuses what it speaks of to the end of its last day, and says so", () => {
    const { findings, warnings } = sectionOf("2026-12-31", [WAIVER]);
    const waiver = "the cluster is rebuilt this week (until 2026-12-31)";
    expect(findings.map(({ rule, waiver: why }) => ({ rule, why }))).toEqual([{ rule: "E08", why: waiver }]);
    expect(warnings).toEqual([]);
  });

  it("excuses nothing from the next day on, and changes nothing else", () => {
    const without = sectionOf("2027-01-01", []);
    const { findings, warnings } = sectionOf("2027-01-01", [WAIVER]);
    expect(findings.map(({ waiver }) => waiver)).toEqual([null]);
    expect(findings[0]?.message).toBe(`${without.findings[0]?.message ?? ""}; the waiver ended on 2026-12-31`);
    expect(warnings).toEqual([]);
  });

  it("lasts as long as the longest of several", () => {
    const { findings } = sectionOf("2027-01-01", [WAIVER, { ...WAIVER, until: "2027-02-01" }]);
    expect(findings.map(({ waiver }) => waiver !== null)).toEqual([true]);
  });

  it.each([
    [{}, true],
    [{ stack: "test" }, true],
    [{ stack: "prod" }, false],
    [{ urn: "*::eks" }, true],
    [{ urn: "urn:pulumi:test::test::aws:eks/cluster:Cluster::eks" }, true],
    [{ urn: "*::ek" }, false],
    [{ urn: "*::e.s" }, false],
    [{ rule: "E07" }, false],
  ])("that says %o speaks of a finding: %s", (narrowed, speaks) => {
    const { findings } = sectionOf("2026-12-01", [{ ...WAIVER, ...narrowed }]);
    expect(findings.map(({ waiver }) => waiver !== null)).toEqual([speaks]);
  });

  it("is named when nothing is found for it, unless it is another stack's", () => {
    const idle = { ...WAIVER, rule: "K01" };
    const { warnings } = sectionOf("2026-12-01", [WAIVER, idle, { ...idle, stack: "prod" }]);
    expect(warnings.map(({ path }) => path)).toEqual([`${WAIVERS_FILE}[1]`]);
    expect(warnings[0]?.message).toContain("K01");
  });

  it("makes a plan pass that would fail, until it ends", () => {
    const cache = { rule: "R02", reason: "clients are moved over to TLS", until: "2026-12-31" };
    const open = set("cache", { transitEncryptionMode: "preferred" });
    expect(failsPolicy(sectionOf("2026-12-01", [], open))).toBe(true);
    expect(failsPolicy(sectionOf("2026-12-01", [cache], open))).toBe(false);
    expect(failsPolicy(sectionOf("2027-01-01", [cache], open))).toBe(true);
    expect(failsPolicy(sectionOf("2026-12-01", [], set("key", { enableKeyRotation: false })))).toBe(false);
  });
});

describe("a built-in waiver", () => {
  const dated = (asOf: string) => {
    const { findings } = evaluate(
      graphFrom(set("namespace", { metadata: { name: "datadog", labels: DATADOG } })(MODELS.aws)),
      PRODUCTION,
      { ...UNWAIVED, asOf },
    );
    return findings.find(({ rule }) => rule === "P55");
  };
  const DATADOG = { "pod-security.kubernetes.io/enforce": "privileged" };

  it("ends, too", () => {
    expect(dated("2026-12-01")?.waiver).toMatch(/agent.*\(until \d{4}-\d\d-\d\d\)$/);
    expect(dated("2099-01-01")).toMatchObject({
      waiver: null,
      message: expect.stringContaining("the waiver ended on") as string,
    });
  });
});

describe("the terminal's lines", () => {
  it("name what counts, the gravest first, and what is waived until when", () => {
    const lines = policyLines(sectionOf("2026-12-01", [WAIVER], ALSO_OPEN));
    expect(lines[0]).toMatch(/^\d+ rules: \d+ hold, .*1 waived, 1 finding \(1 high\)$/);
    expect(lines[1]).toMatch(/^ {2}high +R02 .* cache$/);
    expect(lines.at(-1)).toContain("waived E08  the cluster is rebuilt this week (until 2026-12-31)");
  });
});

describe("a file of waivers", () => {
  const problemsOf = (text: string) => {
    try {
      parseWaivers(text);
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };

  it.each([
    ["- {rule: E08, until: 2026-12-31}", "waivers.yaml[0].reason", "is not set"],
    ["- {rule: E08, reason: later, until: 2026-12-31}", "waivers.yaml[0].reason", '"later" is not accepted'],
    ["- {rule: E08, reason: the cluster is rebuilt}", "waivers.yaml[0].until", "is not set"],
    [
      "- {rule: E08, reason: the cluster is rebuilt, until: 2026-02-30}",
      "waivers.yaml[0].until",
      '"2026-02-30" is not accepted',
    ],
    [
      "- {rule: E99, reason: the cluster is rebuilt, until: 2026-12-31}",
      "waivers.yaml[0].rule",
      '"E99" is not accepted',
    ],
    [
      "- {rule: E08, reason: the cluster is rebuilt, until: 2026-12-31, urm: x}",
      "waivers.yaml[0].urm",
      "is not a key of a waiver",
    ],
    ["- E08", "waivers.yaml[0]", "is no waiver"],
    ["rule: E08", "waivers.yaml", "it is no list"],
  ])("%s is refused", (text, path, wrong) => {
    const [problem, ...others] = problemsOf(text);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path, wrong });
    expect(problem?.allowed).not.toBe("");
    expect(problem?.fix).not.toBe("");
  });

  it("is refused with everything that is wrong with it", () => {
    expect(problemsOf("- {}\n- {rule: E08}").map(({ path }) => path)).toEqual([
      "waivers.yaml[0].rule",
      "waivers.yaml[0].reason",
      "waivers.yaml[0].until",
      "waivers.yaml[1].reason",
      "waivers.yaml[1].until",
    ]);
    expect(problemsOf("- rule: [").length).toBeGreaterThan(0);
  });

  it("may be missing or empty", () => {
    const folder = mkdtempSync(join(tmpdir(), "waivers-"));
    try {
      expect(readWaivers(folder)).toEqual([]);
      writeFileSync(join(folder, WAIVERS_FILE), "# none today\n");
      expect(readWaivers(folder)).toEqual([]);
      writeFileSync(join(folder, WAIVERS_FILE), "- {rule: E08, reason: the cluster is rebuilt, until: 2026-12-31}");
      expect(readWaivers(folder)).toMatchObject([{ rule: "E08", until: "2026-12-31" }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
