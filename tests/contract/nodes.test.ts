import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES, survivesZoneLoss } from "../../stacks";
import type { SystemPod } from "../../src/kubernetes/operators/operator";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf, isInLedger, nameOfCloud } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

interface Pool {
  readonly min: number;
  readonly max: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly allocatable: Readonly<Record<"cpu" | "memory" | "pods" | "disk", number>>;
}

interface Size {
  readonly cpu: number;
  readonly memory: number;
}

const total = (pods: readonly Size[], resource: keyof Size): number => sum(pods.map((pod) => pod[resource]));

/**
 * How many nodes these pods fill, each put on the first node with room for it, the largest first. Without zones and rollouts, so
 * fewer can't do: whether as many are enough is asked of the real scheduler (tests/cluster).
 */
function nodesFor(pods: readonly (Size & { readonly count: number })[], free: Size): number {
  const each = pods.flatMap((pod) => Array.from({ length: pod.count }, () => pod));
  const nodes: Size[] = [];
  for (const pod of each.sort((one, other) => other.cpu - one.cpu)) {
    const at = nodes.findIndex(({ cpu, memory }) => cpu >= pod.cpu && memory >= pod.memory);
    const { cpu, memory } = nodes[at] ?? free;
    nodes.splice(at < 0 ? nodes.length : at, 1, { cpu: cpu - pod.cpu, memory: memory - pod.memory });
  }
  return nodes.length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const { nodes } = cloudOf(variant);
  const cluster = Object.entries(graph.componentOutputs).find(([urn]) => urn.endsWith(":Cluster::crm-cluster"))?.[1];
  const pools = Object.entries(cluster?.["nodePools"] as unknown as Readonly<Record<string, Pool>>);
  const groups = nodes.groups(new PolicyGraph(graph));
  const groupsOf = (pool: string) => groups.filter((group) => group.pool === pool);
  const sizeOf = (pool: string) => contract.nodePools[pool as "general" | "workers"] ?? contract.nodePools.general;
  const system = Object.values(graph.componentOutputs).flatMap((one) => (one["pods"] ?? []) as unknown as SystemPod[]);

  it("says of its node pools what is asked of the cloud", () => {
    expect(pools.map(([name]) => name)).toEqual(Object.keys(contract.nodePools));
    for (const [name, { min, max, labels, taints }] of pools) {
      expect(sum(groupsOf(name).map((group) => group.min))).toBe(min);
      expect(sum(groupsOf(name).map((group) => group.max))).toBe(max);
      for (const group of groupsOf(name)) {
        expect(group.labels).toEqual(labels);
        expect(group.taints).toEqual(taints.map(({ key, value, effect }) => [key, value, effect]));
      }
    }
  });

  it("has as many nodes as the contract names, unless the ledger says why there are more", () => {
    const more = pools.filter(([name, { min, max }]) => min !== sizeOf(name).min || max !== sizeOf(name).max);
    for (const [name, { min, max }] of more) {
      expect([min >= sizeOf(name).min, max >= sizeOf(name).max], name).toEqual([true, true]);
      expect(isInLedger(nameOfCloud(variant), nodes.otherCounts ?? "nothing")).toBe(true);
    }
  });

  it("has machines of the contract's size, unless the ledger says why they are larger", () => {
    for (const { pool, vcpu, memoryGiB, diskGiB } of groups) {
      const size = sizeOf(pool);
      const larger = memoryGiB > size.memoryGiB || diskGiB > size.diskGiB;
      expect([vcpu, memoryGiB >= size.memoryGiB, diskGiB >= size.diskGiB]).toEqual([size.vcpu, true, true]);
      if (larger) expect(isInLedger(nameOfCloud(variant), nodes.largerMachines ?? "nothing")).toBe(true);
    }
  });

  it.each(["min", "max"] as const)(
    "has room for all pods at their %s, and for all that the cluster itself runs",
    (end) => {
      const daemons = system.filter(({ kind }) => kind === "daemonset");
      const servants = system.flatMap((pod) => (pod.kind === "deployment" ? [{ ...pod, count: pod.replicas }] : []));
      for (const [name, pool] of pools) {
        const own = SERVICE_NAMES.filter((service) => {
          const isApart = service === "worker" && "workers" in contract.nodePools;
          return name === (isApart ? "workers" : "general");
        }).map((service) => ({ ...contract.pods[service], count: contract.pods[service][end] }));
        const pods = [...own, ...(name === "general" ? servants : [])];
        const { cpu, memory } = pool.allocatable;
        const free = { cpu: cpu - total(daemons, "cpu"), memory: memory - total(daemons, "memory") };
        expect(nodesFor(pods, free), name).toBeLessThanOrEqual(pool[end]);
      }
    },
  );

  it("knows in which zone a node comes where pods are held evenly over the zones", () => {
    for (const [name] of pools) {
      const own = groupsOf(name);
      expect(new Set(own.flatMap(({ zones }) => zones)).size).toBe(3);
      if (survivesZoneLoss(contract)) expect(own.filter(({ even }) => !even)).toEqual([]);
    }
  });

  it("never counts on more of a node than there is", () => {
    for (const [name, { allocatable }] of pools)
      for (const { vcpu, memoryGiB, diskGiB } of groupsOf(name)) {
        expect(allocatable.cpu).toBeGreaterThan(vcpu * 900);
        expect(allocatable.cpu).toBeLessThan(vcpu * 1_000);
        expect(allocatable.memory).toBeGreaterThan(memoryGiB * 1_024 * 0.7);
        expect(allocatable.memory).toBeLessThan(memoryGiB * 1_024 * 0.95);
        expect(allocatable.disk).toBeLessThan(diskGiB * 1_024 * 0.9);
        expect(allocatable.pods).toBeGreaterThan(15);
      }
  });

  it("declares what every operator and add-on runs", () => {
    const names = system.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const charts = graph.resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
    for (const { inputs } of charts) expect(names.some((name) => name.startsWith(String(inputs["name"])))).toBe(true);
    expect(names).toEqual(expect.arrayContaining(["keda-operator", ...nodes.systemPods]));
  });
});
