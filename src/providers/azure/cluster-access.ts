import { interpolate } from "@pulumi/pulumi";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import type { ClusterArgs } from "../../ports/cluster";
import type { Network } from "./network";

/**
 * Nodes reach the control plane inside the network, in a subnet that it has to itself; it is also the only way in which AKS lets a
 * cluster's secrets be under a key of a private vault. From outside nobody comes but from the ranges that were named.
 */
export function accessOf(
  adminCidrs: ClusterArgs["adminCidrs"],
  network: Network,
): NonNullable<ManagedClusterArgs["apiServerAccessProfile"]> {
  const inside = {
    enableVnetIntegration: true,
    subnetId: network.subnet("public", 2).id,
    disableRunCommand: true,
  };
  if (adminCidrs === null || adminCidrs.length === 0)
    // Its name stays public, with an address inside the network: whoever is there needs no DNS zone of AKS' own.
    return { ...inside, enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true, privateDNSZone: "none" };
  // What runs in the cluster and asks by name comes from the NAT gateways.
  const egress = network.egress.map((address) => interpolate`${address}/32`);
  return { ...inside, authorizedIPRanges: [...adminCidrs, ...egress] };
}
