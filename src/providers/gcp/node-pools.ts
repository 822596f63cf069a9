import type { Resource } from "@pulumi/pulumi";
import type { Cluster as GkeCluster } from "@pulumi/gcp/container/cluster";
import { NodePool as GkeNodePool } from "@pulumi/gcp/container/nodePool";
import type { NodePool } from "../../../stacks";
import { describePool, isTainted, poolLabels, poolTaint } from "../../kubernetes/node-pool";
import type { ClusterArgs } from "../../ports/cluster";
import type { ChildOptions } from "./component";
import type { GcpContext } from "./context";
import type { Network } from "./network";
import { nodeShape, PODS_PER_NODE } from "./node-shapes";
import type { Secrets } from "./secrets";
import { bootDiskGiB, machineTypeIn, nodeRange } from "./sizes";

/** Who every node is, and whose key its disk is encrypted with. */
export interface NodeArgs {
  readonly network: Network;
  readonly secrets: Secrets;
}

export interface NodePoolsArgs extends NodeArgs {
  readonly gke: GkeCluster;
  readonly pools: ClusterArgs["pools"];
}

export interface NodePools {
  readonly groups: Readonly<Record<string, GkeNodePool>>;
  readonly ready: readonly Resource[];
}

export function createNodePools(prefix: string, args: NodePoolsArgs, gcp: GcpContext, child: ChildOptions): NodePools {
  const opts = { ...child, dependsOn: [...child.dependsOn, ...args.network.nat] };
  const groups = Object.entries(args.pools).map(([pool, size]): [string, GkeNodePool] => {
    return [pool, createPool(`${prefix}-${pool}`, pool, size, args, gcp, opts)];
  });
  return { groups: Object.fromEntries(groups), ready: groups.map(([, group]) => group) };
}

function createPool(
  name: string,
  pool: string,
  size: NodePool,
  args: NodePoolsArgs,
  gcp: GcpContext,
  opts: ChildOptions,
): GkeNodePool {
  const { min, max } = nodeRange(size, isShared(args.pools));
  return new GkeNodePool(
    name,
    {
      cluster: args.gke.id,
      location: gcp.region,
      nodeLocations: [...gcp.zones],
      // Of each zone; from then on the autoscaler decides, between limits for all zones together.
      initialNodeCount: Math.ceil(min / gcp.zones.length),
      autoscaling: { totalMinNodeCount: min, totalMaxNodeCount: max, locationPolicy: "BALANCED" },
      management: { autoRepair: true, autoUpgrade: true },
      // A new node before an old one goes: the smallest pools have none to spare.
      upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
      maxPodsPerNode: PODS_PER_NODE,
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: {
        ...hardenedNode(args),
        machineType: machineTypeIn(gcp.region, size),
        ...(size.spot === true && { spot: true }),
        diskSizeGb: bootDiskGiB(size),
        // Default labels stop at the pool; machines and disks get theirs from here.
        resourceLabels: { ...gcp.labels },
        labels: poolLabels(pool),
        ...(isTainted(pool) && { taints: [{ ...poolTaint(pool), effect: "NO_SCHEDULE" }] }),
      },
    },
    {
      ...opts,
      ignoreChanges: ["initialNodeCount"],
      customTimeouts: { create: "30m", update: "120m", delete: "30m" },
    },
  );
}

/** Encrypted disks, verified boot, and the machine's own metadata out of the pods' reach: they have identities of their own. */
export const hardenedNode = ({ network, secrets }: NodeArgs) => ({
  imageType: "COS_CONTAINERD",
  diskType: "pd-balanced",
  ...(secrets.key && { bootDiskKmsKey: secrets.key }),
  serviceAccount: network.nodeAccount.email,
  // What the account may do is decided by its roles alone.
  oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
  workloadMetadataConfig: { mode: "GKE_METADATA" },
  shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
  kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
  metadata: { "disable-legacy-endpoints": "true" },
});

const isShared = ({ workers }: ClusterArgs["pools"]): boolean => workers === undefined;
/** What pods find in each pool. */
export const describePools = (pools: ClusterArgs["pools"]) =>
  Object.fromEntries(
    Object.entries(pools).map(([pool, size]) => [
      pool,
      describePool(pool, nodeRange(size, isShared(pools)), nodeShape(size)),
    ]),
  );
