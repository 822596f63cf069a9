import type { Resource } from "@pulumi/pulumi";
import type { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import { allow, createRole, TRUST_PODS } from "./iam";

const SERVICE_ACCOUNT = "cluster-autoscaler";

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

/** Lets the autoscaler move this cluster's node groups, and only these: EKS tags their scaling groups with its name. */
export function createAutoscalerIdentity(prefix: string, eks: EksCluster, clusterName: string, parent: Resource): void {
  const name = `${prefix}-autoscaler`;
  const ours = { StringEquals: { "aws:ResourceTag/eks:cluster-name": clusterName } };
  const statements = [allow(LOOK, "*"), allow(SCALE, "*", ours)];
  const { role } = createRole(name, { trust: TRUST_PODS, statements }, parent);
  const args = { clusterName: eks.name, namespace: "kube-system", serviceAccount: SERVICE_ACCOUNT, roleArn: role.arn };
  new PodIdentityAssociation(`${name}-pod`, args, { parent });
}
