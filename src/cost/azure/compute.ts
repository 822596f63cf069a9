import type { PolicyGraph } from "../../policy/query";
import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { listOf } from "../../policy/values";
import { billed, billedNodes, type Charge, type Costs, hourly, monthly } from "../estimator";
import type { PriceId } from "../price-book";
import { type Pool, poolCharges, poolOf, vcpusOf } from "./nodes";
import { meaningOf, nameOf } from "./read";
import type { Usage } from "../usage";

const TIERS: Readonly<Record<string, PriceId>> = {
  Free: "azure/aks/free-tier",
  Standard: "azure/aks/standard-tier",
  Premium: "azure/aks/premium-tier-lts",
};

/** Pools that are part of the cluster itself. */
const ownPools = (cluster: GraphResource): readonly Pool[] => listOf(cluster, "agentPoolProfiles").map(poolOf);

function clusterCharges(cluster: GraphResource): readonly Charge[] {
  const tier = nameOf(cluster, "sku.tier");
  return [
    hourly(`Kubernetes control plane, ${tier}`, meaningOf(TIERS, tier, "the tier")),
    ...ownPools(cluster).flatMap(poolCharges),
  ];
}

const nodesIn = (pools: readonly Pool[]): number => pools.reduce((sum, { nodes }) => sum + nodes, 0);

/** CPUs of all nodes of all clusters: what Defender for Containers is paid by. */
export function nodeCpus(graph: PolicyGraph): number {
  const pools = [
    ...graph.ofType(AZURE.cluster).flatMap(ownPools),
    ...graph.ofType(AZURE.nodePool).map(({ inputs }) => poolOf(inputs)),
  ];
  return pools.reduce((sum, pool) => sum + pool.nodes * vcpusOf(pool), 0);
}

interface Edition {
  readonly price: PriceId;
  /** Units of the price in a month. */
  readonly quantity: number;
  /** Images that are part of it, GB (Container Registry, service tiers). */
  readonly includedGb: number;
}

const DAYS = 365 / 12;
const EDITIONS: Readonly<Record<string, Edition>> = {
  Basic: { price: "azure/container-registry/basic", quantity: 1, includedGb: 10 },
  Standard: { price: "azure/container-registry/standard", quantity: DAYS, includedGb: 100 },
  Premium: { price: "azure/container-registry/premium", quantity: DAYS, includedGb: 500 },
};

function registryCharges(registry: GraphResource, { imagesGb }: Usage): readonly Charge[] {
  const sku = nameOf(registry, "sku.name");
  const { price, quantity, includedGb } = meaningOf(EDITIONS, sku, "the edition");
  const overGb = Math.max(0, imagesGb - includedGb);
  return [
    monthly(`registry, ${sku}`, price, quantity),
    ...(overGb > 0
      ? [monthly(`images beyond ${includedGb} GB`, "azure/container-registry/storage-over-included", overGb)]
      : []),
  ];
}

export const COMPUTE_COSTS: Costs = {
  [AZURE.cluster]: billedNodes(clusterCharges, (cluster) => nodesIn(ownPools(cluster))),
  [AZURE.nodePool]: billedNodes(
    ({ inputs }) => poolCharges(poolOf(inputs)),
    ({ inputs }) => poolOf(inputs).nodes,
  ),
  [AZURE.registry]: billed((registry, { usage }) => registryCharges(registry, usage)),
};
