import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../src/policy/baselines";
import { cisOf, CRITERIA, criteriaOf, recommendations } from "../../src/policy/controls";
import { controlsMarkdown } from "../../src/policy/controls-markdown";
import { fixtureFiles, ROOT } from "../../tools/pages";

const ids = RULES.map(({ id }) => id);

describe("the control map", () => {
  it("shows every rule for a criterion, and no rule that there is not", () => {
    expect(RULES.filter((rule) => criteriaOf(rule).length === 0).map(({ id }) => id)).toEqual([]);
    for (const { id, rules } of CRITERIA) {
      expect([id, rules.filter((rule) => !ids.includes(rule))]).toEqual([id, []]);
      expect([id, rules.filter((rule, place) => rules.indexOf(rule) !== place)]).toEqual([id, []]);
    }
  });

  it("finds the recommendations of CIS in what a rule refers to", () => {
    const named = (id: string, reference: string) =>
      cisOf({ ...(RULES[0] ?? expect.unreachable()), id, reference }).map((one) => `${one.benchmark} ${one.id}`);
    expect(named("Z99", "Azure Policy 12d4fa5e, CIS 8.3.1, 8.3.9, MCSB DP-2")).toEqual([
      "CIS Azure Foundations 6.0 8.3.1",
      "CIS Azure Foundations 6.0 8.3.9",
    ]);
    expect(named("G99", "CIS 3.6/3.7, CIS GKE 5.2")).toEqual([
      "CIS Google Cloud Foundations 4.0 3.6",
      "CIS Google Cloud Foundations 4.0 3.7",
      "CIS GKE 5.2",
    ]);
    expect(named("P99", "NSA hardening guide")).toEqual([]);
  });

  it("knows every benchmark that it names", () => {
    expect(new Set(recommendations().map(({ benchmark }) => benchmark.split(" ")[0]))).toEqual(new Set(["CIS"]));
  });

  it("leads from every rule to the test that breaks it", () => {
    const fixtures = fixtureFiles();
    const page = controlsMarkdown(fixtures);
    for (const id of ids) {
      expect([id, existsSync(resolve(ROOT, fixtures[id] ?? "nowhere"))]).toEqual([id, true]);
      expect(page).toContain(`**\`${id}\`**`);
    }
  });
});
