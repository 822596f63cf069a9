import { describe, expect, it } from "vitest";
import type { StackKind } from "../../src/policy/applicability";
import { evaluate } from "../../src/policy/evaluate";
import { type Change, changes, drop, graphFrom, opt, put, set } from "./builder";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { MODELS } from "./model";

const DEV = kindOfVariant({ cloud: "gcp", tier: "dev" });
const STAGING = kindOfVariant({ cloud: "gcp", tier: "staging" });
const PRODUCTION = kindOfVariant({ cloud: "gcp", tier: "production" });
const MVP = kindOfVariant({ cloud: "gcp", tier: "production", phase: "mvp" });

/** What becomes of one rule in the model stack with a change. */
function fate(rule: string, stack: StackKind, change: Change) {
  const { findings, exempted, notApplicable } = evaluate(graphFrom(change(MODELS.gcp)), stack, UNWAIVED);
  const isIn = (list: readonly { readonly rule: string }[]) => list.some((entry) => entry.rule === rule);
  if (isIn(findings.filter(({ waiver }) => waiver === null))) return "finding";
  if (isIn(findings)) return "waived";
  if (isIn(exempted)) return "exempted";
  return isIn(notApplicable) ? "not applicable" : "passed";
}

describe("what Google Cloud's tiers are spared", () => {
  it.each([
    ["G19", set("gke", { deletionProtection: false }), set("gke", { enableLegacyAbac: true })],
    ["G26", set("recordings", { forceDestroy: true }), set("recordings", { versioning: undefined })],
    ["G30", set("secret", { deletionProtection: false }), set("secret", { replication: undefined })],
    ["G33", set("cache", { tier: "BASIC" }), set("cache", { authEnabled: false })],
    ["A44", set("mongodb", { pitEnabled: false }), set("mongodb", { backupEnabled: false })],
    ["A49", set("mongodb-backups", { copySettings: undefined }), set("mongodb-backups", { policyItemDaily: {} })],
  ])("%s asks less of a tier that does not protect its data, but not nothing", (rule, spared, wrong) => {
    expect(fate(rule, STAGING, spared)).toBe("exempted");
    expect(fate(rule, PRODUCTION, spared)).toBe("finding");
    expect(fate(rule, MVP, spared)).toBe("finding");
    expect(fate(rule, STAGING, changes(spared, wrong))).toBe("finding");
  });

  it("keeps audit logs as long as the tier says, and a year in production", () => {
    const kept = (days: number) => set("audit-logs", { retentionDays: days });
    expect(fate("G38", DEV, kept(7))).toBe("exempted");
    expect(fate("G38", STAGING, kept(14))).toBe("exempted");
    expect(fate("G38", STAGING, kept(7))).toBe("finding");
    expect(fate("G38", PRODUCTION, kept(90))).toBe("finding");
  });

  it("asks for own keys of every tier but dev", () => {
    const googles = changes(set("gke", { databaseEncryption: undefined }), drop("key", "key-disks"));
    expect(["G13", "G28", "A45"].map((rule) => fate(rule, DEV, googles))).toEqual([
      "exempted",
      "not applicable",
      "not applicable",
    ]);
    expect(["G13", "G28"].map((rule) => fate(rule, STAGING, googles))).toEqual(["finding", "finding"]);
  });

  it("leaves the zone and the project to the stack that looks after them", () => {
    const notOurs = drop("audit", "zone-managed", "zone-rate");
    const fates = (stack: StackKind) => ["G37", "F52"].map((rule) => fate(rule, stack, notOurs));
    const owns = (account: boolean, zone: boolean) => ({ owns: { account, zone } });
    expect(fates({ ...STAGING, ...owns(false, false) })).toEqual(["not applicable", "not applicable"]);
    expect(fates({ ...PRODUCTION, ...owns(false, false) })).toEqual(["not applicable", "not applicable"]);
    expect(fates({ ...STAGING, ...owns(true, false) })).toEqual(["finding", "not applicable"]);
    expect(fates({ ...DEV, ...owns(false, true) })).toEqual(["not applicable", "finding"]);
    expect(fates(PRODUCTION)).toEqual(["finding", "finding"]);
  });

  it("asks for protection of a stack that protects its data, and for none of one that is about to go", () => {
    const open = opt("search-index", { protect: false });
    expect(["X04", "X05"].map((rule) => fate(rule, PRODUCTION, open))).toEqual(["finding", "not applicable"]);
    const going = { ...PRODUCTION, protect: false };
    expect(["X04", "X05"].map((rule) => fate(rule, going, open))).toEqual(["not applicable", "passed"]);
    expect(["X04", "X05"].map((rule) => fate(rule, going, changes()))).toEqual(["not applicable", "finding"]);
  });

  it("lets the monitoring's namespace alone admit pods that read the node, and only if it says so", () => {
    const named = (name: string, enforced: string) =>
      set("namespace", { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": enforced } } });
    expect(fate("P55", PRODUCTION, named("datadog", "privileged"))).toBe("waived");
    expect(fate("P55", PRODUCTION, named("crm", "privileged"))).toBe("finding");
    expect(fate("P55", PRODUCTION, put("namespace", "metadata", { name: "datadog" }))).toBe("finding");
  });

  it("asks for a spread of pods wherever there are two of them", () => {
    const single = put("pods-scaler", "spec.minReplicas", 1);
    expect(fate("P61", DEV, single)).toBe("not applicable");
    expect(fate("P61", STAGING, single)).toBe("finding");
    expect(fate("P61", DEV, drop("pods-budget"))).toBe("finding");
  });
});
