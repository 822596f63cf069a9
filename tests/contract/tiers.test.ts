import { describe, expect, it } from "vitest";
import { contractOf, survivesZoneLoss, TIERS } from "../../stacks";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf, CLOUDS_BUILT, nameOfCloud } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { CLOUDS } from "../../src/conventions/clouds";

const pairs = TIERS.flatMap((one, index) => TIERS.slice(index + 1).map((other) => [one, other] as const));

describe.each(CLOUDS)("on %s", (cloud) => {
  const { data } = CLOUDS_BUILT[cloud];
  const sizes = new Map(TIERS.map((tier) => [tier, data.sizes(new PolicyGraph(graphOf({ cloud, tier })))]));

  it.each(pairs)("%s and %s differ in nodes, database, cache and search", (one, other) => {
    for (const capability of ["nodes", "database", "cache", "search"] as const) {
      expect(sizes.get(one)?.[capability], capability).not.toEqual([]);
      expect(sizes.get(one)?.[capability], capability).not.toEqual(sizes.get(other)?.[capability]);
    }
  });
});

const lasting = ALL_VARIANTS.filter(({ tier, phase }) => survivesZoneLoss(contractOf(tier, phase ?? null)));

describe.each(lasting.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  it("survives the loss of a zone", () => {
    const graph = new PolicyGraph(graphOf(variant));
    const { data, nodes } = cloudOf(variant);
    expect([nameOfCloud(variant), data.outlivesZone(graph)]).toEqual([
      nameOfCloud(variant),
      { cache: true, search: true, wayOut: true },
    ]);
    const groups = nodes.groups(graph);
    for (const pool of new Set(groups.map((group) => group.pool))) {
      const least = groups.filter((group) => group.pool === pool).reduce((sum, { min }) => sum + min, 0);
      expect(least, pool).toBeGreaterThanOrEqual(2);
    }
  });
});
