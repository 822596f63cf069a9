import { describe, expect, it } from "vitest";
import { contractOf, survivesZoneLoss } from "../../stacks";
import type { Inputs } from "../../src/graph/graph";
import { AWS_VARIANTS, graphOf, nameOfVariant } from "../graphs";

interface Pool {
  readonly min: number;
  readonly max: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly allocatable: Readonly<Record<"cpu" | "memory" | "pods" | "disk", number>>;
}

describe.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const cluster = Object.entries(graph.componentOutputs).find(([urn]) => urn.endsWith(":Cluster::crm-cluster"))?.[1];
  const pools = cluster?.["nodePools"] as unknown as Readonly<Record<string, Pool>>;
  const groups = graph.resources.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
  const groupsOf = (pool: string): readonly Inputs[] =>
    groups
      .map(({ inputs }) => inputs)
      .filter((inputs) => (inputs["labels"] as Record<string, string>)["pool"] === pool);

  it("says of its node pools what is asked of the cloud", () => {
    for (const [name, { min, max, labels, taints }] of Object.entries(pools)) {
      const own = groupsOf(name);
      const sizes = own.map(
        (group) => group["scalingConfig"] as { readonly minSize: number; readonly maxSize: number },
      );
      expect(sizes.reduce((sum, { minSize }) => sum + minSize, 0)).toBe(min);
      expect(sizes.reduce((sum, { maxSize }) => sum + maxSize, 0)).toBe(max);
      for (const group of own) {
        expect(group["labels"]).toEqual(labels);
        const asked = (group["taints"] ?? []) as Pool["taints"];
        expect(asked.map(({ key, value, effect }) => [key, value, effect])).toEqual(
          taints.map(({ key, value, effect }) => [key, value, effect === "NoSchedule" ? "NO_SCHEDULE" : effect]),
        );
      }
    }
  });

  it("has a group for each zone where pods are held evenly over them, so that the autoscaler knows where a node comes", () => {
    for (const name of Object.keys(pools)) {
      const zones = groupsOf(name).map((group) => group["subnetIds"] as readonly string[]);
      if (!survivesZoneLoss(contract)) expect(zones.map((ids) => ids.length)).toEqual([3]);
      else expect(zones).toEqual([0, 1, 2].map((zone) => [`<crm-network-private-${zone}.id>`]));
    }
  });

  it("never counts on more of a node than there is", () => {
    for (const [name, { allocatable }] of Object.entries(pools)) {
      const { vcpu, memoryGiB, diskGiB } =
        contract.nodePools[name as "general" | "workers"] ?? contract.nodePools.general;
      expect(allocatable.cpu).toBeGreaterThan(vcpu * 900);
      expect(allocatable.cpu).toBeLessThan(vcpu * 1_000);
      expect(allocatable.memory).toBeGreaterThan(memoryGiB * 1_024 * 0.75);
      expect(allocatable.memory).toBeLessThan(memoryGiB * 1_024 * 0.95);
      expect(allocatable.disk).toBeLessThan(diskGiB * 1_024 * 0.9);
      expect(allocatable.pods).toBeGreaterThan(15);
    }
  });

  it("declares what every operator and add-on runs", () => {
    const pods = Object.values(graph.componentOutputs).flatMap(
      (outputs) => (outputs["pods"] ?? []) as { name: string }[],
    );
    const names = pods.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const charts = graph.resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    for (const { inputs } of charts) expect(names.some((name) => name.startsWith(String(inputs["name"])))).toBe(true);
    expect(names).toEqual(expect.arrayContaining(["aws-node", "coredns", "keda-operator", "cluster-autoscaler"]));
  });

  it("keeps the monitoring agent from putting containers of its own into the CRM's pods", () => {
    const addon = graph.resources.find(({ name }) => name.endsWith("-addon-amazon-cloudwatch-observability"));
    expect(addon === undefined).toBe(!contract.enhancedMonitoring);
    if (addon !== undefined)
      expect(JSON.parse(String(addon.inputs["configurationValues"]))).toEqual({
        manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
      });
  });

  it("lets what binds pods to the load balancer change the stack's own targets, and nothing else", () => {
    const [policy] = graph.resources.filter(({ name, type }) => {
      return name === "crm-edge-controller-role" && type === "aws:iam/rolePolicy:RolePolicy";
    });
    const { Statement } = JSON.parse(String(policy?.inputs["policy"])) as {
      Statement: { Action: string[]; Resource: string }[];
    };
    const changing = Statement.filter(({ Action }) => !Action.every((action) => action.includes(":Describe")));
    expect(changing).toMatchObject([
      {
        Action: ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
        Resource: "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/*",
        Condition: { StringEquals: { "aws:ResourceTag/stack": graph.stack } },
      },
    ]);
  });
});
