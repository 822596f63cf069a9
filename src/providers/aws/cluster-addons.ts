import type { Resource } from "@pulumi/pulumi";
import { Addon } from "@pulumi/aws/eks/addon";
import type { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import type { Tags } from "../../conventions/tags";
import type { Request, SystemPod } from "../../kubernetes/operators/operator";
import { inCluster, onEachNode } from "../../kubernetes/operators/system-pods";
import { BACKUP_TAG } from "./backup";
import { createRole, TRUST_PODS } from "./iam";

interface AddonArgs {
  readonly dependsOn?: readonly Resource[];
  readonly configuration?: object;
  /** Service account that gets a role, and the policy AWS maintains for it. */
  readonly identity?: { readonly serviceAccount: string; readonly policy: string };
}

/**
 * What nodes need to become ready, so it comes before them: with the order turned round a node group waits for half an hour.
 * No version is named: AWS' default for the cluster's version needs no lookup.
 */
export function createNetworkingAddons(prefix: string, eks: EksCluster, parent: Resource): readonly Resource[] {
  const podIdentity = createAddon(prefix, "eks-pod-identity-agent", eks, {}, parent);
  const network = createAddon(
    prefix,
    "vpc-cni",
    eks,
    {
      dependsOn: [podIdentity],
      // Few warm addresses per node: three /24 subnets hold the largest number of pods that the tiers allow.
      configuration: { enableNetworkPolicy: "true", env: { WARM_IP_TARGET: "2", MINIMUM_IP_TARGET: "12" } },
      identity: { serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
    },
    parent,
  );
  return [podIdentity, network, createAddon(prefix, "kube-proxy", eks, {}, parent)];
}

export interface WorkloadAddonsArgs {
  readonly eks: EksCluster;
  readonly tags: Tags;
  /** Log groups of the monitoring agent; null where the tier does without it. */
  readonly insights: readonly Resource[] | null;
  /** These add-ons are pods: they need nodes to run on. */
  readonly nodes: readonly Resource[];
}

export function createWorkloadAddons(prefix: string, args: WorkloadAddonsArgs, parent: Resource): void {
  const { eks, nodes: dependsOn } = args;
  createAddon(prefix, "coredns", eks, { dependsOn }, parent);
  createAddon(prefix, "metrics-server", eks, { dependsOn }, parent);
  const volumes = { serviceAccount: "ebs-csi-controller-sa", policy: "service-role/AmazonEBSCSIDriverPolicy" };
  // A volume is made by the driver, so the provider's default tags do not reach it; backups find it by these.
  const configuration = { controller: { extraVolumeTags: { ...args.tags, [BACKUP_TAG.key]: BACKUP_TAG.value } } };
  createAddon(prefix, "aws-ebs-csi-driver", eks, { dependsOn, identity: volumes, configuration }, parent);
  if (args.insights !== null) {
    const identity = { serviceAccount: "cloudwatch-agent", policy: "CloudWatchAgentServerPolicy" };
    const needs = [...dependsOn, ...args.insights];
    // By default it would put a tracer of its own, from a registry of its own, into every pod behind a service.
    const configuration = { manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } } };
    createAddon(prefix, "amazon-cloudwatch-observability", eks, { dependsOn: needs, identity, configuration }, parent);
  }
}

/** What the add-ons run, with the requests that come with them: AWS decides on both, so this states, and sets nothing. */
export const addonPods = (enhancedMonitoring: boolean): readonly SystemPod[] => [
  ...ADDON_PODS,
  ...(enhancedMonitoring ? INSIGHT_PODS : []),
];

const twice = (name: string, request: Request): SystemPod => inCluster(name, 2, request);

/**
 * Read in the charts that the add-ons are made of (aws/eks-charts `aws-vpc-cni` 1.22 with its policy agent,
 * aws/eks-pod-identity-agent 0.1, kubernetes-sigs/aws-ebs-csi-driver 1.64) and, where AWS publishes none, in what clusters
 * run (kube-proxy, CoreDNS, metrics-server 0.8).
 */
const ADDON_PODS: readonly SystemPod[] = [
  onEachNode("aws-node", { cpu: 50, memory: 0 }),
  onEachNode("kube-proxy", { cpu: 100, memory: 0 }),
  onEachNode("eks-pod-identity-agent", { cpu: 0, memory: 0 }),
  onEachNode("ebs-csi-node", { cpu: 30, memory: 104 }),
  twice("coredns", { cpu: 100, memory: 70 }),
  twice("metrics-server", { cpu: 100, memory: 200 }),
  twice("ebs-csi-controller", { cpu: 60, memory: 232 }),
];

/** aws-observability/helm-charts `amazon-cloudwatch-observability` 6.4; its agents for GPUs and Windows find no node here. */
const INSIGHT_PODS: readonly SystemPod[] = [
  onEachNode("cloudwatch-agent", { cpu: 250, memory: 128 }),
  onEachNode("fluent-bit", { cpu: 50, memory: 25 }),
  {
    name: "amazon-cloudwatch-observability-controller-manager",
    kind: "deployment",
    replicas: 1,
    cpu: 100,
    memory: 64,
  },
];

function createAddon(prefix: string, addonName: string, eks: EksCluster, args: AddonArgs, parent: Resource): Addon {
  const name = `${prefix}-addon-${addonName}`;
  const { identity, configuration, dependsOn = [] } = args;
  const pod = identity && createRole(`${name}-role`, { trust: TRUST_PODS, managed: [identity.policy] }, parent);
  return new Addon(
    name,
    {
      clusterName: eks.name,
      addonName,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      ...(identity &&
        pod && { podIdentityAssociations: [{ roleArn: pod.role.arn, serviceAccount: identity.serviceAccount }] }),
    },
    { parent, dependsOn: [...dependsOn, ...(pod?.ready ?? [])] },
  );
}
