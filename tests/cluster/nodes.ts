import type { Graph } from "../../src/graph/graph";
import type { Api } from "./api";
import type { KubernetesObject, Pod, Taint } from "./types";

export interface NodePool {
  readonly min: number;
  readonly max: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Thousandths of a CPU, MiB, a number, MiB. */
  readonly allocatable: Readonly<Record<"cpu" | "memory" | "pods" | "disk", number>>;
}

export const ZONES = ["zone-a", "zone-b", "zone-c"] as const;

export interface Node {
  readonly name: string;
  readonly pool: string;
  readonly zone: string;
}

/** The node pools as the cluster's component describes them. */
export function poolsIn({ resources, componentOutputs }: Graph): Readonly<Record<string, NodePool>> {
  const cluster = resources.find(({ type, custom }) => !custom && type.endsWith(":Cluster"));
  const pools = componentOutputs[cluster?.urn ?? ""]?.["nodePools"];
  if (pools === undefined) throw new Error("the cluster's component does not describe its node pools");
  return pools as unknown as Readonly<Record<string, NodePool>>;
}

const CORDON: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

/** Simulated nodes: the scheduler sees their size, labels and taints, and nothing ever runs on them. */
export class Nodes {
  readonly #nodes = new Map<string, Node>();
  #made = 0;

  constructor(
    private readonly api: Api,
    private readonly pools: Readonly<Record<string, NodePool>>,
  ) {}

  get all(): readonly Node[] {
    return [...this.#nodes.values()];
  }

  /** One more where its pool has the fewest, as groups of machines keep their zones equal. */
  async add(pool: string, zones: readonly string[] = ZONES): Promise<Node> {
    const count = (zone: string) => this.all.filter((node) => node.pool === pool && node.zone === zone).length;
    const [zone = ""] = [...zones].sort((one, other) => count(one) - count(other));
    const node = { name: `${pool}-${(this.#made += 1)}`, pool, zone };
    this.#nodes.set(node.name, node);
    await this.api.call("POST", "/api/v1/nodes", this.manifest(node));
    return node;
  }

  async remove({ name }: Node): Promise<void> {
    this.#nodes.delete(name);
    await this.api.call("DELETE", pathOf(name));
  }

  /** Every pool has exactly this many nodes, all of them new. */
  async replace(count: (pool: NodePool) => number): Promise<void> {
    await Promise.all(this.all.map((node) => this.remove(node)));
    const pools = Object.entries(this.pools).flatMap(([name, pool]) => Array<string>(count(pool)).fill(name));
    await Promise.all(pools.map((name) => this.add(name)));
  }

  /** Keeps new pods away. */
  async cordon({ name, pool }: Node): Promise<void> {
    const taints = [...(this.pools[pool]?.taints ?? []), CORDON];
    await this.api.merge(pathOf(name), { spec: { unschedulable: true, taints } });
  }

  /** A pool that takes a pod and may still grow. */
  poolFor({ spec }: Pod): string | undefined {
    const takes = ({ labels, taints }: NodePool) =>
      Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => labels[key] === value) &&
      taints.every(({ key, value }) =>
        spec.tolerations?.some((toleration) => toleration.key === key && toleration.value === value),
      );
    const size = (name: string) => this.all.filter(({ pool }) => pool === name).length;
    return Object.entries(this.pools).find(([name, pool]) => takes(pool) && size(name) < pool.max)?.[0];
  }

  private manifest({ name, pool, zone }: Node): KubernetesObject {
    const { labels, taints, allocatable } = this.pools[pool] as NodePool;
    const capacity = {
      cpu: `${allocatable.cpu}m`,
      memory: `${allocatable.memory}Mi`,
      pods: String(allocatable.pods),
      "ephemeral-storage": `${allocatable.disk}Mi`,
    };
    const standard = {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      "topology.kubernetes.io/zone": zone,
    };
    return {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name, labels: { ...standard, ...labels } },
      spec: { taints },
      status: { capacity, allocatable: capacity, conditions: [{ type: "Ready", status: "True" }] },
    };
  }
}

const pathOf = (name: string) => `/api/v1/nodes/${name}`;
