import { describe, expect, it } from "vitest";
import { type Change, changesBetween, type Effect } from "../../src/diff/changes";
import { CHANGE_KINDS, replaces } from "../../src/diff/effects";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { ALL_VARIANTS, graphOf, type Variant } from "../graphs";

const PRODUCTION = graphOf({ tier: "production" });

const between = (before: Graph, after: Graph) => changesBetween({ before: before.resources, after: after.resources });

/** The graph with other inputs of one resource, laid over its own. */
function withInputs(graph: Graph, name: string, inputs: Readonly<Record<string, unknown>>): Graph {
  const change = (one: GraphResource) =>
    one.name === name ? ({ ...one, inputs: { ...one.inputs, ...inputs } } as GraphResource) : one;
  expect(graph.resources.map((one) => one.name)).toContain(name);
  return { ...graph, resources: graph.resources.map(change) };
}

const effectsOf = (changes: readonly Change[], name: string): readonly Effect[] =>
  changes.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ effect }) => effect);

const worst = (variant: Variant, name: string, inputs: Readonly<Record<string, unknown>>) => {
  const graph = graphOf(variant);
  return effectsOf(between(graph, withInputs(graph, name, inputs)), name);
};

const aws: Variant = { tier: "production" };
const gcp: Variant = { cloud: "gcp", tier: "production" };
const azure: Variant = { cloud: "azure", tier: "production" };

describe("a plan and the same plan", () => {
  it.each(ALL_VARIANTS)("differ in nothing: %o", (variant) => {
    expect(between(graphOf(variant), graphOf(variant))).toEqual([]);
  });
});

const deletionAt = (age: number) => ({ action: { type: "Delete" }, condition: { age } });
const expiryAt = (days: number) => ({
  definition: { actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: days } } }, filters: {} },
});

