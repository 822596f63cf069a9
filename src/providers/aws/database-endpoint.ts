import type { Resource } from "@pulumi/pulumi";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint";
import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { PrivateLinkEndpoint } from "@pulumi/mongodbatlas/privateLinkEndpoint";
import { PrivateLinkEndpointService } from "@pulumi/mongodbatlas/privateLinkEndpointService";
import type { Project } from "@pulumi/mongodbatlas/project";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { NetworkPeer } from "../../ports/common";
import { atlasRegionOfAws } from "../atlas/regions";
import { type AwsContext, nameOf } from "./context";
import type { Network } from "./network";

/** One port per node of every cluster of the project, from 1024 up (MongoDB Atlas, private endpoints). */
const PORTS = { ipProtocol: "tcp", fromPort: 1024, toPort: 65535 } as const;

export const ENDPOINT_PEER: NetworkPeer = { cidrs: SUBNET_CIDRS.database, ports: [[PORTS.fromPort, PORTS.toPort]] };

export interface DatabaseEndpointArgs {
  readonly network: Network;
  readonly project: Project;
}

/** Atlas as an address inside the VPC: nothing of Atlas' network is routable, unlike with the peering. */
export function createDatabaseEndpoint(
  prefix: string,
  args: DatabaseEndpointArgs,
  aws: AwsContext,
  parent: Resource,
): Resource {
  const { network, project } = args;
  const name = `${prefix}-endpoint`;
  const link = new PrivateLinkEndpoint(
    `${name}-link`,
    { projectId: project.id, providerName: "AWS", region: atlasRegionOfAws(aws.region) },
    { parent },
  );
  const group = createEndpointGroup(name, network, aws, parent);
  const endpoint = new VpcEndpoint(
    name,
    {
      vpcId: network.vpc.id,
      serviceName: link.endpointServiceName,
      vpcEndpointType: "Interface",
      subnetIds: [...network.subnetIds("database")],
      securityGroupIds: [group.id],
      tags: { Name: nameOf(aws, "atlas") },
    },
    { parent },
  );
  return new PrivateLinkEndpointService(
    `${name}-service`,
    { projectId: project.id, privateLinkId: link.privateLinkId, endpointServiceId: endpoint.id, providerName: "AWS" },
    { parent },
  );
}

function createEndpointGroup(name: string, network: Network, aws: AwsContext, parent: Resource): SecurityGroup {
  const { app } = network.securityGroups;
  const args = { vpcId: network.vpc.id, description: "MongoDB Atlas endpoint", tags: { Name: nameOf(aws, "atlas") } };
  const group = new SecurityGroup(`${name}-group`, args, { parent });
  new SecurityGroupIngressRule(
    `${name}-from-app`,
    { ...PORTS, securityGroupId: group.id, referencedSecurityGroupId: app.id, description: "Pods to MongoDB" },
    { parent },
  );
  new SecurityGroupEgressRule(
    `${name}-to-endpoint`,
    { ...PORTS, securityGroupId: app.id, referencedSecurityGroupId: group.id, description: "MongoDB endpoint" },
    { parent },
  );
  return group;
}
