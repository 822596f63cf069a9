import type { GraphResource, Value } from "../../graph/graph";
import { listOf, plainOf, readIn } from "../../policy/values";
import {
  billed,
  billedNodes,
  type Charge,
  type Costs,
  type Estimator,
  free,
  hourly,
  HOURS,
  monthly,
  Unpriced,
} from "../estimator";
import { numberIn, numberOf } from "../read";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

/** Traffic between zones is paid by the sender and by the receiver (EC2 pricing, "Data Transfer"). */
const cluster: Estimator = (_, { usage }) => [
  hourly("Kubernetes control plane", "aws/eks/control-plane.standard-support"),
  monthly("traffic between zones, both ways", "aws/data-transfer/inter-az.each-direction", usage.interZoneGb * 2),
];

/** Machines that autoscaling always keeps; what it adds is not in the plan. */
const nodesOf = (group: GraphResource): number => numberOf(group, "scalingConfig.minSize");

const nodeGroup: Estimator = (group, { graph }) => {
  const nodes = nodesOf(group);
  if (nodes === 0) return [];
  const [type] = listOf(group, "instanceTypes");
  if (typeof type !== "string") throw new Unpriced("instanceTypes names no machine");
  const market = plainOf(group, "capacityType") === "SPOT" ? (".spot" as const) : "";
  const [template] = graph.referred(group, "launchTemplate.id", "aws:ec2/launchTemplate:LaunchTemplate");
  if (template === undefined) throw new Unpriced("no launch template says which disk a node has");
  const disks = listOf(template, "blockDeviceMappings").flatMap((mapping) =>
    diskCharges(readIn(mapping, "ebs"), nodes),
  );
  return [hourly(`${nodes} x ${type}`, `aws/ec2/${type}${market}`, nodes), ...disks];
};

/** What each gp3 volume has for nothing, IOPS and MiB/s (EBS pricing). */
const INCLUDED = { iops: 3_000, throughput: 125 };

function diskCharges(disk: Value | undefined, count: number): readonly Charge[] {
  const kind = String(readIn(disk, "volumeType"));
  const size = numberIn(disk, "volumeSize");
  const volumes = monthly(`${count} x ${size} GiB of disk`, `aws/ebs/${kind}`, count * size);
  if (kind !== "gp3") return [volumes];
  const iops = numberIn(disk, "iops", INCLUDED.iops) - INCLUDED.iops;
  const throughput = numberIn(disk, "throughput", INCLUDED.throughput) - INCLUDED.throughput;
  return [
    volumes,
    ...(iops > 0 ? [monthly("more IOPS", "aws/ebs/gp3.iops-over-3000", count * iops)] : []),
    ...(throughput > 0 ? [monthly("more throughput", "aws/ebs/gp3.throughput-over-125", count * throughput)] : []),
  ];
}

/** Paid by the observation: one of each metric a minute. How many a node and a pod have: EKS enhanced observability metrics. */
const METRICS = { perNode: 30, perPod: 37 };
/** The CRM's, the operators' and the daemons' pods on a node that is half full. */
const PODS_PER_NODE = 12;
const MINUTES = HOURS * 60;

const addon: Estimator = (resource, { graph }) => {
  if (plainOf(resource, "addonName") !== "amazon-cloudwatch-observability") return [];
  const nodes = graph.ofType(NODE_GROUP).reduce((sum, group) => sum + nodesOf(group), 0);
  const metrics = nodes * (METRICS.perNode + METRICS.perPod * PODS_PER_NODE);
  const millions = (metrics * MINUTES) / 1_000_000;
  return [
    monthly(`metrics of ${nodes} nodes and their pods`, "aws/cloudwatch/container-insights.observations", millions),
  ];
};

const repository: Estimator = (resource, { graph, usage }) => {
  const repositories = graph.ofType(resource.type).length;
  return [monthly("images", "aws/ecr/storage", usage.imagesGb / repositories)];
};

/** Machines, the cluster around them, and the images that run on it. */
export const COMPUTE_COSTS: Costs = {
  "aws:eks/cluster:Cluster": billed(cluster),
  [NODE_GROUP]: billedNodes(nodeGroup, nodesOf),
  "aws:eks/addon:Addon": billed(addon),
  "aws:ecr/repository:Repository": billed(repository),
  ...free("paid with the machines that start from it", "aws:ec2/launchTemplate:LaunchTemplate"),
  ...free(
    "part of the cluster",
    "aws:eks/accessEntry:AccessEntry",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  ),
  ...free("part of the registry", "aws:ecr/lifecyclePolicy:LifecyclePolicy"),
  ...free("a setting of the account", "aws:ebs/encryptionByDefault:EncryptionByDefault"),
};