describe("what an update does to one resource", () => {
  it.each([
    [aws, "crm-cache-group", { nodeType: "cache.r6g.xlarge" }, "rolling"],
    [aws, "crm-cache-group", { replicasPerNodeGroup: 0 }, "rolling"],
    [aws, "crm-cache-group", { snapshotRetentionLimit: 1 }, "dataLoss"],
    [aws, "crm-cache-group", { snapshotRetentionLimit: 30 }, "inPlace"],
    [aws, "crm-cache-group", { replicationGroupId: "other" }, "dataLoss"],
    [aws, "crm-search-domain", { clusterConfig: { instanceCount: 5 } }, "rolling"],
    [aws, "crm-search-domain", { encryptAtRest: { enabled: false } }, "dataLoss"],
    [aws, "crm-cluster-general-0-1", { instanceTypes: ["m7g.xlarge"] }, "replace"],
    [aws, "crm-cluster-general-0-1", { scalingConfig: { minSize: 2 } }, "inPlace"],
    [aws, "crm-database-cluster", { pitEnabled: false }, "dataLoss"],
    [aws, "crm-database-cluster", { replicationSpecs: [] }, "dataLoss"],
    [aws, "crm-database-cluster", { name: "other" }, "dataLoss"],
    [aws, "crm-database-endpoint-link", { region: "EU_WEST_1" }, "replace"],
    [aws, "crm-database-network", { regionName: "EU_WEST_1" }, "replace"],
    [gcp, "crm-cache-instance", { memorySizeGb: 26 }, "rolling"],
    [gcp, "crm-cache-instance", { tier: "BASIC" }, "dataLoss"],
    [azure, "crm-cache-cache", { sku: { name: "Balanced_B5" } }, "rolling"],
    [azure, "crm-search-service", { replicaCount: 1 }, "rolling"],
    [azure, "crm-registry-images", { encryption: { status: "disabled" } }, "dataLoss"],
    [azure, "crm-cluster-aks", { agentPoolProfiles: [{ name: "system1", vmSize: "Standard_D4as_v5" }] }, "replace"],
    [azure, "crm-cluster-aks", { agentPoolProfiles: [{ name: "another", vmSize: "Standard_D4as_v5" }] }, "rolling"],
    [azure, "crm-secrets-vault", { properties: { softDeleteRetentionInDays: 91 } }, "dataLoss"],
    [azure, "crm-backup-vault", { properties: { storageSettings: [] } }, "dataLoss"],
    [azure, "crm-network-flow", { retentionPolicy: { days: 1 } }, "dataLoss"],
    [aws, "crm-cluster-eks", { encryptionConfig: undefined }, "replace"],
    [aws, "crm-object-store-recordings-lifecycle", { rules: [{ expiration: { days: 30 } }] }, "dataLoss"],
    [aws, "crm-object-store-logs-lifecycle", { rules: [] }, "inPlace"],
    [gcp, "crm-object-store-recordings", { lifecycleRules: [deletionAt(30)] }, "dataLoss"],
    [gcp, "crm-object-store-recordings", { lifecycleRules: [] }, "inPlace"],
    [azure, "crm-object-store-data-lifecycle", { policy: { rules: [expiryAt(1)] } }, "dataLoss"],
    [azure, "crm-object-store-data-lifecycle", { policy: { rules: [] } }, "inPlace"],
  ] as const)("%o %s %o: %s", (variant, name, inputs, effect) => {
    expect(worst(variant, name, inputs)).toEqual([effect]);
  });

  it("is said in its own words", () => {
    const after = withInputs(PRODUCTION, "crm-cache-group", { snapshotRetentionLimit: 1 });
    expect(between(PRODUCTION, after).map(({ summary }) => summary)).toEqual([
      "crm-cache-group: snapshotRetentionLimit 7 -> 1; lost: snapshots older than the new age",
    ]);
  });

  it("gives a running EKS cluster a key, and leaves alone what it is told to ignore", () => {
    const without = withInputs(PRODUCTION, "crm-cluster-eks", { encryptionConfig: undefined });
    expect(effectsOf(between(without, PRODUCTION), "crm-cluster-eks")).toEqual(["inPlace"]);
    const scaled = { scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 3 } };
    const [small, grown] = [scaled, { scalingConfig: { ...scaled.scalingConfig, desiredSize: 4 } }].map((inputs) =>
      withInputs(PRODUCTION, "crm-cluster-general-0-1", inputs),
    );
    expect(between(small ?? PRODUCTION, grown ?? PRODUCTION)).toEqual([]);
    expect(worst(gcp, "crm-cluster-general", { initialNodeCount: 7 })).toEqual([]);
    const aks = graphOf(azure).resources.find(({ name }) => name === "crm-cluster-aks")?.inputs["agentPoolProfiles"];
    const counted = (aks as readonly object[]).map((pool) => ({ ...pool, count: 9 }));
    expect(worst(azure, "crm-cluster-aks", { agentPoolProfiles: counted })).toEqual([]);
  });

  it("takes with it what names it in an input that can't change, and all that a provider made", () => {
    const moved = withInputs(PRODUCTION, "crm-network-vpc", { cidrBlock: "10.1.0.0/16" });
    const changes = between(PRODUCTION, moved);
    expect(effectsOf(changes, "crm-network-private-0")).toEqual(["replace"]);
    expect(effectsOf(changes, "crm-cluster-general-0-1")).toEqual(["replace"]);
    expect(effectsOf(changes, "crm-secrets-openaiApiKey")).toEqual([]);
    // Neither follows into another network, though both take more subnets of their own.
    expect(effectsOf(changes, "crm-search-domain")).toEqual(["dataLoss"]);
    expect(effectsOf(changes, "crm-cache-group")).toEqual(["dataLoss"]);
    const elsewhere = between(PRODUCTION, withInputs(PRODUCTION, "aws", { region: "eu-west-1" }));
    const byAws = PRODUCTION.resources.filter(({ provider }) => provider?.endsWith("::aws"));
    expect(byAws.length).toBeGreaterThan(50);
    for (const { name, urn } of byAws)
      expect([name, elsewhere.find((one) => one.urn === urn)?.effect]).not.toContain("inPlace");
  });
});

