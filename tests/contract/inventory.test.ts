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
  "azure-native:containerservice:ManagedCluster": ["kubernetesVersion", "sku.tier"],
  "azure-native:containerservice:AgentPool": ["vmSize", "minCount", "maxCount"],
  "azure-native:mongocluster:MongoCluster": [
    "properties.compute.tier",
    "properties.storage.sizeGb",
    "properties.sharding.shardCount",
    "properties.highAvailability.targetMode",
  ],
  "azure-native:redisenterprise:RedisEnterprise": ["sku.name", "highAvailability"],
  "azure-native:redisenterprise:Database": ["persistence"],
  "azure-native:search:Service": ["sku.name", "replicaCount"],
  "azure-native:consumption:Budget": ["amount"],
  "kubernetes:helm.sh/v3:Release": ["version"],
};

/** Types of Azure's SDK have no module after their service. */
const serviceOf = (type: string): string => /^azure-native:[^:]+/.exec(type)?.[0] ?? type.split("/")[0] ?? type;

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (name, variant) => {
  it("is what its golden inventory says", async () => {
    const { resources } = graphOf(variant);
    const custom = resources.filter((resource) => resource.custom);
    const services = custom.map(({ type }) => serviceOf(type)).sort();
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
