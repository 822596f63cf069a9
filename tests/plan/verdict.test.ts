import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan";
import type { RecoveryRow } from "../../src/recovery/row";
import { colorsFor } from "../../src/plan/tree";
import { verdictLines } from "../../src/plan/verdict";
import { PLAN } from "./sample";

const PLAIN = colorsFor(null, true);

const lineOf = (question: string, changes: Partial<Plan>): string | undefined =>
  verdictLines({ ...PLAN, ...changes }, PLAIN).find((line) => line.startsWith(`  ${question}`));

const finding = (severity: "high" | "low", waiver: string | null) => {
  return { rule: "N01", severity, urn: null, message: "it is open", waiver };
};

const row = (data: string, meets: boolean, rtoMinutes: number | null): RecoveryRow => ({
  ...{ data, urn: data, class: "critical", failure: "region", rtoMinutes, rpoMinutes: 0, meets },
  ...{ targetRtoMinutes: 5, targetRpoMinutes: 0, by: [], why: "", sources: [] },
});

describe("the verdict", () => {
  it("says by how much a budget is missed", () => {
    const cost = { ...PLAN.cost, compared: 2_190, budget: 1_980, budgetScope: "platform" } as const;
    expect(lineOf("Cost", { cost })).toBe(
      "  Cost          $2,190 a month without third parties, $210 (11 %) over the budget of $1,980",
    );
  });

  it("counts open findings apart from those that are waived", () => {
    const findings = [finding("high", null), finding("low", null), finding("high", "until spring")];
    expect(lineOf("Security", { policy: { ...PLAN.policy, findings } })).toBe(
      "  Security      2 findings, 1 of high severity, of 117 rules, 1 waived",
    );
    expect(lineOf("Security", { policy: { ...PLAN.policy, findings: findings.slice(2) } })).toBe(
      "  Security      no finding of 117 rules, 1 waived",
    );
  });

  it("names what is not recovered in time", () => {
    expect(lineOf("Recovery", { recovery: [row("database", false, null), row("cache", false, 40)] })).toBe(
      "  Recovery      2 of 2 targets are missed: database after the region's loss, cache after the region's loss (40 min)",
    );
    expect(lineOf("Recovery", { recovery: [row("cache", true, 3)] })).toBe("  Recovery      all 1 targets are met");
  });

  it("tells what vendors promise from what nobody promises", () => {
    const availability = { ...PLAN.availability, target: 99.9, achieved: 99.875, meets: false };
    expect(lineOf("Availability", { availability })).toBe(
      "  Availability  99.875 % on a request's path, 99.9 % promised",
    );
    expect(lineOf("Availability", { availability: { ...availability, achieved: null } })).toBe(
      "  Availability  not promised by all vendors on a request's path, 99.9 % promised",
    );
  });
});
