import type { NodePool } from "../../../stacks";
import { type NodeShape, reserved, type ReservedPart } from "../../kubernetes/node-pool";
import { bootDiskGiB, machineOf } from "./sizes";

/** Each node gets a range of twice as many addresses for its pods: a /24 (GKE, flexible pod ranges). */
export const PODS_PER_NODE = 110;

/** Share of the sold memory that the kernel keeps: 2.4 % on n2-standard-4 and 2.9 % on e2-standard-2, as nodes report. */
const KERNEL_SHARE = 0.03;
/** MiB of the disk that Container-Optimized OS takes for its own partitions, as nodes report. */
const SYSTEM_PARTITIONS = 5_888;

/** Below this much free memory, MiB, or this share of the disk, the kubelet evicts pods (GKE, node sizing). */
const EVICTION = { memory: 100, diskShare: 0.1 } as const;

/** Kept of each part of the CPUs, in thousandths: up to where, and the share (same source). */
const RESERVED_CPU: readonly ReservedPart[] = [
  { upTo: 1_000, share: 0.06 },
  { upTo: 2_000, share: 0.01 },
  { upTo: 4_000, share: 0.005 },
];
/** The same of the memory, MiB (same source). */
const RESERVED_MEMORY: readonly ReservedPart[] = [
  { upTo: 4_096, share: 0.25 },
  { upTo: 8_192, share: 0.2 },
  { upTo: 16_384, share: 0.1 },
];

/** The room on a node of GKE's Container-Optimized OS, as the kubelet will report it or a little more carefully. */
export function nodeShape(pool: NodePool): NodeShape {
  const { vcpu, memoryGiB } = machineOf(pool);
  const memory = memoryGiB * 1_024 * (1 - KERNEL_SHARE);
  const disk = bootDiskGiB(pool) * 1_024;
  return {
    cpu: vcpu * 1_000 - reserved(RESERVED_CPU, vcpu * 1_000),
    memory: Math.floor(memory - reserved(RESERVED_MEMORY, memory) - EVICTION.memory),
    pods: PODS_PER_NODE,
    disk: Math.floor((disk - SYSTEM_PARTITIONS) * (1 - EVICTION.diskShare) - reservedDisk(disk)),
  };
}

/** MiB of the disk that are kept for the kubelet and the images of the system (same source). */
const reservedDisk = (disk: number): number => Math.min(disk / 2, 6_144 + disk * 0.35, 102_400);
