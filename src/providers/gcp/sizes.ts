import type { CacheSize, NodePool, SearchSize } from "../../../stacks";
import { GCP_REGIONS } from "../../conventions/regions";

/** Every size of the architecture as Google and Elastic sell it: in total what AWS' size has, or the ledger says why not. */

/** A machine type of Compute Engine, and what one machine has. */
export interface Machine {
  readonly type: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** Its equal, where a region is without it. */
  readonly otherwise?: string;
}

const E2_STANDARD_2: Machine = { type: "e2-standard-2", vcpu: 2, memoryGiB: 8 };

const NODES: Readonly<Record<string, Machine>> = {
  // The equal by name, e2-medium, gives pods less than one CPU and 3 GiB: GKE's own would leave the CRM no room.
  "2x4 burstable": E2_STANDARD_2,
  "2x8 burstable": E2_STANDARD_2,
  "2x8": { type: "n2d-standard-2", vcpu: 2, memoryGiB: 8, otherwise: "n2-standard-2" },
  "4x16": { type: "n2d-standard-4", vcpu: 4, memoryGiB: 16, otherwise: "n2-standard-4" },
};

/** GKE keeps half of a small disk for itself (GKE, node sizing), and images need their room too. */
const SMALLEST_DISK_GIB = 30;

/** An instance of Memorystore for Redis. */
export interface CacheInstance {
  readonly tier: "BASIC" | "STANDARD_HA";
  /** GB of the primary, and of each replica. */
  readonly memorySizeGb: number;
  readonly replicaCount: number;
}

/** The smallest that Memorystore sells, GB. */
const SMALLEST_CACHE = 1;

/** A deployment of Elastic Cloud: one node per zone. */
export interface SearchDeployment {
  readonly template: "gcp-cpu-optimized" | "gcp-general-purpose";
  /** Memory of the node in each zone, as Elastic writes it; CPU and disk follow from it. */
  readonly size: string;
  readonly zones: 1 | 2 | 3;
}

/**
 * By nodes, vCPU and GiB of each. CPU-optimized hardware has one vCPU for 2 GB, general-purpose one for 4 GB, both 45 GB of
 * disk per GB (Elastic Cloud, instance configurations on GCP).
 */
const SEARCH: Readonly<Record<string, SearchDeployment>> = {
  "1 x 2x2": { template: "gcp-cpu-optimized", size: "2g", zones: 1 },
  "2 x 2x4": { template: "gcp-cpu-optimized", size: "4g", zones: 2 },
  "3 x 2x8": { template: "gcp-general-purpose", size: "8g", zones: 3 },
  // Sizes double and zones have as many nodes each, so five can't be had: three that are twice as large.
  "5 x 4x16": { template: "gcp-general-purpose", size: "32g", zones: 3 },
};

/** @throws RangeError for a size that this table lacks: tiers and tables are tested together, so no stack can meet it */
function lookUp<T>(table: Readonly<Record<string, T>>, size: string): T {
  const sku = table[size];
  if (sku === undefined) throw new RangeError(`no GCP equal of size ${size}; known: ${Object.keys(table).join(", ")}`);
  return sku;
}

export const machineOf = ({
  vcpu,
  memoryGiB,
  burstable,
}: Pick<NodePool, "vcpu" | "memoryGiB" | "burstable">): Machine =>
  lookUp(NODES, `${vcpu}x${memoryGiB}${burstable ? " burstable" : ""}`);

/** The machine type under which a region sells it. */
export function machineTypeIn(region: string, pool: Pick<NodePool, "vcpu" | "memoryGiB" | "burstable">): string {
  const { type, otherwise = type } = machineOf(pool);
  const isMissing = GCP_REGIONS[region]?.withoutMachines?.some((family) => type.startsWith(`${family}-`)) === true;
  return isMissing ? otherwise : type;
}

/**
 * How many nodes a pool has. GKE's own pods take half a CPU of each node, where EKS' take a fifth: of machines with 2 vCPU there
 * are a quarter more, so that the same pods have a place, and half more at rest where workers share them with everything else.
 * The few pods of the smallest size fit as they are, and need one more only at their most, when what is free lies scattered.
 */
export function nodeRange(pool: Pick<NodePool, "vcpu" | "memoryGiB" | "min" | "max">, shared: boolean) {
  const { vcpu, memoryGiB, min, max } = pool;
  if (vcpu > 2) return { min, max };
  if (memoryGiB < 8) return { min, max: max + 1 };
  return { min: Math.ceil(min * (shared ? 1.5 : 1.25)), max: Math.floor(max * 1.25) };
}

export const bootDiskGiB = ({ diskGiB }: Pick<NodePool, "diskGiB">): number => Math.max(diskGiB, SMALLEST_DISK_GIB);

/**
 * Memorystore has no shards, so one instance holds what several would. An instance can't change its tier: one that is to get
 * replicas has the tier with replicas, and so at least one, from the first day.
 */
export function cacheInstance({
  memoryGb,
  shards,
  replicasPerShard,
  clusterMode,
}: Pick<CacheSize, "memoryGb" | "shards" | "replicasPerShard" | "clusterMode">): CacheInstance {
  const memorySizeGb = Math.max(SMALLEST_CACHE, memoryGb * shards);
  return clusterMode
    ? { tier: "STANDARD_HA", memorySizeGb, replicaCount: Math.max(1, replicasPerShard) }
    : { tier: "BASIC", memorySizeGb, replicaCount: 0 };
}

export const searchDeployment = ({ nodes, vcpu, memoryGiB }: SearchSize): SearchDeployment =>
  lookUp(SEARCH, `${nodes} x ${vcpu}x${memoryGiB}`);
