import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { Address } from "@pulumi/gcp/compute/address";
import { ForwardingRule } from "@pulumi/gcp/compute/forwardingRule";
import { PrivateLinkEndpoint } from "@pulumi/mongodbatlas/privateLinkEndpoint";
import { PrivateLinkEndpointService } from "@pulumi/mongodbatlas/privateLinkEndpointService";
import type { Project } from "@pulumi/mongodbatlas/project";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import type { NetworkPeer } from "../../ports/common";
import type { GcpContext } from "./context";
import { allow } from "./firewall";
import type { Network } from "./network";

/** One port per node of every cluster of the project, from 1024 up (MongoDB Atlas, private endpoints). */
const PORTS = [1024, 65535] as const;

/** The database subnetwork that holds the endpoint's address. */
const SUBNETWORK = 0;

export const ENDPOINT_PEER: NetworkPeer = { cidrs: [SUBNET_CIDRS.database[SUBNETWORK]], ports: [PORTS] };

export interface DatabaseEndpointArgs {
  readonly network: Network;
  readonly project: Project;
}

/** Atlas as an address inside the VPC: nothing of Atlas' network is routable, unlike with the peering. */
export function createDatabaseEndpoint(
  prefix: string,
  args: DatabaseEndpointArgs,
  gcp: GcpContext,
  child: CustomResourceOptions,
): Resource {
  const { network, project } = args;
  const { region } = gcp;
  const name = `${prefix}-endpoint`;
  // Atlas finds each node by its port, so one address is enough for 150 of them; without it each would need its own.
  const link = new PrivateLinkEndpoint(
    `${name}-link`,
    { projectId: project.id, providerName: "GCP", region, portMappingEnabled: true },
    // Atlas does not wait for Google's services.
    { ...child, dependsOn: [project] },
  );
  const subnetwork = network.subnetwork("database", SUBNETWORK).id;
  const address = new Address(`${name}-address`, { region, subnetwork, addressType: "INTERNAL" }, child);
  const rule = new ForwardingRule(
    name,
    {
      region,
      network: network.vpc.id,
      ipAddress: address.id,
      target: link.serviceAttachmentNames.apply(([attachment]) => known(attachment, "the service attachment of Atlas")),
      // Empty is what tells an endpoint from a load balancer.
      loadBalancingScheme: "",
    },
    child,
  );
  const ports = PORTS.join("-");
  const egress = {
    direction: "EGRESS",
    ranges: ENDPOINT_PEER.cidrs,
    tcp: [ports],
    description: "MongoDB's endpoint",
  } as const;
  allow(`${name}-from-app`, network, egress, child);
  return new PrivateLinkEndpointService(
    `${name}-service`,
    {
      projectId: project.id,
      privateLinkId: link.privateLinkId,
      providerName: "GCP",
      gcpProjectId: gcp.project,
      endpointServiceId: rule.name,
      privateEndpointIpAddress: address.address,
    },
    child,
  );
}
