import type { NodePool } from "../../../stacks";
import { type NodeShape, reserved } from "../../kubernetes/node-pool";
import { nodeType } from "./sizes";

/**
 * Network interfaces of each type that the tiers build with, and IPv4 addresses of each interface (amazon-eks-ami,
 * nodeadm/internal/kubelet/instance-info.jsonl).
 */
const INTERFACES: Readonly<Record<string, { readonly count: number; readonly addresses: number }>> = {
  "t4g.medium": { count: 3, addresses: 6 },
  "t4g.large": { count: 3, addresses: 12 },
  "m7g.large": { count: 3, addresses: 10 },
  "m7g.xlarge": { count: 4, addresses: 15 },
};

/**
 * Share of the sold memory that the hypervisor and the kernel keep. AWS publishes none; this is what Karpenter takes for
 * nodes it has not seen yet, chosen so that no type has less (Karpenter, `VM_MEMORY_OVERHEAD_PERCENT`).
 */
const KERNEL_SHARE = 0.075;

/** Below this much free memory, or this share of the disk, the kubelet evicts pods (amazon-eks-ami, nodeadm, config.go). */
const EVICTION = { memory: 100, diskShare: 0.1 } as const;
/** MiB of the disk that are kept for the kubelet and the container runtime (same source). */
const RESERVED_DISK = 1_024;

/** Kept of each part of the CPUs, in thousandths, for the same two: up to where, and the share (same source). */
const RESERVED_CPU = [
  { upTo: 1_000, share: 0.06 },
  { upTo: 2_000, share: 0.01 },
  { upTo: 4_000, share: 0.005 },
] as const;

/**
 * The room on a node of EKS' Amazon Linux 2023, as the kubelet will report it or a little more carefully.
 * @throws RangeError for a type whose interfaces are not known: both tables are tested against the tiers
 */
export function nodeShape(pool: NodePool): NodeShape {
  const type = nodeType(pool);
  const interfaces = INTERFACES[type];
  if (interfaces === undefined) throw new RangeError(`no network interfaces known for ${type}`);
  // One address of each interface is its own; the two more are pods on their node's own address.
  const pods = interfaces.count * (interfaces.addresses - 1) + 2;
  return {
    cpu: pool.vcpu * 1_000 - reserved(RESERVED_CPU, pool.vcpu * 1_000),
    memory: Math.floor(pool.memoryGiB * 1_024 * (1 - KERNEL_SHARE)) - reservedMemory(pods) - EVICTION.memory,
    pods,
    disk: Math.floor(pool.diskGiB * 1_024 * (1 - EVICTION.diskShare)) - RESERVED_DISK,
  };
}

/** MiB that are kept for the kubelet and the container runtime, which grow with the pods they look after (same source). */
const reservedMemory = (pods: number): number => 255 + 11 * pods;
