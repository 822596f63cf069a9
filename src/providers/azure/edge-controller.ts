import type { CustomResourceOptions, Input, Output, Resource } from "@pulumi/pulumi";
import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { known } from "../../conventions/known";
import { createNamespace } from "../../kubernetes/namespace";
import { installOperator, type Operator, type Request, type SystemPod } from "../../kubernetes/operators/operator";
import type { Cluster } from "./cluster";
import type { Placed } from "./component";
import { type AzureContext, nameOf } from "./context";
import { grant } from "./role";

export interface ControllerArgs {
  readonly placed: Placed;
  readonly cluster: Cluster;
  /** Ids of all that it may change or join: the load balancer, its firewall and its subnet. Of the nodes it reads where they are. */
  readonly loadBalancer: Input<string>;
  readonly firewall: Input<string>;
  readonly subnet: Input<string>;
}

export interface Controller {
  /** Depend on it for what the cluster has to know of gateways. */
  readonly release: Resource;
  readonly pods: readonly SystemPod[];
}

/** Names that the chart gives, and no value changes. */
const NAMESPACE = "azure-alb-system";
const SERVICE_ACCOUNT = "alb-controller-sa";

/** What the chart asks for, and its makers support (Application Gateway for Containers, Helm chart). */
const CONTROLLER: Request = { cpu: 100, memory: 200 };
const BOOTSTRAP: Request = { cpu: 100, memory: 128 };
/** Of which one works; another number is not supported. */
const REPLICAS = 2;

/** ALB Controller: it tells the load balancer, which it did not make, what the cluster's routes say. */
export function createController(
  name: string,
  args: ControllerArgs,
  azure: AzureContext,
  parent: Resource,
): Controller {
  const { cluster, placed } = args;
  const resourceName = nameOf(azure, "alb");
  const identity = new UserAssignedIdentity(`${name}-identity`, { ...placed, resourceName }, { parent });
  // The whole cluster: pods need nodes.
  const inCluster = { parent, provider: cluster.kubernetes, dependsOn: [cluster] };
  // The chart is not made for `restricted`, and says of no port who uses it: neither could be demanded of its pods.
  const security = { namespace: NAMESPACE, security: "baseline" } as const;
  const namespace = createNamespace(`${name}-namespace`, security, inCluster);
  const ready = [trust(name, args, identity, { parent }), ...authorize(name, args, identity, azure, { parent })];
  const operator = operatorOf(identity.clientId);
  const release = installOperator(name, operator, { ...inCluster, dependsOn: [cluster, namespace, ...ready] });
  return { release, pods: operator.pods };
}

/** Its pods act as the identity, without a key. */
function trust(
  name: string,
  { cluster, placed }: ControllerArgs,
  identity: UserAssignedIdentity,
  opts: CustomResourceOptions,
): Resource {
  const issuer = cluster.aks.oidcIssuerProfile.apply((profile) =>
    known(profile?.issuerURL, "the issuer of the cluster's identities"),
  );
  return new FederatedIdentityCredential(
    `${name}-pod`,
    {
      resourceGroupName: placed.resourceGroupName,
      resourceName: identity.name,
      federatedIdentityCredentialResourceName: "controller",
      issuer,
      subject: `system:serviceaccount:${NAMESPACE}:${SERVICE_ACCOUNT}`,
      audiences: ["api://AzureADTokenExchange"],
    },
    opts,
  );
}

/** The roles that Microsoft names; those to change something each on one resource instead of on the group (ALB Controller, Helm). */
function authorize(
  name: string,
  { cluster, loadBalancer, firewall, subnet }: ControllerArgs,
  { principalId: to }: UserAssignedIdentity,
  azure: AzureContext,
  opts: CustomResourceOptions,
): readonly Resource[] {
  const manage = { role: "AppGw for Containers Configuration Manager", scope: loadBalancer, to } as const;
  const join = { role: "Network Contributor", to } as const;
  return [
    grant(`${name}-manager`, manage, azure, opts),
    grant(`${name}-firewall`, { ...join, scope: firewall }, azure, opts),
    grant(`${name}-subnet`, { ...join, scope: subnet }, azure, opts),
    grant(`${name}-nodes`, { role: "Reader", scope: cluster.nodeGroupId, to }, azure, opts),
  ];
}

function operatorOf(clientID: Output<string>): Operator {
  const container = ({ cpu, memory }: Request, limits: Request) => ({
    requests: { cpu: `${cpu}m`, memory: `${memory}Mi` },
    limits: { cpu: `${limits.cpu}m`, memory: `${limits.memory}Mi` },
  });
  return {
    chart: "alb-controller",
    version: "1.12.1",
    repository: "oci://mcr.microsoft.com/application-lb/charts",
    namespace: NAMESPACE,
    pods: [
      { name: "alb-controller", kind: "deployment", replicas: REPLICAS, ...CONTROLLER },
      { name: "alb-controller-bootstrap", kind: "deployment", replicas: 1, ...BOOTSTRAP },
    ],
    values: {
      albController: {
        namespace: NAMESPACE,
        podIdentity: { clientID },
        controller: { replicaCount: REPLICAS, resource: container(CONTROLLER, { cpu: 400, memory: 400 }) },
        init: { resource: container(BOOTSTRAP, { cpu: 200, memory: 128 }) },
        installGatewayApiCRDs: true,
        securityPolicyFeatureFlag: true,
      },
    },
  };
}
