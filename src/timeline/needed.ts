import type { GraphResource } from "../graph/graph";

/** Waits that no input shows and that are right all the same: what would fail, or be made anew, without them. */
interface NeededWait {
  readonly waiter: RegExp;
  readonly waited: RegExp;
  readonly reason: string;
}

const NEEDED: readonly NeededWait[] = [
  {
    waiter: /^mongodbatlas:.*:AdvancedCluster$/,
    waited: /:(PrivateLinkEndpointService|NetworkPeering|VpcPeeringConnectionAccepter|Route)$/,
    reason: "Atlas shows private connection strings only on a cluster that was made after its network",
  },
  {
    waiter: /^mongodbatlas:.*:AdvancedCluster$/,
    waited: /:EncryptionAtRest$/,
    reason: "a cluster under a key of its own needs Atlas to have the key",
  },
  {
    waiter: /^aws:eks\/nodeGroup:/,
    waited: /^aws:(eks\/addon|ec2\/route|iam\/\w+):/,
    reason: "nodes become ready with pod networking, a way out, and the rights of their role",
  },
  {
    waiter: /^kubernetes:apps\/v1:Deployment$/,
    waited: /^kubernetes:batch\/v1:Job$/,
    reason: "the database is migrated before pods of the new version run",
  },
  {
    waiter: /^kubernetes:(batch\/v1:Job|apps\/v1:Deployment)$/,
    waited: /^kubernetes:external-secrets\.io/,
    reason: "pods wait in an error for a secret that is not there yet",
  },
  {
    waiter: /^kubernetes:.*:ExternalSecret$/,
    waited: /:(Secret|SecretVersion|ClusterSecretStore|Release)$/,
    reason: "a value that is not stored yet can't be fetched, and is tried again only after minutes",
  },
  {
    waiter: /^kubernetes:.*:ClusterSecretStore$/,
    waited: /^kubernetes:helm/,
    reason: "its kind comes with the operator",
  },
  {
    waiter: /^kubernetes:apps\/v1:Deployment$/,
    waited: /:(TargetGroupBinding|HTTPRoute|Service)$/,
    reason: "pods that are bound first wait until the load balancer calls them healthy",
  },
  {
    waiter: /^kubernetes:/,
    waited: /:(HealthCheckPolicy|Namespace|NetworkPolicy)$/,
    reason: "holds for a pod from its first moment, or not at all",
  },
  {
    waiter: /^kubernetes:.*:(HorizontalPodAutoscaler|ScaledObject)$/,
    waited: /^kubernetes:/,
    reason: "scales what is there",
  },
  {
    waiter: /./,
    waited:
      /(:RoleAssignment|IAMMember|IamMember|:RolePolicy|:RolePolicyAttachment|:PodIdentityAssociation|:FederatedIdentityCredential)$/,
    reason: "a right has to be there before it is used",
  },
  {
    waiter: /^gcp:/,
    waited: /^gcp:projects\/service/,
    reason: "an API has to be enabled before it is used",
  },
  {
    waiter: /^gcp:container\/(cluster|nodePool):/,
    waited: /^gcp:compute\/routerNat:/,
    reason: "private nodes register through it",
  },
  {
    waiter: /^gcp:logging\/projectExclusion:/,
    waited: /^gcp:logging\/projectSink:/,
    reason: "what is excluded before it is kept elsewhere is lost",
  },
  {
    waiter: /^aws:kms\/key:/,
    waited: /^aws:iam\/serviceLinkedRole:/,
    reason: "its policy names the role",
  },
  {
    waiter: /^aws:opensearch\/domain:/,
    waited: /^aws:(cloudwatch|iam)\//,
    reason: "the service checks that it may write its logs and act in the VPC",
  },
  {
    waiter: /^(pulumi:providers:kubernetes|kubernetes:)/,
    waited: /:(NodeGroup|NodePool|AgentPool|AccessPolicyAssociation|Addon)$/,
    reason: "pods need nodes, and whoever makes them the right to do so",
  },
];

/** Why a wait is right though nothing is carried over; null where nobody has a reason. */
export function reasonFor(waiter: GraphResource, waited: GraphResource): string | null {
  const found = NEEDED.find((wait) => wait.waiter.test(waiter.type) && wait.waited.test(waited.type));
  return found?.reason ?? null;
}
