import { listOf, plainOf } from "../../policy/values";
import { billed, type Costs, type Estimator, free, hourly, monthly, stepped } from "../estimator";
import type { PriceId } from "../price-book";
import type { Usage } from "../usage";

/** To the internet, from whichever service: 10 TB, 40 TB and 100 TB a month, then no end (EC2 pricing, "Data Transfer"). */
const OUT_STEPS: readonly (readonly [number, PriceId])[] = [
  [10_240, "aws/data-transfer/internet-out.first-10tb"],
  [40_960, "aws/data-transfer/internet-out.next-40tb"],
  [102_400, "aws/data-transfer/internet-out.next-100tb"],
  [Infinity, "aws/data-transfer/internet-out.over-150tb"],
];

export const toInternet = (item: string, gb: number) => stepped(item, gb, OUT_STEPS);

const address: Estimator = () => [hourly("public address", "aws/public-ipv4/in-use")];

const natGateway: Estimator = (resource, { graph, usage }) => {
  const gateways = graph.ofType(resource.type).length;
  return [
    hourly("NAT gateway", "aws/nat-gateway/hour"),
    monthly("through NAT", "aws/nat-gateway/data-processed", usage.natGb / gateways),
    ...toInternet("to third parties", usage.natOutGb / gateways),
  ];
};

/** Gateway endpoints cost nothing; an interface is paid in each zone that it has a foot in. */
const endpoint: Estimator = (resource, { usage }) => {
  if (plainOf(resource, "vpcEndpointType") !== "Interface") return [];
  const zones = listOf(resource, "subnetIds").length;
  return [
    hourly(`endpoint in ${zones} zones`, "aws/vpc-endpoint/interface.hour-per-az", zones),
    monthly("through the endpoint", "aws/vpc-endpoint/interface.data-first-1pb", usage.databaseGb),
  ];
};

const loadBalancer: Estimator = (resource, { usage }) => {
  const zones = listOf(resource, "subnets").length;
  const isPublic = plainOf(resource, "internal") !== true;
  return [
    hourly("load balancer", "aws/alb/hour"),
    monthly("load balancer's capacity", "aws/alb/lcu", capacityOf(usage)),
    ...(isPublic ? [hourly(`${zones} public addresses`, "aws/public-ipv4/in-use", zones)] : []),
    ...(isPublic ? toInternet("answers to the internet", usage.internetOutGb) : []),
  ];
};

/** One LCU-hour is 1 GB or 25 new connections a second for an hour, whichever is used up first (ELB pricing). */
const CONNECTIONS_PER_LCU_HOUR = 25 * 3_600;

/** At worst each call of the API opens a connection of its own. */
const capacityOf = ({ edgeGb, apiCalls }: Usage): number => Math.max(edgeGb, apiCalls / CONNECTIONS_PER_LCU_HOUR);

const trustStore: Estimator = () => [hourly("trust store", "aws/alb/trust-store")];

/** Everything between the internet and the pods. */
export const NETWORK_COSTS: Costs = {
  "aws:ec2/eip:Eip": billed(address),
  "aws:ec2/natGateway:NatGateway": billed(natGateway),
  "aws:ec2/vpcEndpoint:VpcEndpoint": billed(endpoint),
  "aws:lb/loadBalancer:LoadBalancer": billed(loadBalancer),
  "aws:lb/trustStore:TrustStore": billed(trustStore),
  ...free(
    "part of the network",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/managedPrefixList:ManagedPrefixList",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ),
  ...free(
    "only traffic between zones is paid: counted at the cluster",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  ),
  ...free("its records are paid at their log group", "aws:ec2/flowLog:FlowLog"),
  ...free(
    "part of the load balancer",
    "aws:lb/listener:Listener",
    "aws:lb/listenerRule:ListenerRule",
    "aws:lb/targetGroup:TargetGroup",
  ),
};
