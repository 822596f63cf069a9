import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  it("takes snapshots of the cache as often, and keeps them as long, as the tier says", () => {
    const { cache } = contractOf(variant.tier, variant.phase ?? null);
    expect(cloudOf(variant).data.snapshots(new PolicyGraph(graphOf(variant)))).toEqual(cache.snapshots);
  });
});
