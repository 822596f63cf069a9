import { describe, expect, it } from "vitest";
import { TIERS, type TierName } from "../../stacks";
import type { Inputs } from "../../src/graph/graph";
import { graphOf } from "../graphs";

/** The inputs that say how big a capability is, read from the resources. */
function sizesOf(tier: TierName) {
  const { resources } = graphOf({ tier });
  const inputs = (type: string): readonly Inputs[] =>
    resources.filter((resource) => resource.type === type).map((r) => r.inputs);
  const pick = (type: string, ...names: readonly string[]) =>
    inputs(type).map((all) => names.map((name) => all[name] ?? null));
  return {
    nodes: pick("aws:eks/nodeGroup:NodeGroup", "instanceTypes", "scalingConfig"),
    database: pick("mongodbatlas:index/advancedCluster:AdvancedCluster", "clusterType", "replicationSpecs"),
    cache: pick(
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "nodeType",
      "numNodeGroups",
      "replicasPerNodeGroup",
    ),
    search: pick("aws:opensearch/domain:Domain", "clusterConfig", "ebsOptions"),
  };
}

const sizes = new Map(TIERS.map((tier) => [tier, sizesOf(tier)]));
const pairs = TIERS.flatMap((a, index) => TIERS.slice(index + 1).map((b) => [a, b] as const));

describe.each(pairs)("%s and %s", (a, b) => {
  it.each(["nodes", "database", "cache", "search"] as const)("differ in %s", (capability) => {
    expect(sizes.get(a)?.[capability]).not.toEqual(sizes.get(b)?.[capability]);
  });
});

describe("high availability", () => {
  it.each(["production", "enterprise"] as const)("%s survives the loss of a zone", (tier) => {
    const { resources } = graphOf({ tier });
    const [cache] = resources.filter(({ type }) => type === "aws:elasticache/replicationGroup:ReplicationGroup");
    expect(cache?.inputs).toMatchObject({ multiAzEnabled: true, automaticFailoverEnabled: true });
    const [search] = resources.filter(({ type }) => type === "aws:opensearch/domain:Domain");
    expect(search?.inputs["clusterConfig"]).toMatchObject({ zoneAwarenessConfig: { availabilityZoneCount: 3 } });
    expect(resources.filter(({ type }) => type === "aws:ec2/natGateway:NatGateway")).toHaveLength(3);
    const floors = resources
      .filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup")
      .map(({ name, inputs }) => [name, (inputs["scalingConfig"] as { readonly minSize: number }).minSize] as const);
    for (const pool of new Set(floors.map(([name]) => name.replace(/(-\d)?-\d+$/, ""))))
      expect(
        floors.filter(([name]) => name.startsWith(pool)).reduce((sum, [, least]) => sum + least, 0),
      ).toBeGreaterThanOrEqual(2);
  });
});
