import { describe, expect, it } from "vitest";
import type { CloudName } from "../../src/conventions/clouds";
import { availabilityOf } from "../../src/recovery/availability";
import { SLAS } from "../../src/recovery/sla";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { type Break, putting, stackOf } from "./stacks";

const availability = (variant: Parameters<typeof stackOf>[0], change: Break = (graph) => graph) => {
  const { graph, contract } = stackOf(variant);
  return availabilityOf(change(graph), contract);
};

describe("the SLA table", () => {
  it.each(Object.entries(SLAS))("%s has a source", (_, { source, dated }) => {
    expect(source).not.toBe("");
    if (dated !== null) expect(dated).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const { achieved, target, meets, parts, arithmetic } = availability(variant);

  it("has edge, pods, database and cache on the path, and Cloudflare in front of it", () => {
    expect(parts.map(({ part }) => part)).toEqual(["edge", "pods", "database", "cache", "cloudflare"]);
    expect(parts.map(({ counts }) => counts)).toEqual([true, true, true, true, false]);
    const urns = new Set(stackOf(variant).graph.resources.map(({ urn }) => urn));
    for (const { by } of parts) expect(by.filter((urn) => !urns.has(urn))).toEqual([]);
  });

  it("is the product of its parts, and compared with the tier's target", () => {
    const factors = parts.filter(({ counts }) => counts).map(({ percent }) => percent);
    const product = factors.includes(null) ? null : factors.reduce<number>((all, one) => (all * (one ?? 0)) / 100, 100);
    if (product === null) expect(achieved).toBeNull();
    else expect(achieved).toBeCloseTo(product, 4);
    expect(meets).toBe(target === null || (achieved ?? 0) >= target);
    for (const percent of factors) if (percent !== null) expect(arithmetic).toContain(`${percent} %`);
  });

  it("has no product below high availability", () => {
    expect(achieved === null).toBe(variant.phase === "mvp" || variant.tier === "dev" || variant.tier === "staging");
    if (achieved === null) expect(arithmetic).toContain("nobody promises anything of");
  });
});

describe("production and enterprise", () => {
  const REACHED: Readonly<Record<CloudName, readonly [production: boolean, enterprise: boolean]>> = {
    aws: [true, true],
    // Memorystore's 99.9 % alone leaves nothing for the others.
    gcp: [false, false],
    azure: [true, false],
  };

  it.each(["aws", "gcp", "azure"] as const)("on %s reach their target, or say by how much not", (cloud) => {
    const all = (["production", "enterprise"] as const).map((tier) => availability({ cloud, tier }));
    expect(all.map(({ meets }) => meets)).toEqual(REACHED[cloud]);
    for (const { meets, arithmetic } of all) expect(arithmetic.includes("minutes a month short of")).toBe(!meets);
  });

  it("on AWS are four promises", () => {
    expect(availability({ tier: "production" }).achieved).toBe(99.965);
  });
});

describe("which promise holds", () => {
  const percentOf = (part: string, change: Break, cloud: CloudName = "aws") =>
    availability({ cloud, tier: "production" }, change).parts.find((one) => one.part === part)?.percent;

  it("depends on what was recorded", () => {
    expect(percentOf("cache", putting("crm-cache-group", "multiAzEnabled", false))).toBe(99.5);
    expect(percentOf("cache", putting("crm-cache-group", "automaticFailoverEnabled", false))).toBe(99.5);
    expect(percentOf("edge", putting("crm-edge-alb", "subnets", ["<crm-network-public-0.id>"]))).toBe(99.9);
    expect(percentOf("cache", putting("crm-cache-instance", "tier", "BASIC"), "gcp")).toBeNull();
    expect(percentOf("cache", putting("crm-cache-cache", "highAvailability", "Disabled"), "azure")).toBeNull();
    const target = "properties.highAvailability.targetMode";
    expect(percentOf("database", putting("crm-database-cluster", target, "Disabled"), "azure")).toBeNull();
    expect(percentOf("edge", putting("crm-edge-gateway", "spec.gatewayClassName", "istio"), "gcp")).toBeNull();
  });

  it("needs two pods of each service that takes requests, whatever nodes there are", () => {
    expect(percentOf("pods", putting("crm-workloads-api-autoscaler", "spec.minReplicaCount", 1))).toBeNull();
    expect(percentOf("pods", putting("crm-workloads-frontend-autoscaler", "spec.minReplicas", 1))).toBeNull();
    expect(percentOf("pods", putting("crm-workloads-worker-autoscaler", "spec.minReplicaCount", 1))).toBe(99.99);
    const spread = "spec.template.spec.topologySpreadConstraints";
    expect(percentOf("pods", putting("crm-workloads-api-deployment", spread, undefined))).toBeNull();
  });
});
