import type { PolicyGraph } from "../../policy/query";
import type { GraphResource } from "../../graph/graph";
import { listOf, plainOf, textsOf } from "../../policy/values";
import {
  billed,
  billedNodes,
  type Charge,
  type Costs,
  type Estimator,
  hourly,
  monthly,
  type NodeCount,
  Unpriced,
} from "../estimator";
import { numberOf } from "../read";
import { textAt } from "./inputs";

const NODE_POOL = "gcp:container/nodePool:NodePool";

/** Machines that get cheaper by themselves when they run all month (Compute Engine, sustained use discounts). */
const SUSTAINED_USE = /^n2d?-/;
/** Zones that GKE takes for a regional cluster where none are named. */
const ZONES_OF_A_REGION = 3;
/** Compute Engine's boot disk where no size is set. */
const DEFAULT_DISK_GB = 100;
/** Images that are pushed in a month and scanned once each: four services, ten versions (`usage.ts`). */
const SCANS = 40;
/** Samples a minute apart, millions a month: of the scheduler and of some twenty deployments, 250 series. */
const SAMPLES_OF_A_CLUSTER = 10;
/** And of a node's containers with all of GKE's packages on: 690 million of forty pods on one public bill, ten pods to a node. */
const SAMPLES_OF_A_NODE = 170;

const zonesOf = (pool: GraphResource): number => {
  const zones = listOf(pool, "nodeLocations").length;
  if (zones > 0) return zones;
  return /-[a-z]$/.test(textAt(pool, "location")) ? 1 : ZONES_OF_A_REGION;
};

/** The least that autoscaling keeps, over all zones. */
export const nodesOfPool: NodeCount = (pool) => {
  const least = plainOf(pool, "autoscaling.totalMinNodeCount");
  if (least !== undefined) return numberOf(pool, "autoscaling.totalMinNodeCount");
  const autoscaled = plainOf(pool, "autoscaling.minNodeCount") !== undefined;
  return zonesOf(pool) * numberOf(pool, autoscaled ? "autoscaling.minNodeCount" : "nodeCount");
};

/** Machines of all pools of a stack. */
export const nodesIn = (graph: PolicyGraph): number =>
  graph.ofType(NODE_POOL).reduce((sum, pool) => sum + nodesOfPool(pool), 0);

const nodePool: Estimator = (pool) => {
  const nodes = nodesOfPool(pool);
  const type = textAt(pool, "nodeConfig.machineType");
  const disk = textAt(pool, "nodeConfig.diskType", "pd-balanced");
  const gb = numberOf(pool, "nodeConfig.diskSizeGb", DEFAULT_DISK_GB);
  const service = disk.startsWith("hyperdisk-") ? "hyperdisk" : "persistent-disk";
  return [
    machines(nodes, type, plainOf(pool, "nodeConfig.spot") === true),
    monthly(`${nodes} boot disks of ${gb} GB`, `gcp/${service}/${disk.replace(/^hyperdisk-/, "")}`, nodes * gb),
  ];
};

function machines(nodes: number, type: string, spot: boolean): Charge {
  const item = `${nodes} x ${type}`;
  if (spot) return hourly(`${item}, spot`, `gcp/compute-engine/${type}.spot`, nodes);
  if (!SUSTAINED_USE.test(type)) return hourly(item, `gcp/compute-engine/${type}`, nodes);
  return monthly(`${item}, all month`, `gcp/compute-engine/${type}.sud`, nodes);
}

/** The free credit is for a zonal cluster or one in Autopilot: this one is neither. */
const cluster: Estimator = (resource, { graph, usage }) => {
  if (plainOf(resource, "removeDefaultNodePool") !== true)
    throw new Unpriced("its default pool has no size of its own");
  return [
    hourly("control plane", "gcp/gke/cluster-management-fee"),
    monthly("between zones", "gcp/network-egress/inter-zone", usage.interZoneGb),
    ...samples(resource, graph.derived(nodesIn)),
  ];
};

/** Metrics of the system are free; all others that GKE collects are paid as samples of Prometheus. */
function samples(resource: GraphResource, nodes: number): readonly Charge[] {
  const paid = textsOf(resource, "monitoringConfig.enableComponents").filter((name) => name !== "SYSTEM_COMPONENTS");
  if (paid.length === 0) return [];
  const containers = paid.includes("CADVISOR") ? nodes * SAMPLES_OF_A_NODE : 0;
  const price = "gcp/cloud-monitoring/prometheus-samples";
  return [monthly("samples of metrics", price, SAMPLES_OF_A_CLUSTER + containers)];
}

const registry: Estimator = (resource, { usage }) => {
  const scanned = plainOf(resource, "vulnerabilityScanningConfig.enablementConfig") !== "DISABLED";
  return [
    monthly("images", "gcp/artifact-registry/storage", usage.imagesGb),
    ...(scanned ? [monthly("scans of new images", "gcp/artifact-registry/scan", SCANS)] : []),
  ];
};

export const COMPUTE: Costs = {
  "gcp:container/cluster:Cluster": billed(cluster),
  [NODE_POOL]: billedNodes(nodePool, nodesOfPool),
  "gcp:artifactregistry/repository:Repository": billed(registry),
};
