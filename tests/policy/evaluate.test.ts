import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import type { StackKind } from "../../src/policy/applicability";
import { BASELINES } from "../../src/policy/baselines";
import { evaluate } from "../../src/policy/evaluate";
import { type Change, changes, drop, graphFrom, set } from "./builder";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { MODELS } from "./model";

const PRODUCTION = kindOfVariant({ tier: "production" });
const STAGING = kindOfVariant({ tier: "staging" });
const MVP = kindOfVariant({ tier: "production", phase: "mvp" });
const ENTERPRISE = kindOfVariant({ tier: "enterprise" });

const unchanged: Change = (drafts) => drafts;
const judged = (stack: StackKind, change = unchanged) =>
  evaluate(graphFrom(change(MODELS[stack.cloud])), stack, UNWAIVED);
/** What becomes of one rule. */
const fate = (rule: string, ...args: Parameters<typeof judged>) => {
  const { findings, exempted, notApplicable, passed } = judged(...args);
  if (findings.some((finding) => finding.rule === rule)) return "finding";
  if (notApplicable.some((entry) => entry.rule === rule)) return "not applicable";
  if (exempted.some((entry) => entry.rule === rule)) return "exempted";
  return passed.includes(rule) ? "passed" : "forgotten";
};

describe.each(CLOUDS)("an evaluation of %s", (cloud) => {
  const { rules, notAsked, mayBeAbsent, exemptions, waivers } = BASELINES[cloud];
  const ids = rules.map(({ id }) => id);

  it("passes every rule where every rule holds", () => {
    const { findings, notApplicable, exempted, passed } = judged({ ...PRODUCTION, cloud });
    expect({ findings, exempted }).toEqual({ findings: [], exempted: [] });
    expect(notApplicable.map(({ rule }) => rule)).toEqual(["X05"]);
    expect(passed).toEqual(ids.filter((id) => id !== "X05"));
  });

  it.each([STAGING, PRODUCTION, MVP])("forgets no rule on $tier $phase", (stack) => {
    for (const change of [unchanged, drop("cache"), () => []]) {
      const { findings, notApplicable, passed } = judged({ ...stack, cloud }, change);
      const judgedRules = [...findings, ...notApplicable].map(({ rule }) => rule);
      expect(new Set([...judgedRules, ...passed])).toEqual(new Set(ids));
    }
  });

  it("excuses only rules that there are", () => {
    const excused = [
      ...[...notAsked, ...mayBeAbsent].flatMap(({ rules: some }) => some),
      ...[...exemptions, ...waivers].map(({ rule }) => rule),
    ];
    expect(excused.filter((rule) => !ids.includes(rule))).toEqual([]);
  });
});

describe("an evaluation", () => {
  it("says what must hold, what is so instead, and where", () => {
    const { findings } = judged(PRODUCTION, set("key", { enableKeyRotation: false }));
    expect(findings).toEqual([
      {
        rule: "K01",
        severity: "medium",
        urn: "urn:pulumi:test::test::aws:kms/key:Key::key",
        message: "keys rotate every year: enableKeyRotation is false",
        waiver: null,
      },
    ]);
  });

  it("counts what it can't read as a finding", () => {
    const { findings } = judged(PRODUCTION, set("key", { enableKeyRotation: "<other.flag>" }));
    expect(findings.map(({ message }) => message)).toEqual([
      "keys rotate every year: enableKeyRotation can't be judged: <other.flag>",
    ]);
  });

  it("counts a rule without a target as a finding", () => {
    const { findings } = judged(PRODUCTION, drop("schedule"));
    expect(findings.map(({ rule, urn }) => ({ rule, urn }))).toEqual([{ rule: "M05", urn: null }]);
  });
});

describe("applicability", () => {
  it("does not ask for protection of a tier that promises none", () => {
    expect(fate("E08", STAGING, set("eks", { deletionProtection: false }))).toBe("not applicable");
    expect(fate("E08", PRODUCTION, set("eks", { deletionProtection: false }))).toBe("finding");
    expect(fate("E08", MVP, set("eks", { deletionProtection: false }))).toBe("finding");
  });

  it("lets a tier do without what it does not have, but not have it in a bad shape", () => {
    expect(fate("C05", STAGING, drop("cdn"))).toBe("not applicable");
    expect(fate("C05", STAGING, set("cdn", { defaultRootObject: "" }))).toBe("finding");
    expect(fate("C05", PRODUCTION, drop("cdn"))).toBe("finding");
    expect(fate("O01", MVP, drop("search"))).toBe("not applicable");
    expect(fate("O01", PRODUCTION, drop("search"))).toBe("finding");
  });
});

const nodes = (instanceCount: number) =>
  set("search", {
    clusterConfig: { instanceCount, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } },
  });
const kept = (retentionInDays: number, name = "/vpc/flow") => set("log", { name, retentionInDays });

describe("exemptions", () => {
  it("spare dedicated masters of search, but not its spread over zones", () => {
    expect(fate("O06", PRODUCTION, nodes(3))).toBe("exempted");
    expect(fate("O06", ENTERPRISE, nodes(5))).toBe("exempted");
    expect(fate("O06", PRODUCTION, nodes(2))).toBe("finding");
  });

  it("keep logs as long as the tier says, and audit logs a year in production", () => {
    expect(fate("M01", STAGING, kept(14))).toBe("exempted");
    expect(fate("M01", STAGING, kept(7))).toBe("finding");
    expect(fate("M01", PRODUCTION, kept(90))).toBe("exempted");
    expect(fate("M01", PRODUCTION, kept(14))).toBe("finding");
    expect(fate("M01", PRODUCTION, kept(90, "/aws/eks/ss-test-eks/cluster"))).toBe("finding");
    expect(fate("M01", PRODUCTION, changes(kept(90), set("log", { kmsKeyId: undefined })))).toBe("finding");
    expect(fate("M01", ENTERPRISE, kept(90))).toBe("finding");
  });

  it("spare the replica of the first phase's cache, if it can be added in place", () => {
    const alone = set("cache", { multiAzEnabled: false, clusterMode: "enabled" });
    expect(fate("R04", MVP, alone)).toBe("exempted");
    expect(fate("R04", PRODUCTION, alone)).toBe("finding");
    expect(fate("R04", MVP, set("cache", { multiAzEnabled: false }))).toBe("finding");
  });

  it("tell what was found and why it is accepted", () => {
    const { exempted } = judged(PRODUCTION, nodes(3));
    expect(exempted).toMatchObject([{ rule: "O06", urn: expect.stringContaining("search") as string }]);
    expect(exempted[0]?.reason).toMatch(/masters/);
  });
});
