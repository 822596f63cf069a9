import { plainOf } from "../../policy/values";
import { billed, type Costs, type Estimator, hourly } from "../estimator";
import { numberOf } from "../read";
import { textAt } from "./inputs";

/** Memorystore's classes of capacity: up to so many GiB, each GiB costs the same. */
const CLASSES = [
  [4, "m1-1to4gb"],
  [10, "m2-5to10gb"],
  [35, "m3-11to35gb"],
  [100, "m4-36to100gb"],
  [Infinity, "m5-over100gb"],
] as const;

const classOf = (gib: number): string => CLASSES.find(([most]) => gib <= most)?.[1] ?? "m5-over100gb";

/**
 * The price of the tier with replicas is that of two nodes. With read replicas each node is paid for itself, at half of it:
 * in the billing catalog `Redis Standard Node Capacity M2` is 0.0444 where `Redis Capacity Standard M2` is 0.0888 (London, 2026-08).
 */
const NODES_IN_PRICE = 2;

const instance: Estimator = (resource) => {
  const gib = numberOf(resource, "memorySizeGb");
  if (textAt(resource, "tier", "BASIC") === "BASIC") {
    return [hourly(`Redis of ${gib} GiB`, `gcp/memorystore-redis/basic.${classOf(gib)}`, gib)];
  }
  const readable = plainOf(resource, "readReplicasMode") === "READ_REPLICAS_ENABLED";
  const nodes = 1 + (readable ? numberOf(resource, "replicaCount", 2) : 1);
  const price = `gcp/memorystore-redis/standard-ha.${classOf(gib)}` as const;
  return [hourly(`Redis of ${nodes} x ${gib} GiB`, price, (gib * nodes) / NODES_IN_PRICE)];
};

const cluster: Estimator = (resource) => {
  const nodes = numberOf(resource, "shardCount") * (1 + numberOf(resource, "replicaCount", 0));
  const type = textAt(resource, "nodeType")
    .replace(/^REDIS_/, "")
    .replaceAll("_", "-")
    .toLowerCase();
  return [hourly(`Redis Cluster of ${nodes} x ${type}`, `gcp/memorystore-redis-cluster/${type}`, nodes)];
};

export const CACHE: Costs = {
  "gcp:redis/instance:Instance": billed(instance),
  "gcp:redis/cluster:Cluster": billed(cluster),
};
