import type { Output, Resource } from "@pulumi/pulumi";
import { PrivateDnsZoneGroup } from "@pulumi/azure-native/network/privateDnsZoneGroup";
import { PrivateEndpoint } from "@pulumi/azure-native/network/privateEndpoint";
import type { Subnet } from "@pulumi/azure-native/network/subnet";
import type { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { PrivateZone as DnsZone } from "@pulumi/azure-native/privatedns/privateZone";
import { VirtualNetworkLink } from "@pulumi/azure-native/privatedns/virtualNetworkLink";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { ChildOptions, Placed } from "./component";

/** Kinds of services with a private endpoint, and the zone that their public names lead to inside a network (Private Link, DNS). */
const ZONES = {
  MongoCluster: "privatelink.mongocluster.cosmos.azure.com",
  redisEnterprise: "privatelink.redis.azure.net",
  searchService: "privatelink.search.windows.net",
  blob: "privatelink.blob.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
  registry: "privatelink.azurecr.io",
} as const;
export type PrivateGroup = keyof typeof ZONES;

/** Otherwise security groups don't see what goes to a private endpoint. */
export const ENDPOINT_POLICIES = "NetworkSecurityGroupEnabled";

/** Whose clients use the endpoint. */
interface InNetwork {
  readonly network: { readonly vnet: VirtualNetwork };
}

/** A network can have one zone of each name, so several endpoints of a kind share it. */
export interface PrivateZone {
  readonly id: Output<string>;
  /** Without the link nobody in the network sees the zone. */
  readonly link: VirtualNetworkLink;
}

export interface PrivateEndpointArgs extends InNetwork {
  /** Id of the service. */
  readonly target: Output<string>;
  readonly group: PrivateGroup;
  /** One of the database subnets. */
  readonly subnet: Subnet;
  /** Where others of the kind exist; otherwise the endpoint brings its own. */
  readonly zone?: PrivateZone;
}

/** Where services that speak HTTPS have their addresses: one database subnet for all of them. */
export const HTTPS_ENDPOINTS = { cidrs: [SUBNET_CIDRS.database[2]], ports: [443] } as const;

/** An address of a service inside the network. */
export interface Private {
  readonly endpoint: PrivateEndpoint;
  /** From then on the service's name leads to the address: whoever calls it waits for these. */
  readonly ready: readonly Resource[];
}

export function createPrivateZone(
  name: string,
  group: PrivateGroup,
  { network }: InNetwork,
  { resourceGroupName, tags }: Placed,
  opts: ChildOptions,
): PrivateZone {
  const global = { resourceGroupName, location: "global", tags };
  const zone = new DnsZone(name, { ...global, privateZoneName: ZONES[group] }, opts);
  const args = { privateZoneName: zone.name, virtualNetworkLinkName: "network", registrationEnabled: false };
  const virtualNetwork = { id: network.vnet.id };
  return { id: zone.id, link: new VirtualNetworkLink(`${name}-link`, { ...global, ...args, virtualNetwork }, opts) };
}

/** Wait in `opts` for what must be there before: a service refuses endpoints until it is wholly made. */
export function createPrivateEndpoint(
  name: string,
  { target, group, subnet, network, zone }: PrivateEndpointArgs,
  placed: Placed,
  opts: ChildOptions,
): Private {
  const { id, link } = zone ?? createPrivateZone(`${name}-zone`, group, { network }, placed, opts);
  const endpoint = new PrivateEndpoint(
    name,
    {
      ...placed,
      privateEndpointName: name,
      customNetworkInterfaceName: `${name}-nic`,
      // The SDK would add that security groups don't count there: it says what the subnet itself does.
      subnet: { id: subnet.id, privateEndpointNetworkPolicies: ENDPOINT_POLICIES },
      privateLinkServiceConnections: [{ name: group, privateLinkServiceId: target, groupIds: [group] }],
    },
    opts,
  );
  const records = new PrivateDnsZoneGroup(
    `${name}-records`,
    {
      resourceGroupName: placed.resourceGroupName,
      privateEndpointName: endpoint.name,
      privateDnsZoneGroupName: "default",
      privateDnsZoneConfigs: [{ name: group, privateDnsZoneId: id }],
    },
    { ...opts, dependsOn: [...opts.dependsOn, link] },
  );
  return { endpoint, ready: [endpoint, link, records] };
}
