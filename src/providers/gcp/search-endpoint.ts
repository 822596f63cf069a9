import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Address } from "@pulumi/gcp/compute/address";
import { ForwardingRule } from "@pulumi/gcp/compute/forwardingRule";
import { ManagedZone } from "@pulumi/gcp/dns/managedZone";
import { RecordSet } from "@pulumi/gcp/dns/recordSet";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { NetworkPeer } from "../../ports/common";
import type { ElasticRegion } from "../elastic/regions";
import type { GcpContext } from "./context";
import type { Network } from "./network";

/** Elasticsearch over TLS (Elastic Cloud, Private Service Connect). */
export const SEARCH_PORT = 9243;

/** The database subnetwork that holds the endpoint's address. */
const SUBNETWORK = 1;

export const ENDPOINT_PEER: NetworkPeer = { cidrs: [SUBNET_CIDRS.database[SUBNETWORK]], ports: [SEARCH_PORT] };

const TTL_SECONDS = 300;

export interface SearchEndpointArgs {
  readonly network: Network;
  readonly elastic: ElasticRegion;
}

/** Elastic Cloud as an address inside the VPC. */
export interface SearchEndpoint {
  readonly rule: ForwardingRule;
  /** Elastic knows the endpoint by it. */
  readonly connectionId: Output<string>;
  /** Names lead to the endpoint once these exist. */
  readonly ready: readonly Resource[];
}

export function createSearchEndpoint(
  name: string,
  { network, elastic }: SearchEndpointArgs,
  { region }: GcpContext,
  child: CustomResourceOptions,
): SearchEndpoint {
  const subnetwork = network.subnetwork("database", SUBNETWORK).id;
  const { id, address } = new Address(`${name}-address`, { region, subnetwork, addressType: "INTERNAL" }, child);
  const rule = new ForwardingRule(
    name,
    {
      region,
      network: network.vpc.id,
      ipAddress: id,
      target: elastic.serviceAttachment,
      // Empty is what tells an endpoint from a load balancer.
      loadBalancingScheme: "",
    },
    child,
  );
  const record = createNames(`${name}-names`, address, { network, elastic }, child);
  return { rule, connectionId: rule.pscConnectionId, ready: [rule, record] };
}

/** Inside this VPC every private name of the region leads to the endpoint; Elastic tells deployments apart by the name. */
function createNames(
  name: string,
  address: Output<string>,
  { network, elastic }: SearchEndpointArgs,
  child: CustomResourceOptions,
): RecordSet {
  const zone = new ManagedZone(
    name,
    {
      dnsName: `${elastic.domain}.`,
      description: "Elastic Cloud through its private endpoint",
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: network.vpc.id }] },
    },
    child,
  );
  const record = { name: `*.${elastic.domain}.`, type: "A", ttl: TTL_SECONDS, rrdatas: [address] };
  return new RecordSet(`${name}-all`, { managedZone: zone.name, ...record }, child);
}
