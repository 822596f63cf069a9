import { describe, expect, it } from "vitest";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, modesOf, nameOfVariant } from "../graphs";

const STACK = "pulumi:pulumi:Stack";
const urns = (graph: Graph) => graph.resources.map(({ urn }) => urn).sort();
const isProvider = ({ type }: GraphResource) => type.startsWith("pulumi:providers:");

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  const parentOf = ({ parent }: GraphResource) => (parent === null ? undefined : byUrn.get(parent));

  it("registers the same resources in a first preview, a later one and an update", () => {
    expect(modesOf(variant).length).toBeGreaterThan(variant.phase === undefined ? 1 : 0);
    for (const mode of modesOf(variant)) expect(urns(graphOf({ ...variant, mode }))).toEqual(urns(graph));
  });

  it("names every resource once", () => {
    expect(new Set(urns(graph)).size).toBe(graph.resources.length);
  });

  it("looks nothing up", () => {
    expect(graph.invokes).toEqual([]);
  });

  it("gives every resource a parent", () => {
    const orphans = graph.resources.filter((resource) => resource.type !== STACK && parentOf(resource) === undefined);
    expect(orphans.map(({ urn }) => urn)).toEqual([]);
  });

  it("carries no names that a resource has only in one version of a cloud's interface", () => {
    const versioned = graph.resources.filter(({ aliases }) => aliases.some((alias) => /\/v\d{8}/.test(alias)));
    expect(versioned.map(({ name }) => name)).toEqual([]);
  });

  it("nests no deeper than platform, capability, resource", () => {
    const depth = (resource: GraphResource | undefined): number => (resource ? 1 + depth(parentOf(resource)) : 0);
    expect(Math.max(...graph.resources.map(depth))).toBeLessThanOrEqual(4);
  });

  it("puts the parent's name in front of every child's", () => {
    const strays = graph.resources.filter((resource) => {
      const parent = parentOf(resource);
      return parent && parent.type !== STACK && !resource.name.startsWith(`${parent.name}-`);
    });
    expect(strays.map(({ name }) => name)).toEqual([]);
  });

  it("names the provider of every resource, and it is one of the program's own", () => {
    const own = new Set(graph.resources.filter(isProvider).map(({ urn }) => urn));
    const without = graph.resources.filter(
      (resource) => resource.custom && !isProvider(resource) && !own.has(resource.provider ?? ""),
    );
    expect(without.map(({ urn }) => urn)).toEqual([]);
  });

  it("takes each resource to the provider of its own package", () => {
    for (const { type, provider, custom } of graph.resources.filter((resource) => !isProvider(resource))) {
      if (custom) expect(provider).toContain(`pulumi:providers:${type.split(":")[0] ?? ""}::`);
    }
  });

  it("tags everything that the cloud can tag", () => {
    const given = cloudOf(variant).tags(new PolicyGraph(graph));
    expect(given.length).toBeGreaterThan(0);
    const tier = variant.phase === undefined ? variant.tier : `${variant.tier}-${variant.phase}`;
    const wanted = { project: "sequelstring-crm", stack: graph.stack, tier, "managed-by": "pulumi" };
    for (const tags of given) expect(tags).toMatchObject(wanted);
  });
});
