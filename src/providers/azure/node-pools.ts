import type { Resource } from "@pulumi/pulumi";
import { AgentPool } from "@pulumi/azure-native/containerservice/agentPool";
import type { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster";
import type { Subnet } from "@pulumi/azure-native/network/subnet";
import type { NodePool, PodRange } from "../../../stacks";
import { describePool, isTainted, poolLabels, poolTaint, SPOT_ON_AKS } from "../../kubernetes/node-pool";
import type { ClusterArgs } from "../../ports/cluster";
import type { ChildOptions, Placed } from "./component";
import type { AzureContext } from "./context";
import type { Network } from "./network";
import { nodeShape, podsPerNode } from "./node-shapes";
import { bootDiskGiB, machineOf, nodeRange, SYSTEM_POOL } from "./sizes";

type Pools = ClusterArgs["pools"];

export interface NodePoolsArgs {
  readonly network: Network;
  readonly pools: Pools;
  /** Pods are held evenly over the zones. */
  readonly highlyAvailable: boolean;
}

export interface NodePools {
  readonly groups: readonly AgentPool[];
  readonly ready: readonly Resource[];
}

/**
 * Whether the CRM and AKS' own pods share their nodes: where the tier saves money on its machines. It never changes as a stack grows,
 * because AKS can't make the pools anew that it was built with.
 */
export const isShared = ({ general }: Pools): boolean => general.burstable;

/** The pools without which AKS makes no cluster: the one that all share, or those of AKS' own pods, one in each zone. */
export function systemPools(args: NodePoolsArgs, azure: AzureContext) {
  const { general } = args.pools;
  // No floor in their names: they are part of the cluster, so none can be made beside an old one.
  const profile = (name: string, size: NodePool, share: Share) => ({
    name: `${name}${share.name}`,
    mode: "System",
    ...nodes({ ...size, ...share }, share, azure),
  });
  if (!isShared(args.pools)) {
    const shares = sharesOf(SYSTEM_POOL, { ...args, highlyAvailable: true }, azure);
    return shares.map((share) => ({ ...profile("system", SYSTEM_POOL, share), ...KEPT_FOR_AKS }));
  }
  const shares = sharesOf(nodeRange(general, true), args, azure);
  return shares.map((share) => ({ ...profile("general", general, share), nodeLabels: poolLabels("general") }));
}

/** Nobody but AKS' own pods puts up with the taint (AKS, system node pools). */
const KEPT_FOR_AKS = { nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"] };

/** The CRM's own pools beside those. */
export function createNodePools(
  prefix: string,
  args: NodePoolsArgs & { readonly aks: ManagedCluster },
  { resourceGroupName }: Pick<Placed, "resourceGroupName">,
  azure: AzureContext,
  opts: ChildOptions,
): NodePools {
  const { aks, pools } = args;
  if (isShared(pools)) return { groups: [], ready: [aks] };
  const groups = Object.entries(pools).flatMap(([pool, size]) =>
    sharesOf(nodeRange(size, false), args, azure).map((share) => {
      // The autoscaler owns the number of nodes, so an update never sets it, and AKS refuses a floor above it: a new floor is a
      // new pool, made before the old one goes. AKS takes twelve letters and digits.
      const agentPoolName = `${pool}${share.name}m${share.min}`;
      return new AgentPool(
        `${prefix}-${pool}${share.name && `-${share.name}`}-${share.min}`,
        {
          resourceGroupName,
          resourceName: aks.name,
          agentPoolName,
          mode: "User",
          ...nodes({ ...size, ...share }, share, azure),
          ...(size.spot === true && SPOT),
          nodeLabels: poolLabels(pool),
          ...(isTainted(pool) && { nodeTaints: [taintOf(pool), ...(size.spot === true ? [SPOT_TAINT] : [])] }),
        },
        { ...opts, ignoreChanges: ["count"], customTimeouts: { create: "30m", update: "90m", delete: "30m" } },
      );
    }),
  );
  return { groups, ready: [aks, ...groups] };
}

/** Taken back when Azure needs them, for the price of the day; AKS taints such nodes, whether one says so or not. */
const SPOT = { scaleSetPriority: "Spot", scaleSetEvictionPolicy: "Delete", spotMaxPrice: -1 };
const SPOT_TAINT = `${SPOT_ON_AKS.key}=${SPOT_ON_AKS.value}:NoSchedule`;

/** A part of a pool that scales by itself. */
interface Share extends PodRange {
  /** What its name adds to the pool's. */
  readonly name: string;
  readonly subnet: Subnet;
  readonly zones: readonly string[];
}

/**
 * A pool for each zone where pods are held evenly over them: the autoscaler asks whether a pod would fit on a pool's next node, and
 * of a pool over several zones nobody knows where that will be (AKS, cluster autoscaler). Each leaves by its own zone's NAT gateway.
 */
function sharesOf({ min, max }: PodRange, args: NodePoolsArgs, { zones }: AzureContext): readonly Share[] {
  const { network, highlyAvailable } = args;
  if (!highlyAvailable) return [{ name: "", min, max, subnet: network.subnet("private", 0), zones }];
  const share = (total: number, index: number) => Math.floor((total + zones.length - 1 - index) / zones.length);
  return zones.map((zone, index) => ({
    name: zone,
    min: share(min, index),
    max: share(max, index),
    subnet: network.subnet("private", index),
    zones: [zone],
  }));
}

const taintOf = (pool: string): string => {
  const { key, value } = poolTaint(pool);
  return `${key}=${value}:NoSchedule`;
};

/** Disks and memory encrypted on the machine itself, a verified boot, no address outside, no way in but Kubernetes. */
const nodes = (size: NodePool, { subnet, zones }: Share, { tags }: AzureContext) => ({
  type: "VirtualMachineScaleSets",
  vmSize: machineOf(size).type,
  osType: "Linux",
  osSKU: "AzureLinux3",
  osDiskType: "Managed",
  osDiskSizeGB: bootDiskGiB(size),
  maxPods: podsPerNode(size),
  enableAutoScaling: true,
  count: size.min,
  minCount: size.min,
  maxCount: size.max,
  availabilityZones: [...zones],
  vnetSubnetID: subnet.id,
  enableNodePublicIP: false,
  enableEncryptionAtHost: true,
  securityProfile: { enableSecureBoot: true, enableVTPM: true, sshAccess: "Disabled" },
  // A new node before an old one goes: the smallest pools have none to spare.
  upgradeSettings: { maxSurge: "1", maxUnavailable: "0" },
  tags: { ...tags },
});

/** What pods find in each pool. */
export const describePools = (pools: Pools) =>
  Object.fromEntries(
    Object.entries(pools).map(([pool, size]) => [
      pool,
      describePool(pool, nodeRange(size, isShared(pools)), nodeShape(size)),
    ]),
  );
