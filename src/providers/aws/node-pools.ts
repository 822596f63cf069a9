import type { Output, Resource } from "@pulumi/pulumi";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate";
import type { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup";
import type { Role } from "@pulumi/aws/iam/role";
import type { NodePool } from "../../../stacks";
import { describePool, isTainted, poolLabels, poolTaint } from "../../kubernetes/node-pool";
import type { ClusterArgs } from "../../ports/cluster";
import { type AwsContext, nameOf } from "./context";
import { createRole, trust } from "./iam";
import type { Network } from "./network";
import { nodeShape } from "./node-shapes";
import type { Secrets } from "./secrets";
import { nodeType } from "./sizes";

export interface NodePoolsArgs {
  readonly eks: EksCluster;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly pools: ClusterArgs["pools"];
  /** Pods are held evenly over the zones. */
  readonly highlyAvailable: boolean;
  /** Add-ons without which a node never becomes ready. */
  readonly dependsOn: readonly Resource[];
}

export interface NodePools {
  readonly groups: readonly NodeGroup[];
  readonly ready: readonly Resource[];
}

export function createNodePools(prefix: string, args: NodePoolsArgs, aws: AwsContext, parent: Resource): NodePools {
  const { role, ready } = createRole(
    `${prefix}-node`,
    {
      trust: trust("ec2.amazonaws.com"),
      managed: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"],
    },
    parent,
  );
  const dependsOn = [...args.dependsOn, ...ready, ...args.network.egressRoutes];
  const groups = Object.entries(args.pools).flatMap(([pool, size]) =>
    sharesOf(size, args).map(({ name, ...share }) => {
      // The autoscaler owns the number of nodes, so an update never sets it, and EKS refuses a floor above it: a new floor is
      // a new group, made before the old one goes.
      return createPool(
        `${prefix}-${pool}${name}-${share.min}`,
        pool,
        { ...size, ...share },
        { ...args, role, dependsOn },
        aws,
        parent,
      );
    }),
  );
  return { groups, ready: groups };
}

/** A part of a pool that scales by itself. */
interface Share {
  /** What its group's name adds to the pool's. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly subnetIds: readonly Output<string>[];
}

/**
 * A group for each zone where pods are held evenly over them: the autoscaler asks whether a pod would fit on a group's next
 * node, and of a group over several zones nobody knows where that will be (Cluster Autoscaler, FAQ and AWS notes).
 */
function sharesOf({ min, max }: NodePool, { network, highlyAvailable }: NodePoolsArgs): readonly Share[] {
  const subnetIds = network.subnetIds("private");
  if (!highlyAvailable) return [{ name: "", min, max, subnetIds }];
  const share = (total: number, zone: number) => Math.floor((total + subnetIds.length - 1 - zone) / subnetIds.length);
  return subnetIds.map((id, zone) => ({
    name: `-${zone}`,
    min: share(min, zone),
    max: share(max, zone),
    subnetIds: [id],
  }));
}

function createPool(
  name: string,
  pool: string,
  size: NodePool & Pick<Share, "subnetIds">,
  args: NodePoolsArgs & { readonly role: Role },
  aws: AwsContext,
  parent: Resource,
): NodeGroup {
  const { eks, role, dependsOn } = args;
  const template = createLaunchTemplate(`${name}-template`, pool, size, args, aws, parent);
  return new NodeGroup(
    name,
    {
      clusterName: eks.name,
      version: eks.version,
      nodeRoleArn: role.arn,
      subnetIds: [...size.subnetIds],
      amiType: "AL2023_ARM_64_STANDARD",
      capacityType: size.spot === true ? "SPOT" : "ON_DEMAND",
      instanceTypes: [nodeType(size)],
      scalingConfig: { minSize: size.min, desiredSize: size.min, maxSize: size.max },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      labels: poolLabels(pool),
      ...(isTainted(pool) && { taints: [{ ...poolTaint(pool), effect: "NO_SCHEDULE" }] }),
    },
    {
      parent,
      dependsOn: [...dependsOn],
      // The autoscaler moves it.
      ignoreChanges: ["scalingConfig.desiredSize"],
      customTimeouts: { create: "30m", update: "90m", delete: "30m" },
    },
  );
}

/** What pods find in each pool. */
export const describePools = (pools: ClusterArgs["pools"]) =>
  Object.fromEntries(Object.entries(pools).map(([pool, size]) => [pool, describePool(pool, size, nodeShape(size))]));

/** Encrypted disks, and instance metadata out of the pods' reach: they have identities of their own. */
function createLaunchTemplate(
  name: string,
  pool: string,
  size: NodePool,
  { eks, network, secrets }: NodePoolsArgs,
  aws: AwsContext,
  parent: Resource,
): LaunchTemplate {
  const tags = { ...aws.tags, Name: nameOf(aws, pool) };
  // With groups of its own a template no longer gets the cluster's group, so it is named too (EKS user guide).
  const clusterGroup: Output<string> = eks.vpcConfig.clusterSecurityGroupId;
  return new LaunchTemplate(
    name,
    {
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [clusterGroup, network.securityGroups.app.id],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeSize: size.diskGiB,
            volumeType: "gp3",
            encrypted: "true",
            deleteOnTermination: "true",
            ...(secrets.key && { kmsKeyId: secrets.key }),
          },
        },
      ],
      // Default tags stop at the template; instances and volumes get theirs from here.
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
    },
    { parent },
  );
}
