import type { GraphResource } from "../../src/graph/graph";
import { API_SERVICE, ATLAS_CIDR, SUBNET_CIDRS } from "../../src/conventions/cidrs";
import type { PolicyGraph } from "../../src/policy/query";
import { listOf, read } from "../../src/policy/values";
import { atlasPeer, atlasPorts, atlasRanges } from "./atlas";
import type { NetworkObserver, WayOut } from "./cloud";

export const SUBNET = "aws:ec2/subnet:Subnet";
export const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
export const SEARCH = "aws:opensearch/domain:Domain";
export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const CACHE_SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** A subnet's route table decides, not its name. */
function wayOut(graph: PolicyGraph, subnet: GraphResource): WayOut {
  const [association] = graph.referring("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet);
  const [table] = association ? graph.referred(association, "routeTableId", "aws:ec2/routeTable:RouteTable") : [];
  if (table === undefined) throw new Error(`${subnet.name} has no route table of its own`);
  const routes = graph.referring("aws:ec2/route:Route", "routeTableId", table);
  const out = routes.find(({ inputs }) => inputs["destinationCidrBlock"] === "0.0.0.0/0");
  if (out === undefined) return "none";
  return "gatewayId" in out.inputs ? "direct" : "NAT";
}

const rangesOf = (graph: PolicyGraph, type: string, path: string): readonly string[] => {
  const subnets = graph.ofType(type).flatMap((resource) => graph.referred(resource, path, SUBNET));
  return [...new Set(subnets.map(({ inputs }) => String(inputs["cidrBlock"])))];
};

const nodeRanges = (graph: PolicyGraph) => rangesOf(graph, NODE_GROUP, "subnetIds");

/** Groups that data and the database's endpoint carry. */
function dataGroups(graph: PolicyGraph): readonly GraphResource[] {
  const carried = (type: string, path: string) => graph.ofType(type).flatMap((one) => graph.referred(one, path, GROUP));
  const groups = [...carried(CACHE, "securityGroupIds"), ...carried(SEARCH, "vpcOptions")];
  const endpoints = graph
    .ofType(ENDPOINT)
    .filter(({ inputs }) => String(inputs["serviceName"]).startsWith("<crm-database-"));
  return [
    ...new Set([...groups, ...endpoints.flatMap((endpoint) => graph.referred(endpoint, "securityGroupIds", GROUP))]),
  ];
}

const rulesOf = (graph: PolicyGraph, type: string, groups: readonly GraphResource[]) =>
  groups.flatMap((group) => graph.referring(type, "securityGroupId", group));

function portsOf({ inputs }: GraphResource): string {
  const [from, to] = [String(inputs["fromPort"]), String(inputs["toPort"])];
  return from === to ? from : `${from}-${to}`;
}

/** Into our own data services by their groups, out to Atlas by the nodes' group: its network is no group of ours. */
function doors(graph: PolicyGraph): readonly string[] {
  const nodes = graph.ofType(TEMPLATE).flatMap((template) => graph.referred(template, "vpcSecurityGroupIds", GROUP));
  const [nodesGroup] = nodes;
  const who = (rule: GraphResource): string => {
    const source = read(rule, "referencedSecurityGroupId");
    return nodesGroup !== undefined && source === `<${nodesGroup.name}.id>` ? "nodes" : JSON.stringify(rule.inputs);
  };
  const incoming = rulesOf(graph, INGRESS, dataGroups(graph)).map((rule) => `${who(rule)} ${portsOf(rule)}`);
  const outgoing = rulesOf(graph, EGRESS, [...new Set(nodes)]).filter(
    ({ inputs }) => inputs["cidrIpv4"] === ATLAS_CIDR,
  );
  return [...incoming, ...outgoing.map((rule) => `nodes ${portsOf(rule)}`)];
}

function admitted(graph: PolicyGraph): readonly string[] {
  const groups = graph.ofType(LOAD_BALANCER).flatMap((one) => graph.referred(one, "securityGroups", GROUP));
  return rulesOf(graph, INGRESS, groups).flatMap((rule) => {
    const lists = graph.referred(rule, "prefixListId", "aws:ec2/managedPrefixList:ManagedPrefixList");
    const ranges = lists.flatMap((list) =>
      listOf(list, "entries").map((entry) => (entry as { readonly cidr: string }).cidr),
    );
    return ranges.length > 0 && !("cidrIpv4" in rule.inputs) ? ranges : ["anyone"];
  });
}

export const AWS_NETWORK: NetworkObserver = {
  subnets: (graph) =>
    graph.ofType(SUBNET).map((subnet) => ({
      cidr: String(subnet.inputs["cidrBlock"]),
      zone: String(subnet.inputs["availabilityZoneId"]),
      wayOut: wayOut(graph, subnet),
    })),
  publicWayOut: "direct",
  homes: (graph) => ({
    nodes: nodeRanges(graph),
    cache: rangesOf(graph, CACHE_SUBNETS, "subnetIds"),
    search: rangesOf(graph, SEARCH, "vpcOptions"),
    database: [...atlasRanges(graph), ...rangesOf(graph, ENDPOINT, "subnetIds")],
  }),
  vendorRanges: [ATLAS_CIDR],
  // Pods have addresses of their nodes' subnets.
  clients: nodeRanges,
  admitted,
  doors,
  databasePorts: atlasPorts,
  leaks: (graph) => rulesOf(graph, EGRESS, dataGroups(graph)).map(({ name }) => name),
  ports: { cache: "6379", search: "443" },
  peers: {
    loadBalancer: SUBNET_CIDRS.public,
    cache: SUBNET_CIDRS.database,
    search: SUBNET_CIDRS.database,
    database: atlasPeer(SUBNET_CIDRS.database, ATLAS_CIDR),
    api: [API_SERVICE, ...SUBNET_CIDRS.private],
    identity: "169.254.170.23/32 80",
    objects: null,
    secrets: null,
  },
};
