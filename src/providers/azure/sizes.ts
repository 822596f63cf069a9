import type { CacheSize, DatabaseSize, NodePool, PodRange, SearchSize } from "../../../stacks";

/** Every size of the architecture as Azure sells it: in total what AWS' size has, or the ledger says why not. */

/** A size of virtual machine, and what one machine has. */
export interface Machine {
  readonly type: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
}

/** On AMD: as many CPUs, as much memory and as many disks as on Intel, in every region of the architecture, for a tenth less. */
const D2AS: Machine = { type: "Standard_D2as_v5", vcpu: 2, memoryGiB: 8 };
const D4AS: Machine = { type: "Standard_D4as_v5", vcpu: 4, memoryGiB: 16 };

/** AKS takes no burstable machines where its own pods run, and tiers that name them have one pool for all (AKS, system node pools). */
const NODES: Readonly<Record<string, Machine>> = {
  "2x4 burstable": D2AS,
  "2x8 burstable": D2AS,
  "2x8": D2AS,
  "4x16": D4AS,
};

/** Nodes for the cluster's own pods where the CRM's have pools of their own: one in each zone. */
export const SYSTEM_POOL: NodePool = { vcpu: 2, memoryGiB: 8, burstable: false, min: 3, max: 6, diskGiB: 50 };

/** The smallest disk that AKS gives a node (AKS, node pools). */
const SMALLEST_DISK_GIB = 30;

/** An instance of Azure Managed Redis. */
export interface CacheInstance {
  readonly sku: string;
  /** Of one node, GB; Azure keeps a fifth of it for itself (Azure Managed Redis, memory management). */
  readonly memoryGb: number;
  /** A second node in another zone that takes over. It can be added in place, and never taken away again. */
  readonly highAvailability: boolean;
}

/** By GB, ascending. Up to 12 GB the hardware has as much CPU per GB as AWS' smallest, beyond that as its memory-rich nodes. */
const CACHES = [
  { sku: "Balanced_B0", memoryGb: 0.5 },
  { sku: "Balanced_B1", memoryGb: 1 },
  { sku: "Balanced_B3", memoryGb: 3 },
  { sku: "Balanced_B5", memoryGb: 6 },
  { sku: "MemoryOptimized_M10", memoryGb: 12 },
  { sku: "MemoryOptimized_M20", memoryGb: 24 },
  { sku: "MemoryOptimized_M50", memoryGb: 60 },
  { sku: "MemoryOptimized_M100", memoryGb: 120 },
] as const;

/** Of AWS' total a cloud may give this much less (the rule for sizes between clouds). */
const AT_LEAST = 0.9;

/** A service of Azure AI Search: one replica takes the place of one node. What hardware it has Microsoft does not publish. */
export interface SearchService {
  readonly sku: "basic" | "standard";
  readonly replicas: number;
  /** Parts of the index, each as large as the storage of the sku; more can be added in place. */
  readonly partitions: number;
  /** GB of the whole index (Azure AI Search, service limits). */
  readonly storageGb: number;
}

const SEARCH: Readonly<Record<string, Pick<SearchService, "sku" | "storageGb">>> = {
  "2x2": { sku: "basic", storageGb: 15 },
  "2x4": { sku: "basic", storageGb: 15 },
  "2x8": { sku: "standard", storageGb: 160 },
  "4x16": { sku: "standard", storageGb: 160 },
};

/** A cluster of Azure DocumentDB, whose tiers have Atlas' names and memory. */
export interface DatabaseCluster {
  readonly tier: DatabaseSize["tier"];
  readonly shards: number;
  /** Of each shard. */
  readonly storageGb: number;
  /** A second node for each shard, in another zone, that takes over without loss; the burstable tiers can't have it. */
  readonly highAvailability: boolean;
}

/** GB that DocumentDB sells, ascending (Azure DocumentDB, compute and storage). */
const DISKS = [32, 64, 128, 256, 512, 1_024] as const;
const BURSTABLE: readonly string[] = ["M10", "M20"];

/** @throws RangeError for a size that this table lacks: tiers and tables are tested together, so no stack can meet it */
function lookUp<T>(table: Readonly<Record<string, T>>, size: string): T {
  const sku = table[size];
  if (sku === undefined) throw noEqual(size, Object.keys(table));
  return sku;
}

const noEqual = (size: string, sizes: readonly (string | number)[]): RangeError =>
  new RangeError(`no Azure equal of size ${size}; known: ${sizes.join(", ")}`);

export const machineOf = ({
  vcpu,
  memoryGiB,
  burstable,
}: Pick<NodePool, "vcpu" | "memoryGiB" | "burstable">): Machine =>
  lookUp(NODES, `${vcpu}x${memoryGiB}${burstable ? " burstable" : ""}`);

/**
 * How many nodes a pool has. AKS' and Defender's daemons take a third of a CPU of each node, where EKS' take a fifth, and more than half
 * of one where AKS' other pods share the pool: of machines with 2 vCPU there are a quarter more, and in a shared pool twice as many at
 * rest and half more at most, so that the same pods have a place. The few pods of the smallest size need one more only at their most.
 */
export function nodeRange(pool: Pick<NodePool, "vcpu" | "memoryGiB" | "min" | "max">, shared: boolean): PodRange {
  const { vcpu, memoryGiB, min, max } = pool;
  if (vcpu > 2) return { min, max };
  if (memoryGiB < 8) return { min, max: max + 1 };
  return shared ? { min: min * 2, max: max * 1.5 } : { min: Math.ceil(min * 1.25), max: Math.floor(max * 1.25) };
}

export const bootDiskGiB = ({ diskGiB }: Pick<NodePool, "diskGiB">): number => Math.max(diskGiB, SMALLEST_DISK_GIB);

/**
 * Managed Redis has one node or two and divides them into shards by itself, so the smallest instance is taken that holds in them
 * what AWS has in all of its nodes.
 */
export function cacheOf({
  memoryGb,
  shards,
  replicasPerShard,
}: Pick<CacheSize, "memoryGb" | "shards" | "replicasPerShard">): CacheInstance {
  const highAvailability = replicasPerShard > 0;
  const needed = (memoryGb * shards * (1 + replicasPerShard)) / (highAvailability ? 2 : 1);
  const instance = CACHES.find((one) => one.memoryGb >= needed * AT_LEAST);
  if (instance === undefined)
    throw noEqual(
      `${needed} GB`,
      CACHES.map((one) => one.memoryGb),
    );
  return { ...instance, highAvailability };
}

export const searchOf = ({
  nodes,
  vcpu,
  memoryGiB,
}: Pick<SearchSize, "nodes" | "vcpu" | "memoryGiB">): SearchService => ({
  ...lookUp(SEARCH, `${vcpu}x${memoryGiB}`),
  replicas: nodes,
  partitions: 1,
});

export function databaseOf({
  tier,
  shards,
  storageGiB,
}: Pick<DatabaseSize, "tier" | "shards" | "storageGiB">): DatabaseCluster {
  const storageGb = DISKS.find((disk) => disk >= storageGiB);
  if (storageGb === undefined) throw noEqual(`${storageGiB} GB`, DISKS);
  return { tier, shards, storageGb, highAvailability: !BURSTABLE.includes(tier) };
}
