import type { Resource } from "@pulumi/pulumi";
import type { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import {
  type Operator,
  overZones,
  replicasOf,
  type Request,
  resourcesOf,
  RESTRICTED_CONTAINER,
} from "../../kubernetes/operators/operator";
import { allow, createRole, TRUST_PODS } from "./iam";

const NAME = "cluster-autoscaler";
const NAMESPACE = "kube-system";
const PRIORITY = "system-cluster-critical";
const REQUEST: Request = { cpu: 50, memory: 192 };
/** Its minor version is the cluster's: it decides as that version's scheduler does. */
const IMAGE_TAG = "v1.35.2";

const LOOK = [
  "autoscaling:DescribeAutoScalingGroups",
  "autoscaling:DescribeAutoScalingInstances",
  "autoscaling:DescribeLaunchConfigurations",
  "autoscaling:DescribeScalingActivities",
  "autoscaling:DescribeTags",
  "ec2:DescribeImages",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeLaunchTemplateVersions",
  "ec2:GetInstanceTypesFromInstanceRequirements",
  "eks:DescribeNodegroup",
];
const SCALE = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"];

/**
 * Lets the autoscaler move this cluster's node groups, and only these: EKS tags their scaling groups with its name.
 * @returns what has to be there before its first pod
 */
export function createAutoscalerIdentity(
  prefix: string,
  eks: EksCluster,
  clusterName: string,
  parent: Resource,
): Resource {
  const name = `${prefix}-autoscaler`;
  const ours = { StringEquals: { "aws:ResourceTag/eks:cluster-name": clusterName } };
  const statements = [allow(LOOK, "*"), allow(SCALE, "*", ours)];
  const { role, ready } = createRole(name, { trust: TRUST_PODS, statements }, parent);
  const args = { clusterName: eks.name, namespace: NAMESPACE, serviceAccount: NAME, roleArn: role.arn };
  return new PodIdentityAssociation(`${name}-pod`, args, { parent, dependsOn: [...ready] });
}

export interface AutoscalerArgs {
  readonly clusterName: string;
  readonly region: string;
  readonly highlyAvailable: boolean;
}

/** Adds nodes while pods wait for room, and takes away those that are no longer needed. */
export function autoscaler({ clusterName, region, highlyAvailable }: AutoscalerArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  return {
    chart: NAME,
    version: "9.59.0",
    repository: "https://kubernetes.github.io/autoscaler",
    namespace: NAMESPACE,
    pods: [{ name: NAME, kind: "deployment", replicas, ...REQUEST, priorityClass: PRIORITY }],
    values: {
      fullnameOverride: NAME,
      image: { tag: IMAGE_TAG },
      cloudProvider: "aws",
      awsRegion: region,
      autoDiscovery: { clusterName },
      replicaCount: replicas,
      resources: resourcesOf(REQUEST),
      priorityClassName: PRIORITY,
      podDisruptionBudget: { maxUnavailable: 1 },
      ...(highlyAvailable && { topologySpreadConstraints: overZones({ "app.kubernetes.io/name": `aws-${NAME}` }) }),
      rbac: { serviceAccount: { name: NAME } },
      securityContext: { runAsNonRoot: true, runAsUser: 65_534, runAsGroup: 65_534 },
      containerSecurityContext: RESTRICTED_CONTAINER,
      extraArgs: FLAGS,
    },
  };
}

/** In terms of its own flags; the rest of its defaults fit. */
const FLAGS = {
  v: 2,
  expander: "least-waste",
  "balance-similar-node-groups": true,
  // Daemons are on every node, so their share says nothing about whether a node is needed.
  "ignore-daemonsets-utilization": true,
  // Pods that may go anywhere must not keep a node alive: the add-ons' and those with scratch space, which all of the CRM's have.
  "skip-nodes-with-system-pods": false,
  "skip-nodes-with-local-storage": false,
} as const;
