import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { plainOf } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, hourly, monthly, Unpriced } from "../estimator";
import { numberOf } from "../read";
import { meaningOf, nameOf } from "./read";

/** Compute and storage of each shard; a standby doubles both. A replica in another region is sized like what it follows. */
function mongoCharges(cluster: GraphResource, { graph }: CostContext): readonly Charge[] {
  const replica = plainOf(cluster, "properties.createMode") === "GeoReplica";
  const [source] = replica
    ? graph.referred(cluster, "properties.replicaParameters.sourceResourceId", AZURE.mongo)
    : [cluster];
  if (source === undefined) throw new Unpriced("what it is a replica of is no resource of this stack");
  const tier = nameOf(source, "properties.compute.tier");
  const gib = numberOf(source, "properties.storage.sizeGb");
  const nodes = numberOf(source, "properties.sharding.shardCount") * (hasStandby(cluster) ? 2 : 1);
  return [
    hourly(`${nodes} x ${tier}${replica ? ", replica" : ""}`, `azure/documentdb-vcore/${tier}`, nodes),
    monthly(`${nodes} x ${gib} GiB`, "azure/documentdb-vcore/storage", nodes * gib),
  ];
}

const hasStandby = (cluster: GraphResource): boolean => {
  const mode = plainOf(cluster, "properties.highAvailability.targetMode");
  return mode !== undefined && mode !== "Disabled";
};

/** Price book's sheet: prices of Managed Redis are for a node, and high availability is a second one. */
function redisCharges(cache: GraphResource): readonly Charge[] {
  const sku = nameOf(cache, "sku.name");
  const nodes = plainOf(cache, "highAvailability") === "Disabled" ? 1 : 2;
  return [hourly(`${nodes} x ${sku}`, `azure/managed-redis/${sku}`, nodes)];
}

const SEARCH_EDITIONS: Readonly<Record<string, string>> = {
  basic: "basic",
  standard: "standard-S1",
  standard2: "standard-S2",
  standard3: "standard-S3",
};

function searchCharges(service: GraphResource): readonly Charge[] {
  const sku = meaningOf(SEARCH_EDITIONS, nameOf(service, "sku.name"), "the edition");
  const units = numberOf(service, "replicaCount") * numberOf(service, "partitionCount");
  return [hourly(`${units} search units ${sku}`, `azure/ai-search/${sku}`, units)];
}

export const DATA_COSTS: Costs = {
  [AZURE.mongo]: billed(mongoCharges),
  [AZURE.redis]: billed(redisCharges),
  [AZURE.search]: billed(searchCharges),
};
