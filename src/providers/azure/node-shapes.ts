import type { NodePool } from "../../../stacks";
import { type NodeShape, reserved, type ReservedPart } from "../../kubernetes/node-pool";
import { bootDiskGiB, machineOf } from "./sizes";

/** More would have memory kept for each of them; as many as EKS has on its equals, and AKS takes no fewer than 30 (AKS, quotas). */
export const podsPerNode = (pool: NodePool): number => machineOf(pool).vcpu * 15;

/** Share of the sold memory that firmware and kernel keep, and of the disk that the file system does: 3.1 % and 3.5 %, as nodes report. */
const KERNEL_SHARE = 0.032;
const FILE_SYSTEM_SHARE = 0.036;

/** Below this much free memory, MiB, or this share of the disk, the kubelet evicts pods (AKS, node resource reservations). */
const EVICTION = { memory: 100, diskShare: 0.1 } as const;

/** Kept of each part of the CPUs, in thousandths: up to where, and the share (same source, as differences of its table). */
const RESERVED_CPU: readonly ReservedPart[] = [
  { upTo: 1_000, share: 0.06 },
  { upTo: 2_000, share: 0.04 },
  { upTo: 4_000, share: 0.02 },
];

/** The room on a node of AKS' Azure Linux, as the kubelet will report it or a little more carefully. */
export function nodeShape(pool: NodePool): NodeShape {
  const { vcpu, memoryGiB } = machineOf(pool);
  const memory = memoryGiB * 1_024;
  const pods = podsPerNode(pool);
  return {
    cpu: vcpu * 1_000 - reserved(RESERVED_CPU, vcpu * 1_000),
    memory: Math.floor(memory * (1 - KERNEL_SHARE)) - reservedMemory(pods, memory) - EVICTION.memory,
    pods,
    disk: Math.floor(bootDiskGiB(pool) * 1_024 * (1 - FILE_SYSTEM_SHARE) * (1 - EVICTION.diskShare)),
  };
}

/** MiB that are kept for the kubelet, which grow with the pods it looks after up to a quarter of the machine (same source). */
const reservedMemory = (pods: number, memory: number): number => Math.min(20 * pods + 50, memory / 4);
