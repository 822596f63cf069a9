import type { Input, Resource } from "@pulumi/pulumi";
import type { Cluster as EksCluster } from "@pulumi/aws/eks/cluster";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import {
  installOperator,
  type Operator,
  overZones,
  replicasOf,
  type Request,
  resourcesOf,
  RESTRICTED_CONTAINER,
  type SystemPod,
} from "../../kubernetes/operators/operator";
import { allow, createRole, TRUST_PODS } from "./iam";

/** By it a namespace's pods count as ready only once the load balancer reaches them (Load Balancer Controller, readiness gates). */
export const READINESS_LABELS = { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" } as const;

export interface ControllerArgs {
  readonly cluster: EksCluster;
  readonly clusterName: string;
  readonly region: string;
  readonly vpcId: Input<string>;
  /** Of the only target groups whose targets it may change: by tag, so that one which is replaced can still be emptied. */
  readonly targetGroups: { readonly arn: string; readonly stack: string };
  readonly highlyAvailable: boolean;
  readonly kubernetes: KubernetesProvider;
}

export interface Controller {
  /** Depend on it to bind a service's pods to a target group. */
  readonly release: Resource;
  readonly pods: readonly SystemPod[];
}

const NAME = "aws-load-balancer-controller";
const NAMESPACE = "kube-system";
const PRIORITY = "system-cluster-critical";
const REQUEST: Request = { cpu: 50, memory: 128 };

/** All that it asks AWS to bind pods by their addresses while it leaves security groups alone (its source, v3.5.0). */
const LOOK = [
  "elasticloadbalancing:DescribeTargetGroups",
  "elasticloadbalancing:DescribeTargetHealth",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeVpcs",
];
const BIND = ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"];

/** AWS Load Balancer Controller, for one thing only: it puts pods into target groups, and takes them out again. */
export function createController(name: string, args: ControllerArgs, parent: Resource): Controller {
  const operator = operatorOf(args);
  const dependsOn = [createIdentity(name, args, parent)];
  const release = installOperator(name, operator, { parent, provider: args.kubernetes, dependsOn });
  return { release, pods: operator.pods };
}

function createIdentity(prefix: string, { cluster, targetGroups }: ControllerArgs, parent: Resource): Resource {
  const ours = { StringEquals: { "aws:ResourceTag/stack": targetGroups.stack } };
  const statements = [allow(LOOK, "*"), allow(BIND, targetGroups.arn, ours)];
  const { role, ready } = createRole(`${prefix}-role`, { trust: TRUST_PODS, statements }, parent);
  const args = { clusterName: cluster.name, namespace: NAMESPACE, serviceAccount: NAME, roleArn: role.arn };
  return new PodIdentityAssociation(`${prefix}-pod`, args, { parent, dependsOn: [...ready] });
}

function operatorOf({ clusterName, region, vpcId, highlyAvailable }: ControllerArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  return {
    chart: NAME,
    version: "3.5.0",
    repository: "https://aws.github.io/eks-charts",
    namespace: NAMESPACE,
    pods: [{ name: NAME, kind: "deployment", replicas, ...REQUEST, priorityClass: PRIORITY }],
    values: {
      clusterName,
      // Pods can't reach their node's metadata, so it is told what it would look up there.
      region,
      vpcId,
      replicaCount: replicas,
      resources: resourcesOf(REQUEST),
      priorityClassName: PRIORITY,
      podDisruptionBudget: { maxUnavailable: 1 },
      ...(highlyAvailable && { topologySpreadConstraints: overZones({ "app.kubernetes.io/name": NAME }) }),
      serviceAccount: { name: NAME },
      securityContext: RESTRICTED_CONTAINER,
      // Without its answer a pod would count as ready before the load balancer has seen it. Only labelled namespaces ask.
      podMutatorWebhookConfig: { failurePolicy: "Fail" },
      // A new certificate with every upgrade would make the API server distrust pods that still run.
      keepTLSSecret: true,
      ...BINDS_ONLY,
    },
  };
}

/** It makes no load balancer of its own, be it for an ingress, a service or a gateway. */
const BINDS_ONLY = {
  createIngressClassResource: false,
  disableIngressClassAnnotation: true,
  webhookConfig: { disableIngressValidation: true },
  enableServiceMutatorWebhook: false,
  enableBackendSecurityGroup: false,
  enableShield: false,
  enableWaf: false,
  enableWafv2: false,
  controllerConfig: {
    featureGates: { ALBGatewayAPI: false, NLBGatewayAPI: false, EnableServiceController: false },
  },
} as const;
