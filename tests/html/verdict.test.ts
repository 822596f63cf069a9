import { describe, expect, it } from "vitest";
import type { PlanPage } from "../../src/html/page";
import { summaryOf, verdictsOf } from "../../src/html/verdict";
import { sampleOf } from "./sample";

const sample = sampleOf({ tier: "production" });
const FINE: PlanPage = {
  ...sample,
  cost: { ...sample.cost, platform: 500, thirdParty: 400, budget: 1_000, budgetScope: "platform" },
  policy: { rules: 90, passed: 90, findings: [], exempted: [], notApplicable: [] },
  recovery: sample.recovery.map((row) => ({ ...row, meets: true })),
  availability: { target: 99.9, achieved: 99.95, meets: true, parts: [], arithmetic: "" },
};
const finding = { rule: "N02", urn: null, message: "it is not so", waiver: null };
const verdictOf = (plan: PlanPage, title: string) => verdictsOf(plan).find((verdict) => verdict.title === title);

describe("the verdicts", () => {
  it("are good where everything is met", () => {
    expect(verdictsOf(FINE).map(({ level }) => level)).toEqual(["good", "good", "good", "good", "none"]);
    expect(summaryOf(verdictsOf(FINE))).toMatchObject({ level: "good" });
  });

  it.each([
    [500, "platform", "good", "50 % below"],
    [950, "platform", "warn", "5 % below"],
    [1_100, "platform", "bad", "10 % over"],
    [500, "total", "warn", "10 % below"],
    [700, "total", "bad", "10 % over"],
  ] as const)(
    "hold %d for the platform against a budget of 1,000 with the scope %s",
    (platform, scope, level, text) => {
      const plan: PlanPage = { ...FINE, cost: { ...FINE.cost, platform, budgetScope: scope } };
      const verdict = verdictOf({ ...plan, cost: { ...plan.cost, thirdParty: 401 } }, "Cost a month");
      expect(verdict?.level).toBe(level);
      expect(verdict?.text).toContain(text);
    },
  );

  it("weigh findings by the most severe one that nobody accepted", () => {
    const findings = [
      { ...finding, severity: "low" },
      { ...finding, severity: "high", waiver: "because" },
    ] as const;
    const withFindings = (more: PlanPage["policy"]["findings"]): PlanPage => ({
      ...FINE,
      policy: { ...FINE.policy, findings: [...findings, ...more] },
    });
    expect(verdictOf(withFindings([]), "Policy findings")).toMatchObject({ level: "warn", figure: "1 open" });
    expect(verdictOf(withFindings([]), "Policy findings")?.text).toBe("1 low, 1 accepted, 90 rules");
    const severe = withFindings([{ ...finding, severity: "high" }]);
    expect(verdictOf(severe, "Policy findings")).toMatchObject({ level: "bad", figure: "2 open" });
    expect(summaryOf(verdictsOf(severe)).text).toBe("Needs a decision: policy findings");
  });

  it("don't hold against a stack what its tier doesn't promise", () => {
    const free = { targetRtoMinutes: null, targetRpoMinutes: null };
    const plan: PlanPage = {
      ...FINE,
      recovery: FINE.recovery.map((row) => ({ ...row, ...free })),
      availability: { target: null, achieved: null, meets: true, parts: [], arithmetic: "" },
    };
    expect(verdictOf(plan, "Recovery")?.level).toBe("none");
    expect(verdictOf(plan, "Availability")?.level).toBe("none");
  });

  it("are bad where a promise is missed", () => {
    const recovery = FINE.recovery.map((row, index) => ({ ...row, meets: index > 0 }));
    expect(verdictOf({ ...FINE, recovery }, "Recovery")?.level).toBe("bad");
    const availability = { target: 99.9, achieved: 99.89, meets: false, parts: [], arithmetic: "" };
    expect(verdictOf({ ...FINE, availability }, "Availability")?.level).toBe("bad");
    expect(verdictOf({ ...FINE, availability: { ...availability, achieved: null } }, "Availability")?.level).toBe(
      "bad",
    );
  });
});
