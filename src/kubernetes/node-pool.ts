import type { PodRange } from "../../stacks";

/** By this key a node pool is labelled and tainted, on every cloud. */
const POOL_KEY = "pool";

/** Kept for its own pods by a taint; the other pool takes whatever comes. */
export const isTainted = (pool: string): boolean => pool === "workers";
export const poolLabels = (pool: string) => ({ [POOL_KEY]: pool });
/** Without its effect, which every API spells its own way. */
export const poolTaint = (pool: string) => ({ key: POOL_KEY, value: pool });

/** With this AKS keeps pods from nodes that it may take back. */
export const SPOT_ON_AKS = { key: "kubernetes.azure.com/scalesetpriority", value: "spot" };

/** What a pod puts up with to run in a pool that is kept for it, whose nodes may be taken back or not. */
export const toleratedIn = (pool: string, spot: boolean) =>
  [poolTaint(pool), ...(spot ? [SPOT_ON_AKS] : [])].map((taint) => ({
    ...taint,
    operator: "Equal",
    effect: "NoSchedule",
  }));

/** What pods can have of one node, the daemons that run on each included. */
export interface NodeShape {
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly pods: number;
  /** MiB of the root disk. */
  readonly disk: number;
}

/** What pods find in a pool, as Kubernetes says it. */
export const describePool = (pool: string, { min, max }: PodRange, allocatable: NodeShape) => ({
  min,
  max,
  labels: poolLabels(pool),
  taints: isTainted(pool) ? [{ ...poolTaint(pool), effect: "NoSchedule" }] : [],
  allocatable,
});

/** Of a resource, up to where a share is kept for the node itself; beyond the part before it. */
export interface ReservedPart {
  readonly upTo: number;
  readonly share: number;
}

/** What is kept of a total by parts that follow each other. */
export function reserved(parts: readonly ReservedPart[], total: number): number {
  let from = 0;
  return parts.reduce((sum, { upTo, share }) => {
    const part = Math.max(0, Math.min(total, upTo) - from);
    from = upTo;
    return sum + part * share;
  }, 0);
}
