import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { CLOUDS } from "../../src/conventions/clouds";
import { cloudOf, CLOUDS_BUILT } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const { data } = cloudOf(variant);
  const { protect } = contractOf(variant.tier, variant.phase ?? null);
  const ofType = (type: string) =>
    graph.resources.filter((resource) => resource.type === type && !data.notData.includes(resource.name));

  it("protects all data or none, as the tier says", () => {
    const wrong = data.stateful.flatMap(ofType).filter((resource) => resource.protect !== protect);
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(data.stateful.flatMap(ofType).length).toBeGreaterThan(8);
  });

  it("leaves nothing protected in a tier that may be destroyed", () => {
    if (!protect) expect(graph.resources.filter((resource) => resource.protect)).toEqual([]);
  });

  it("turns the services' own protection with the same switch", () => {
    for (const { type, read, on, off } of data.switches)
      for (const { name, inputs } of ofType(type)) expect([name, read(inputs)]).toEqual([name, protect ? on : off]);
  });
});

it.each(CLOUDS)("%s has all that is called data, and switches all that can be, in its largest tier", (cloud) => {
  const { data } = CLOUDS_BUILT[cloud];
  const types = new Set(graphOf({ cloud, tier: "enterprise" }).resources.map(({ type }) => type));
  const named = [...data.stateful, ...data.switches.map(({ type }) => type)];
  expect(named.filter((type) => !types.has(type))).toEqual([]);
});
