import type { GraphResource, Value } from "../graph/graph";
import { itemsOf, listOf, plain, plainOf, readIn } from "../policy/values";
import { type Charge, type Estimator, hourly, monthly, Unpriced } from "./estimator";
import type { PriceBook } from "./price-book";
import { numberIn, numberOf } from "./read";

export const CLUSTER = "mongodbatlas:index/advancedCluster:AdvancedCluster";

/** GB of disk that a node has without extra charge (Atlas docs, "Select Cluster Tier"). */
const DEFAULT_DISK: Readonly<Record<string, number>> = {
  M10: 10,
  M20: 20,
  M30: 40,
  M40: 80,
  M50: 160,
  M60: 320,
  M80: 750,
};

/** Nodes of one shard in one region, as they are recorded. */
export interface Nodes {
  readonly cloud: string;
  readonly size: string;
  /** Replica sets of three: the book's prices are for these. */
  readonly sets: number;
  /** GB of each node. */
  readonly disk: number;
}

export function nodesOf(cluster: GraphResource): readonly Nodes[] {
  return listOf(cluster, "replicationSpecs").flatMap((shard) =>
    itemsOf(readIn(shard, "regionConfigs"), "regionConfigs").map(nodesIn),
  );
}

function nodesIn(region: Value): Nodes {
  const size = String(plain(readIn(region, "electableSpecs.instanceSize"), "instanceSize"));
  return {
    cloud: String(plain(readIn(region, "providerName"), "providerName")).toLowerCase(),
    size,
    sets: numberIn(region, "electableSpecs.nodeCount") / 3,
    disk: numberIn(region, "electableSpecs.diskSizeGb", DEFAULT_DISK[size]),
  };
}

/** A share of what the cluster's nodes and disks cost. */
const OWN_KEY = "mongodb-atlas/uplift/customer-kms-or-ldap";

/** From MongoDB 8.0 one to three shards keep the cluster's own metadata beside their data (manual, "Config Shard"). */
const SHARDS_WITHOUT_CONFIG_SERVERS = 3;

export const cluster: Estimator = (resource, { book, usage }) => {
  const shards = listOf(resource, "replicationSpecs").length;
  const embedded = numberOf(resource, "mongoDbMajorVersion") >= 8 && shards <= SHARDS_WITHOUT_CONFIG_SERVERS;
  if (plainOf(resource, "clusterType") !== "REPLICASET" && !embedded) {
    throw new Unpriced("nobody has written down what config servers of their own cost");
  }
  const nodes = nodesOf(resource).flatMap(nodeCharges);
  const hasOwnKey = (plainOf(resource, "encryptionAtRestProvider") ?? "NONE") !== "NONE";
  return [
    ...nodes,
    ...(hasOwnKey ? [monthly("encryption with an own key", OWN_KEY, sumOf(nodes, book))] : []),
    monthly("read by the cluster's pods", "mongodb-atlas/data-transfer/same-region-peered", usage.databaseGb),
  ];
};

/** A disk of another size than the default one is charged in full (Atlas docs, "Cluster Configuration Costs"). */
function nodeCharges({ cloud, size, sets, disk }: Nodes): readonly Charge[] {
  return [
    hourly(`${sets * 3} x ${size}`, `mongodb-atlas/cluster/${cloud}.${size}`, sets),
    ...(disk === DEFAULT_DISK[size]
      ? []
      : [monthly(`disks of ${disk} GB`, `mongodb-atlas/storage/${cloud}.standard`, sets * disk)]),
  ];
}

/** @throws Unpriced where one of them has no price */
function sumOf(charges: readonly Charge[], book: PriceBook): number {
  return charges.reduce((sum, { price, quantity }) => {
    const found = book.find(price);
    if (found === undefined) throw new Unpriced(`the price book has no ${price}`);
    return sum + quantity * found.usd;
  }, 0);
}