describe("between whole stacks", () => {
  it("losing search, replicas and nodes for mvp is said, the losses first", () => {
    const changes = between(PRODUCTION, graphOf({ tier: "production", phase: "mvp" }));
    expect(changes[0]?.effect).toBe("dataLoss");
    expect(effectsOf(changes, "crm-search-domain")).toEqual(["dataLoss"]);
    expect(effectsOf(changes, "crm-cache-group")).toEqual(["rolling"]);
  });

  it("growing loses nothing", () => {
    for (const cloud of ["aws", "gcp", "azure"] as const) {
      const before = graphOf({ cloud, tier: "production", phase: "growth" });
      const lost = between(before, graphOf({ cloud, tier: "production", phase: "scale" })).filter(
        ({ effect }) => effect === "dataLoss",
      );
      expect([cloud, lost.map(({ summary }) => summary)]).toEqual([cloud, []]);
    }
  });

  it("another cloud takes everything that holds data with it", () => {
    const changes = between(PRODUCTION, graphOf(gcp));
    // The database has the same type and name on both clouds; inside another component it is another one all the same.
    const losing = ["crm-cache-group", "crm-search-domain", "crm-object-store-recordings", "crm-database-cluster"];
    for (const name of losing) {
      expect(effectsOf(changes, name)).toContain("dataLoss");
    }
    expect(effectsOf(changes, "crm-cache-instance")).toEqual(["create"]);
  });

  it("a resource that says what it was called before is no other one", () => {
    const renamed = PRODUCTION.resources.map((one) =>
      one.name === "crm-database-cluster"
        ? { ...one, urn: one.urn.replace("::crm-database-cluster", "::renamed"), name: "renamed", aliases: [one.urn] }
        : one,
    );
    expect(between(PRODUCTION, { ...PRODUCTION, resources: renamed })).toEqual([]);
  });
});

describe("the table of effects", () => {
  const recorded = new Map<string, GraphResource[]>();
  for (const variant of ALL_VARIANTS) {
    for (const one of graphOf(variant).resources) recorded.set(one.type, [...(recorded.get(one.type) ?? []), one]);
  }

  it.each(Object.entries(CHANGE_KINDS))("speaks of a type that stacks have, by its own inputs: %s", (type, kind) => {
    const all = recorded.get(type) ?? [];
    expect(all).not.toEqual([]);
    const known = new Set(all.flatMap(({ inputs }) => Object.keys(inputs)));
    const named = [...(kind.replaces ?? []), ...(kind.rolls ?? [])].map((path) => path.split(".")[0] ?? "");
    // A few are named because a later change would set them.
    const unset = named.filter((input) => !known.has(input));
    expect(unset.filter((input) => !LATER.includes(input))).toEqual([]);
  });

  it("knows names and places of every vendor", () => {
    expect(replaces("aws:lb/loadBalancer:LoadBalancer", "name")).toBe(true);
    expect(replaces("gcp:storage/bucket:Bucket", "location")).toBe(true);
    expect(replaces("azure-native:search:Service", "searchServiceName")).toBe(true);
    expect(replaces("azure-native:portal:Dashboard", "displayName")).toBe(false);
    expect(replaces("mongodbatlas:index/project:Project", "name")).toBe(false);
    expect(replaces("kubernetes:apps/v1:Deployment", "metadata.name")).toBe(true);
    expect(replaces("kubernetes:apps/v1:Deployment", "metadata.labels")).toBe(false);
  });
});

/** Inputs that no stack sets today. */
const LATER: readonly string[] = [
  ...["keyAlgorithm", "connectivityType", "availabilityZone", "instanceTenancy", "addonVersion", "diskSize"],
  ...["releaseVersion", "multiRegion", "customerMasterKeySpec", "purpose", "version", "importOnly"],
  ...["scaleSetPriority", "nodeTaints", "orchestratorVersion", "preemptionPolicy", "rsaBits"],
];
