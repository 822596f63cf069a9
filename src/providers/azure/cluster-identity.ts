import type { Resource } from "@pulumi/pulumi";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, nameOf } from "./context";
import type { Network } from "./network";
import { grant, type RoleName } from "./role";
import type { Secrets } from "./secrets";

export interface ClusterIdentityArgs {
  readonly network: Network;
  readonly secrets: Secrets;
}

/** As whom the cluster acts. */
export interface ClusterIdentities {
  /** Joins nodes and control plane to their subnets, and asks the vault to decrypt the cluster's secrets. */
  readonly controlPlane: UserAssignedIdentity;
  /** Pulls images for the nodes. */
  readonly kubelet: UserAssignedIdentity;
  /** The control plane can't be made before it may do all that. */
  readonly ready: readonly Resource[];
}

export function createClusterIdentities(
  prefix: string,
  { network, secrets }: ClusterIdentityArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): ClusterIdentities {
  const identity = (role: string) =>
    new UserAssignedIdentity(`${prefix}-${role}`, { ...placed, resourceName: nameOf(azure, role) }, opts);
  const [controlPlane, kubelet] = [identity("control-plane"), identity("kubelet")];
  const may = (name: string, role: RoleName, { id: scope }: { readonly id: UserAssignedIdentity["id"] }) =>
    grant(`${prefix}-may-${name}`, { role, scope, to: controlPlane.principalId }, azure, opts);
  const ready = [
    may("join-api", "Network Contributor", network.subnet("public", 2)),
    ...network.subnets.private.map((subnet, index) => may(`join-${index}`, "Network Contributor", subnet)),
    may("lend-kubelet", "Managed Identity Operator", kubelet),
  ];
  if (secrets.encryption === null) return { controlPlane, kubelet, ready };
  const { vault } = secrets;
  // The second one, because AKS makes itself an endpoint to the vault (AKS, KMS with a private vault). It reads no secret.
  const keys = [may("decrypt", "Key Vault Crypto User", vault), may("reach-vault", "Key Vault Contributor", vault)];
  return { controlPlane, kubelet, ready: [...ready, ...keys] };
}

/** Both, as AKS takes them. */
export const actAs = ({ controlPlane, kubelet }: ClusterIdentities) => ({
  identity: { type: "UserAssigned" as const, userAssignedIdentities: [controlPlane.id] },
  identityProfile: {
    kubeletidentity: { resourceId: kubelet.id, clientId: kubelet.clientId, objectId: kubelet.principalId },
  },
});
