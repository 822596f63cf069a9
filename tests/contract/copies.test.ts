import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import type { GraphResource } from "../../src/graph/graph";
import { PolicyGraph } from "../../src/policy/query";
import { listOf, plainOf, readIn } from "../../src/policy/values";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

/** Days for which an object is paid at least in the class that copies are kept in (vendors' storage pricing). */
const PAID_DAYS = 90;

const CASES = ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const);

/** Days for which an old version of a copy stays, by the rules of its bucket or account. */
function daysOf(copy: GraphResource, graph: PolicyGraph): number {
  const [lifecycle, policy] = [
    graph.referring("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket", copy)[0],
    graph.referring("azure-native:storage:ManagementPolicy", "accountName", copy)[0],
  ];
  const rules = [
    ...(lifecycle ? listOf(lifecycle, "rules") : []),
    ...(policy ? listOf(policy, "policy.rules") : []),
    ...listOf(copy, "lifecycleRules"),
  ];
  const paths = [
    "noncurrentVersionExpiration.noncurrentDays",
    "definition.actions.version.delete.daysAfterCreationGreaterThan",
    "condition.daysSinceNoncurrentTime",
  ];
  return Math.min(...rules.flatMap((rule) => paths.flatMap((path) => readIn(rule, path) ?? [])).map(Number));
}

describe.each(CASES)("copies of %s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const copies = [
    ...graph.ofType("aws:s3/bucket:Bucket"),
    ...graph.ofType("gcp:storage/bucket:Bucket"),
    ...graph.ofType("azure-native:storage:StorageAccount"),
  ].filter(({ name }) => /^crm-object-store-(\w+-dr|copy)$/.test(name));

  it("are in a class that is read at once, and pay for no day after they are gone", () => {
    expect(copies.length > 0).toBe(contract.dr !== "none");
    const classes = graph
      .ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")
      .flatMap((replication) => listOf(replication, "rules").map((rule) => readIn(rule, "destination.storageClass")));
    for (const copy of copies) {
      const stored = classes[0] ?? plainOf(copy, "storageClass") ?? plainOf(copy, "accessTier");
      expect(["GLACIER_IR", "COLDLINE", "Cold"]).toContain(stored);
      expect(daysOf(copy, graph)).toBeGreaterThanOrEqual(PAID_DAYS);
    }
  });
});

describe.each(CASES.filter(([, { cloud }]) => cloud === "gcp"))("snapshots of %s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const buckets = graph.ofType("gcp:storage/bucket:Bucket").filter(({ name }) => name.includes("-snapshots-"));

  it("stay as versions for their days, and not as deleted versions for a week more", () => {
    const { cache } = contractOf(variant.tier, variant.phase ?? null);
    expect(buckets.length).toBe(cache.snapshots === null ? 0 : 1);
    for (const bucket of buckets) {
      expect(plainOf(bucket, "versioning.enabled")).toBe(true);
      expect(daysOf(bucket, graph)).toBe(cache.snapshots?.keepDays);
      expect(plainOf(bucket, "softDeletePolicy.retentionDurationSeconds")).toBe(0);
    }
  });
});

describe.each(CASES.filter(([, { cloud }]) => cloud === "azure"))(
  "what Azure sells by the piece to %s",
  (_, variant) => {
    const graph = new PolicyGraph(graphOf(variant));

    it("is bought for the CRM's namespace, the only one with volumes", () => {
      const parameters = "properties.policyInfo.policyParameters.backupDatasourceParametersList";
      const instances = graph.ofType("azure-native:dataprotection:BackupInstance");
      expect(instances.length > 0).toBe(contractOf(variant.tier, variant.phase ?? null).backup.volumes);
      for (const instance of instances)
        expect(listOf(instance, parameters).map((one) => readIn(one, "includedNamespaces"))).toEqual([["crm"]]);
    });

    it("is Defender for Storage without what reads each object again", () => {
      const plans = graph
        .ofType("azure-native:resources:DeploymentAtSubscriptionScope")
        .flatMap((deployment) => listOf(deployment, "properties.template.resources"))
        .filter((plan) => readIn(plan, "name") === "StorageAccounts");
      for (const plan of plans)
        expect(readIn(plan, "properties.extensions")).toEqual([
          { name: "OnUploadMalwareScanning", isEnabled: "False" },
          { name: "SensitiveDataDiscovery", isEnabled: "False" },
        ]);
    });
  },
);
