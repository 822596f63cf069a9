import { describe, expect, it } from "vitest";
import { AWS } from "../../src/policy/aws/types";
import { evaluate } from "../../src/policy/evaluate";
import type { Graph, GraphResource, Inputs } from "../../src/graph/graph";
import { AWS_VARIANTS, graphOf, nameOfVariant } from "../graphs";

const PRODUCTION = { tier: "production", phase: null } as const;
const production = graphOf({ tier: "production" });

describe("the security baseline of AWS", () => {
  it.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("holds on %s", (_, variant) => {
    const { tier, phase = null } = variant;
    expect(evaluate(graphOf(variant), { tier, phase }).findings).toEqual([]);
  });

  it("is asked of production as a whole, but for what a stack has in no size", () => {
    const { passed, notApplicable } = evaluate(production, PRODUCTION);
    expect(notApplicable.map(({ rule }) => rule)).toEqual(["I01"]);
    expect(passed).toHaveLength(88);
  });
});

type Mutation = (resource: GraphResource) => GraphResource | null;

const on =
  (type: string, name: string, change: (inputs: Inputs) => Inputs | null): Mutation =>
  (resource) => {
    if (resource.type !== type || resource.name !== name) return resource;
    const inputs = change(resource.inputs);
    // Without the engine's record of where inputs came from, the changed ones are read by themselves.
    return inputs && { ...resource, inputs, propertyDependencies: {} };
  };

/** One slip of the hand in the program, and the rule that must notice it. */
const SLIPS: Readonly<Record<string, Mutation>> = {
  B01: on(AWS.publicAccessBlock, "crm-object-store-recordings-privacy", () => null),
  B08: on(AWS.bucketReplication, "crm-object-store-recordings-dr-replication", () => null),
  E09: on(AWS.routeTableAssociation, "crm-network-private-0-in-0", (inputs) => ({
    ...inputs,
    routeTableId: "<crm-network-public-routes.id>",
  })),
  I02: on(AWS.rolePolicy, "crm-object-store-recordings-worker", (inputs) => ({
    ...inputs,
    policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
  })),
  N09: on(AWS.ingressRule, "crm-network-db-from-app-cache", (inputs) => ({
    ...inputs,
    referencedSecurityGroupId: "",
    cidrIpv4: "10.0.0.0/16",
  })),
  O06: on(AWS.searchDomain, "crm-search-domain", (inputs) => ({ ...inputs, clusterConfig: { instanceCount: 3 } })),
  R02: on(AWS.replicationGroup, "crm-cache-group", (inputs) => ({ ...inputs, transitEncryptionMode: "preferred" })),
  W02: on(AWS.webAclLogging, "crm-edge-waf-logging", () => null),
};

describe("a slip in production", () => {
  it.each(Object.entries(SLIPS))("is noticed by %s, and by no other rule", (rule, mutate) => {
    const { findings } = evaluate(mutated(production, mutate), PRODUCTION);
    expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set([rule]));
    expect(findings.filter(({ message }) => message.includes("can't be judged"))).toEqual([]);
  });
});

function mutated(graph: Graph, mutate: Mutation): Graph {
  return { ...graph, resources: graph.resources.flatMap((resource) => mutate(resource) ?? []) };
}
