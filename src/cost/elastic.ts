import type { GraphResource } from "../graph/graph";
import { plainOf } from "../policy/values";
import { billed, type Costs, type Estimator, free, hourly, Unpriced } from "./estimator";

/** The one rate that Elastic's calculator was seen with; it differs by hardware, but no list of it is public. */
const RAM = "elastic/elastic-cloud/hosted.standard.data-hot";

/** Kinds of nodes at that rate; all others have rates of their own. */
const PRICED = ["hot", "master"];
const OTHERS = ["warm", "cold", "frozen", "ml", "coordinating"];

/** A deployment includes one Kibana of a gigabyte; a larger one is paid whole (Elastic Cloud, billing FAQ). */
const FREE_KIBANA_GB = 1;

/** Gigabytes of memory of one kind of nodes, over all zones: `8g` in three zones is 24. */
function memory(deployment: GraphResource, path: string): number {
  const size = plainOf(deployment, `${path}.size`);
  if (size === undefined) return 0;
  const gb = /^(\d+(?:\.\d+)?)g$/.exec(String(size))?.[1];
  if (gb === undefined) throw new Unpriced(`${path}.size is no size: ${String(size)}`);
  return Number(gb) * Number(plainOf(deployment, `${path}.zoneCount`) ?? 1);
}

/**
 * Memory by the hour; CPU and disk come with it. With autoscaling the recorded sizes are the least. A tiebreaker in a third zone
 * is free, as are 100 GB each of transfer and of snapshots, more than the CRM's index has.
 */
const deployment: Estimator = (resource) => {
  const unknown = OTHERS.filter((kind) => memory(resource, `elasticsearch.${kind}`) > 0);
  if (unknown.length > 0) throw new Unpriced(`the price book has no price for ${unknown.join(", ")} nodes`);
  const gb = PRICED.reduce((sum, kind) => sum + memory(resource, `elasticsearch.${kind}`), 0);
  const kibana = memory(resource, "kibana");
  return [
    hourly(`${gb} GB of Elasticsearch`, RAM, gb),
    ...(kibana > FREE_KIBANA_GB ? [hourly(`${kibana} GB of Kibana`, RAM, kibana)] : []),
  ];
};

export const ELASTIC_COSTS: Costs = {
  "ec:index/deployment:Deployment": billed(deployment),
  ...free("part of a deployment", "ec:index/deploymentTrafficFilter:DeploymentTrafficFilter"),
};
