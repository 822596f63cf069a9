import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { type Cloud, CLOUDS_BUILT } from "../clouds";
import { graphOf } from "../graphs";

/** Types of which a zone has exactly one, whoever makes it. */
const SINGLETONS = [
  "cloudflare:index/zoneSetting:ZoneSetting",
  "cloudflare:index/ruleset:Ruleset",
  "cloudflare:index/argoTieredCaching:ArgoTieredCaching",
  "cloudflare:index/tieredCache:TieredCache",
];

/** Unique inside something that belongs to one stack: its cluster, its project, its zone. */
const SCOPED = /^(mongodbatlas:(?!index\/project:)|cloudflare:|kubernetes:)/;

function namesOf({ resources }: Graph, { names, scoped }: Cloud["sharing"]): readonly string[] {
  const shared = resources.filter(({ type }) => !SCOPED.test(type) && !scoped.test(type));
  return shared.flatMap(({ type, inputs }: GraphResource) =>
    names.flatMap((key) => {
      const name = inputs[key];
      // What the cloud makes up itself is nobody else's.
      if (typeof name !== "string" || name === "" || name.startsWith("<")) return [];
      return [`${type} ${name} ${String(inputs["region"] ?? "")}`];
    }),
  );
}

describe.each(CLOUDS)("two stacks of one account and zone on %s", (cloud) => {
  const { sharing } = CLOUDS_BUILT[cloud];
  const [dev, staging, prod] = [
    graphOf({ cloud, tier: "dev" }),
    graphOf({ cloud, tier: "staging" }),
    graphOf({ cloud, tier: "production" }),
  ];

  it("leave what exists once to the stack that owns it", () => {
    for (const type of [...SINGLETONS, ...sharing.singletons]) {
      const counts = [dev, staging, prod].map(({ resources }) => resources.filter((one) => one.type === type).length);
      expect([type, counts[0], counts[1], Number(counts[2]) > 0]).toEqual([type, 0, 0, true]);
    }
  });

  it.each([
    ["dev", "prod", dev, prod],
    ["dev", "staging", dev, staging],
    ["staging", "prod", staging, prod],
  ])("%s and %s share no name", (_a, _b, one, other) => {
    const taken = new Set(namesOf(one, sharing));
    expect(taken.size).toBeGreaterThan(20);
    expect(namesOf(other, sharing).filter((name) => taken.has(name))).toEqual([]);
  });

  it("use hosts of their own, one label below the zone", () => {
    const hosts = [dev, staging, prod].flatMap(({ outputs }) =>
      Object.values(outputs["hosts"] as Record<string, string>),
    );
    expect(new Set(hosts).size).toBe(hosts.length);
    for (const host of hosts) expect(host.split(".")).toHaveLength(3);
  });
});
