import { beforeAll, describe, expect, it } from "vitest";
import type { TierName } from "../../stacks";
import { load, useStack } from "../config/loaded";
import { GOOD, raw, refusal } from "../config/raw";
import { graphOf } from "../graphs";
import { rulesOf } from "./zones";

beforeAll(() => useStack("dev"));

const withPlan = (plan: unknown) => ({ cloudflare: { ...GOOD.cloudflare, plan } });

describe("Cloudflare's plan", () => {
  it.each<[TierName, string | undefined, string]>([
    ["dev", undefined, "pro"],
    ["staging", undefined, "pro"],
    ["production", undefined, "pro"],
    ["enterprise", undefined, "pro"],
    ["production", "mvp", "free"],
    ["production", "growth", "pro"],
    ["production", "scale", "pro"],
  ])("of %s, phase %s, is %s where nobody says otherwise", (tier, phase, plan) => {
    expect(load({ tier, phase }).contract.cloudflarePlan).toBe(plan);
  });

  it("is what the operator says it is", () => {
    expect(load({ tier: "production", ...withPlan("free") }).contract.cloudflarePlan).toBe("free");
    expect(load({ tier: "production", phase: "mvp", ...withPlan("pro") }).contract.cloudflarePlan).toBe("pro");
  });

  it("is one of those that the rules are made for", () => {
    expect(refusal(raw(withPlan("business")))).toEqual([
      'crm:cloudflare.plan: "business" is not accepted; allowed: free, pro; ' +
        "fix: pulumi config set --path crm:cloudflare.plan free",
    ]);
  });

  it("decides the rules of the zone's owner", () => {
    const counts = (variant: Parameters<typeof graphOf>[0]) =>
      Object.values(rulesOf(graphOf(variant))).map((rules) => rules.length);
    expect(counts({ tier: "production" })).toEqual([3, 2, 2, 2]);
    expect(counts({ tier: "production", phase: "mvp" })).toEqual([3, 0, 1, 2]);
    expect(counts({ tier: "dev" })).toEqual([0, 0, 0, 0]);
  });

  it("gives a visitor of a larger tier more requests", () => {
    const limits = (["production", "enterprise"] as const).map((tier) =>
      rulesOf(graphOf({ tier })).rate.map(({ ratelimit }) => ratelimit?.["requestsPerPeriod"]),
    );
    expect(limits).toEqual([
      [720, 720],
      [2_400, 2_400],
    ]);
  });
});
