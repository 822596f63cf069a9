import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";

export const ZONES = ["a", "b", "c"];
export const PRIVATE_SUBNETS = ZONES.map((zone) => `<private-${zone}.id>`);
const VPC = { vpcId: "<vpc.id>" };

export const NETWORK = [
  resource(AWS.vpc, "vpc", { enableDnsHostnames: true }),
  resource(AWS.flowLog, "flow", { ...VPC, trafficType: "ALL" }),
  resource(AWS.defaultSecurityGroup, "default", { ...VPC, ingress: [], egress: [] }),
  resource(AWS.internetGateway, "internet", VPC),
  resource(AWS.routeTable, "public", VPC),
  resource(AWS.routeTable, "private", VPC),
  resource(AWS.route, "public-out", { routeTableId: "<public.id>", gatewayId: "<internet.id>" }),
  resource(AWS.route, "private-out", { routeTableId: "<private.id>", natGatewayId: "<nat-a.id>" }),
  ...ZONES.flatMap((zone) => [
    ...["public", "private"].flatMap((role) => [
      resource(AWS.subnet, `${role}-${zone}`, { ...VPC, availabilityZone: zone, mapPublicIpOnLaunch: false }),
      resource(AWS.routeTableAssociation, `${role}-${zone}-in`, {
        subnetId: `<${role}-${zone}.id>`,
        routeTableId: `<${role}.id>`,
      }),
    ]),
    resource(AWS.natGateway, `nat-${zone}`, { subnetId: `<public-${zone}.id>` }),
  ]),
  resource(AWS.securityGroup, "net-db", VPC),
  resource(AWS.securityGroup, "app", VPC),
  resource(AWS.ingressRule, "db-in", {
    securityGroupId: "<net-db.id>",
    description: "cache",
    ipProtocol: "tcp",
    fromPort: 6379,
    toPort: 6379,
    referencedSecurityGroupId: "<app.id>",
  }),
  resource(AWS.ingressRule, "app-in", {
    securityGroupId: "<app.id>",
    description: "HTTPS",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "0.0.0.0/0",
  }),
  resource(AWS.egressRule, "app-out", { securityGroupId: "<app.id>", ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" }),
  resource(AWS.vpcEndpoint, "endpoint", {
    vpcEndpointType: "Interface",
    securityGroupIds: ["<app.id>"],
    privateDnsEnabled: true,
  }),
];
