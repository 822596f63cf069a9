import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { cloudOf, CLOUDS_BUILT, isInLedger, nameOfCloud } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

/** What a stack is made of wherever it runs. */
const EVERYWHERE = ["pulumi", "crm", "cloudflare", "kubernetes", "random", "tls"];

const packageOf = (type: string) => type.replace("pulumi:providers:", "").split(":")[0] ?? "";

/** The same stack files, with nothing but the cloud changed: `tests/graphs.ts`. */
describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const { packages, marks } = cloudOf(variant);
  const own = nameOfCloud(variant);

  it("is made of its own cloud's resources, and of those that every cloud has", () => {
    const used = new Set(graph.resources.map(({ type }) => packageOf(type)));
    expect([...used].filter((name) => !EVERYWHERE.includes(name)).sort()).toEqual([...packages].sort());
    const components = graph.resources.filter(({ type }) => type.startsWith("crm:")).map(({ type }) => type);
    const foreign = CLOUDS.filter((cloud) => cloud !== own).map((cloud) => `crm:${cloud}:`);
    expect(components.filter((type) => foreign.some((prefix) => type.startsWith(prefix)))).toEqual([]);
    expect(components.some((type) => type.startsWith(`crm:${own}:`))).toBe(true);
  });

  it("names nothing of another cloud, in no input", () => {
    const everything = JSON.stringify([graph.resources, graph.outputs, graph.componentOutputs]);
    expect(everything).toMatch(marks);
    for (const cloud of CLOUDS.filter((other) => other !== own))
      expect(CLOUDS_BUILT[cloud].marks.exec(everything)?.[0]).toBeUndefined();
  });
});

it.each(CLOUDS)("%s has an entry in the ledger for every difference that its tests allow", (cloud) => {
  const { knobs, nodes } = CLOUDS_BUILT[cloud];
  const entries = [...Object.values(knobs.without), ...Object.values(knobs.keysWithout)];
  const all = [...entries, nodes.otherCounts, nodes.largerMachines].filter((entry) => entry !== null);
  expect(all.filter((entry) => !isInLedger(cloud, entry))).toEqual([]);
});
