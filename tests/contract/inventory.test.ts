import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { read } from "../../src/policy/values";
import { nameOfCloud } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

/** Chosen values that a reviewer should see change: what a stack is, in a few lines. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  "aws:eks/cluster:Cluster": ["version", "deletionProtection"],
  "aws:eks/nodeGroup:NodeGroup": ["instanceTypes", "scalingConfig"],
  "mongodbatlas:index/advancedCluster:AdvancedCluster": ["clusterType", "pitEnabled"],
  "aws:elasticache/replicationGroup:ReplicationGroup": [
    "nodeType",
    "numNodeGroups",
    "replicasPerNodeGroup",
    "multiAzEnabled",
    "snapshotRetentionLimit",
  ],
  "aws:opensearch/domain:Domain": ["engineVersion", "clusterConfig"],
  "aws:budgets/budget:Budget": ["limitAmount"],
  "gcp:container/cluster:Cluster": ["minMasterVersion", "deletionProtection"],
  "gcp:container/nodePool:NodePool": ["nodeConfig.machineType", "autoscaling"],
  "gcp:redis/instance:Instance": ["tier", "memorySizeGb", "replicaCount", "persistenceConfig.rdbSnapshotPeriod"],
  "ec:index/deployment:Deployment": ["version", "deploymentTemplateId", "elasticsearch.hot"],
  "gcp:billing/budget:Budget": ["amount.specifiedAmount.units"],
  "kubernetes:helm.sh/v3:Release": ["version"],
};

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (name, variant) => {
  it("is what its golden inventory says", async () => {
    const { resources } = graphOf(variant);
    const custom = resources.filter((resource) => resource.custom);
    const services = custom.map(({ type }) => type.split("/")[0] ?? type).sort();
    const counts = Object.fromEntries(
      services.map((service) => [service, services.filter((other) => other === service).length]),
    );
    const chosen = custom
      .filter(({ type }) => type in VALUES)
      .map(
        (resource) =>
          [
            resource.name,
            Object.fromEntries(
              (VALUES[resource.type] ?? [])
                .map((path) => [path, read(resource, path)] as const)
                .filter(([, value]) => value !== undefined),
            ),
          ] as const,
      );
    const inventory = { total: custom.length, values: Object.fromEntries(chosen), counts };
    await expect(stringify(inventory, { lineWidth: 0 })).toMatchFileSnapshot(
      `../golden/${nameOfCloud(variant) === "aws" ? "aws-" : ""}${name}.yaml`,
    );
  });
});
