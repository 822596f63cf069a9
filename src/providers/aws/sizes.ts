import type { CacheSize, NodePool, SearchSize } from "../../../stacks";

/** Every size of the architecture as AWS sells it: Graviton where there is one, the nearest equal of what the requirements name. */

const NODES: Readonly<Record<string, string>> = {
  "2x4 burstable": "t4g.medium",
  "2x8 burstable": "t4g.large",
  "2x8": "m7g.large",
  "4x16": "m7g.xlarge",
};

/** GB per node; `cache.r6g.medium`, which the requirements name for 6 GB, does not exist. */
const CACHE_NODES: Readonly<Record<CacheSize["memoryGb"], string>> = {
  0.5: "cache.t4g.micro",
  6: "cache.m7g.large",
  13: "cache.r6g.large",
  26: "cache.r6g.xlarge",
};

const SEARCH_NODES: Readonly<Record<string, string>> = {
  "2x2": "t3.small.search",
  "2x4": "t3.medium.search",
  "2x8": "m6g.large.search",
  "4x16": "m6g.xlarge.search",
};

/** @throws RangeError for a size that this table lacks: tiers and tables are tested together, so no stack can meet it */
function lookUp(table: Readonly<Record<string, string>>, size: string): string {
  const sku = table[size];
  if (sku === undefined) throw new RangeError(`no AWS equal of size ${size}; known: ${Object.keys(table).join(", ")}`);
  return sku;
}

export const nodeType = ({ vcpu, memoryGiB, burstable }: Pick<NodePool, "vcpu" | "memoryGiB" | "burstable">): string =>
  lookUp(NODES, `${vcpu}x${memoryGiB}${burstable ? " burstable" : ""}`);

export const cacheNodeType = ({ memoryGb }: Pick<CacheSize, "memoryGb">): string => CACHE_NODES[memoryGb];

export const searchNodeType = ({ vcpu, memoryGiB }: Pick<SearchSize, "vcpu" | "memoryGiB">): string =>
  lookUp(SEARCH_NODES, `${vcpu}x${memoryGiB}`);
