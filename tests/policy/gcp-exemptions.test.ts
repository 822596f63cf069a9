import { describe, expect, it } from "vitest";
import type { StackKind } from "../../src/policy/applicability";
import { evaluate } from "../../src/policy/evaluate";
import { type Change, changes, drop, graphFrom, put, set } from "./builder";
import { MODELS } from "./model";

const DEV = { cloud: "gcp", tier: "dev", phase: null } as const;
const STAGING = { cloud: "gcp", tier: "staging", phase: null } as const;
const PRODUCTION = { cloud: "gcp", tier: "production", phase: null } as const;
const MVP = { cloud: "gcp", tier: "production", phase: "mvp" } as const;

/** What becomes of one rule in the model stack with a change. */
function fate(rule: string, stack: StackKind, change: Change) {
  const { findings, exempted, notApplicable } = evaluate(graphFrom(change(MODELS.gcp)), stack);
  const isIn = (list: readonly { readonly rule: string }[]) => list.some((entry) => entry.rule === rule);
  if (isIn(findings)) return "finding";
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
    expect(["G37", "F52"].map((rule) => fate(rule, STAGING, notOurs))).toEqual(["not applicable", "not applicable"]);
    expect(["G37", "F52"].map((rule) => fate(rule, PRODUCTION, notOurs))).toEqual(["finding", "finding"]);
  });

  it("lets the monitoring's namespace alone admit pods that read the node, and only if it says so", () => {
    const named = (name: string, enforced: string) =>
      set("namespace", { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": enforced } } });
    expect(fate("P55", PRODUCTION, named("datadog", "privileged"))).toBe("exempted");
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
