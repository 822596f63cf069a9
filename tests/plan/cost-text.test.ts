import { describe, expect, it } from "vitest";
import { costLines } from "../../src/plan/cost-text";
import type { Suggestion } from "../../src/plan/suggestions";
import { colorsFor } from "../../src/plan/tree";
import { PLAN } from "./sample";

const PLAIN = colorsFor(null, true);
const OFFER: Suggestion = {
  assignment: "crm:economy.spotWorkers=true",
  what: "spot",
  but: "interruptions",
  saving: 60,
};

const reachOf = (budget: number, suggestions: readonly Suggestion[] = []): string | undefined =>
  costLines({ ...PLAN.cost, budget }, suggestions, PLAIN).find((line) => line.includes("out of reach"));

describe("a budget that list prices don't allow", () => {
  it("says by how much at least, and which prices alone break it", () => {
    expect(reachOf(400, [OFFER])).toBe(
      "  At list prices the budget of $400 is out of reach by at least $1,851: " +
        "mongodb-atlas/cluster/aws.M30, aws/elasticache-valkey/cache.r6g.large alone are $515.",
    );
    expect(reachOf(300)).toContain("mongodb-atlas/cluster/aws.M30 alone are $394.");
    expect(reachOf(2_000)).toContain("alone are $515.");
  });

  it("is no such budget where the offers save enough, or nothing is missing", () => {
    expect(reachOf(2_260, [OFFER])).toBeUndefined();
    expect(reachOf(2_260)).toContain("by at least $51");
    expect(reachOf(2_500)).toBeUndefined();
  });
});
