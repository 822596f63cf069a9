import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { AWS_VARIANTS, graphOf, nameOfVariant } from "../graphs";

/** What holds customers' data or what opens it: losing one of these loses data. */
const STATEFUL = [
  "mongodbatlas:index/advancedCluster:AdvancedCluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:opensearch/domain:Domain",
  "aws:s3/bucket:Bucket",
  "aws:kms/key:Key",
  "aws:secretsmanager/secret:Secret",
  "aws:ecr/repository:Repository",
  "aws:backup/vault:Vault",
];
/** Logs of a CDN's visitors are no data of ours. */
const NOT_DATA = ["crm-cdn-logs-bucket"];

describe.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const { protect } = contractOf(variant.tier, variant.phase ?? null);
  const stateful = graph.resources.filter(({ type, name }) => STATEFUL.includes(type) && !NOT_DATA.includes(name));

  it("protects all data or none, as the tier says", () => {
    expect(stateful.length).toBeGreaterThan(8);
    expect(stateful.filter((resource) => resource.protect !== protect).map(({ name }) => name)).toEqual([]);
  });

  it("leaves nothing protected in a tier that may be destroyed", () => {
    if (!protect) expect(graph.resources.filter((resource) => resource.protect)).toEqual([]);
  });

  it("turns the services' own protection with the same switch", () => {
    const input = (type: string, property: string) =>
      graph.resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs[property]);
    const all = (values: readonly unknown[], value: unknown) => expect(new Set(values)).toEqual(new Set([value]));
    all(input("aws:eks/cluster:Cluster", "deletionProtection"), protect);
    all(input("aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection"), protect);
    all(input("mongodbatlas:index/advancedCluster:AdvancedCluster", "terminationProtectionEnabled"), protect);
    all(input("aws:ecr/repository:Repository", "forceDelete"), !protect);
    all(input("aws:secretsmanager/secret:Secret", "recoveryWindowInDays"), protect ? 30 : 0);
    const buckets = graph.resources.filter(
      ({ type, name }) => type === "aws:s3/bucket:Bucket" && !NOT_DATA.includes(name),
    );
    all(
      buckets.map(({ inputs }) => inputs["forceDestroy"]),
      !protect,
    );
    const [snapshot] = input("aws:elasticache/replicationGroup:ReplicationGroup", "finalSnapshotIdentifier");
    expect(snapshot !== undefined).toBe(protect);
  });
});
