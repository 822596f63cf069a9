import { expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { evaluate } from "../../src/policy/evaluate";
import { graphOf } from "../graphs";
import { kindOfVariant, UNWAIVED } from "./kinds";

/** A stack so many times over, each with names of its own. */
function times({ resources, ...graph }: Graph, copies: number): Graph {
  const text = JSON.stringify(resources);
  const renamed = Array.from({ length: copies }, (_, copy) =>
    text.replaceAll("crm-", `crm${copy}-`).replaceAll("ss-prod", `ss${copy}-prod`),
  );
  return { ...graph, resources: renamed.flatMap((copy) => JSON.parse(copy) as readonly GraphResource[]) };
}

/** How often a resource is looked into: what an evaluation costs, on any machine. */
function looksAt(graph: Graph, judge: (graph: Graph) => unknown): number {
  let looks = 0;
  const watched = graph.resources.map((resource) =>
    Object.defineProperty({ ...resource }, "inputs", {
      get: () => {
        looks += 1;
        return resource.inputs;
      },
    }),
  );
  judge({ ...graph, resources: watched });
  return looks;
}

it.each(CLOUDS)("an evaluation on %s grows as the stack does", (cloud) => {
  const kind = kindOfVariant({ cloud, tier: "production" });
  const production = graphOf({ cloud, tier: "production" });
  const cost = (copies: number) => looksAt(times(production, copies), (graph) => evaluate(graph, kind, UNWAIVED));
  expect(cost(5) / cost(1)).toBeLessThan(5.4);
});
