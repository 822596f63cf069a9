import type { GraphResource } from "../../graph/graph";
import { is, isAbsent, isNot, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, perStack, type Rule } from "../rule";
import { listOf, plainOf } from "../values";
import { AWS } from "./types";

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: "N01",
    title: "the network resolves names",
    why: "EKS nodes and private endpoints find their services by DNS names of the VPC",
    reference: "EKS user guide, VPC requirements",
    severity: "medium",
    check: perResource(AWS.vpc, where({ enableDnsHostnames: is(true), enableDnsSupport: isNot(false) })),
  },
  {
    id: "N02",
    title: "subnets hand out no public addresses",
    why: "a public address exposes whatever starts in the subnet, wanted or not",
    reference: "CKV_AWS_130, FSBP EC2.15",
    severity: "high",
    check: perResource(AWS.subnet, where({ mapPublicIpOnLaunch: isNot(true) })),
  },
  {
    id: "N03",
    title: "flow logs record all traffic of the network",
    why: "without them an incident can't be traced",
    reference: "CKV2_AWS_11, FSBP EC2.6, CIS AWS 3.7",
    severity: "medium",
    check: perResource(AWS.vpc, hasFlowLog),
  },
  {
    id: "N04",
    title: "the default security group lets nothing through",
    why: "whatever names no group lands in it",
    reference: "CKV2_AWS_12, FSBP EC2.2, CIS AWS 5.4",
    severity: "high",
    check: perResource(AWS.vpc, hasClosedDefaultGroup),
  },
  {
    id: "N05",
    title: "only ports 80 and 443 are open to everybody",
    why: "any other open port is an administrator's or a data service's",
    reference: "CKV_AWS_24/25/260/277, FSBP EC2.13/14/18/19, CIS AWS 5.2",
    severity: "high",
    check: perResource(AWS.ingressRule, (rule) => !isOpen(rule) || opensOnlyWeb(rule)),
  },
  {
    id: "N06",
    title: "no rule lets every protocol out to everybody",
    why: "an intruder sends data out through the widest rule",
    reference: "CKV_AWS_382",
    severity: "medium",
    check: perResource(AWS.egressRule, (rule) => plainOf(rule, "ipProtocol") !== "-1" || !isOpen(rule)),
  },
  {
    id: "N07",
    title: "every ingress rule says what it is for",
    why: "a rule without a purpose is never removed",
    reference: "CKV_AWS_23",
    severity: "low",
    check: perResource(AWS.ingressRule, where({ description: isSet })),
  },
  {
    id: "N08",
    title: "security groups have no inline rules",
    why: "inline and standalone rules overwrite each other in turns",
    reference: "@pulumi/aws, SecurityGroup",
    severity: "medium",
    check: perResource(AWS.securityGroup, where({ ingress: isAbsent, egress: isAbsent })),
  },
  {
    id: "N09",
    title: "data services are reached from security groups, never from addresses",
    why: "an address range admits whatever gets an address in it",
    reference: "FSBP EC2.18",
    severity: "high",
    check: perResource(AWS.securityGroup, admitsGroupsOnly, guardsData),
  },
  {
    id: "N10",
    title: "interface endpoints have their own security group, and AWS's services their private names",
    why: "by default an endpoint takes the closed default group, and clients go on to the public one",
    reference: "FSBP EC2.10, @pulumi/aws, VpcEndpoint",
    severity: "medium",
    check: perResource(AWS.vpcEndpoint, endpointIsPrivate),
  },
  {
    id: "N11",
    title: "the way out survives the loss of a zone",
    why: "with one NAT gateway a zone takes the others' way out along",
    reference: "EKS best practices guide, reliability",
    severity: "medium",
    check: perStack(natsPerZone),
  },
];

function hasFlowLog(vpc: GraphResource, graph: PolicyGraph) {
  const logs = graph.referring(AWS.flowLog, "vpcId", vpc);
  return logs.some((log) => plainOf(log, "trafficType") === "ALL");
}

function hasClosedDefaultGroup(vpc: GraphResource, graph: PolicyGraph) {
  const groups = graph.referring(AWS.defaultSecurityGroup, "vpcId", vpc);
  const rules = groups.flatMap((group) => [...listOf(group, "ingress"), ...listOf(group, "egress")]);
  return groups.length > 0 && rules.length === 0;
}

function isOpen(rule: GraphResource): boolean {
  return ["cidrIpv4", "cidrIpv6"].some((key) => String(plainOf(rule, key)).endsWith("/0"));
}

function opensOnlyWeb(rule: GraphResource): boolean {
  const [from, to] = [plainOf(rule, "fromPort"), plainOf(rule, "toPort")];
  return plainOf(rule, "ipProtocol") === "tcp" && from === to && (from === 80 || from === 443);
}

/** The groups that cache, search and the way to the database carry, and the one that is named for the data tier. */
function guardsData(group: GraphResource, graph: PolicyGraph): boolean {
  return (
    /-db(-|$)/.test(group.name) ||
    graph.referring(AWS.replicationGroup, "securityGroupIds", group).length > 0 ||
    graph.referring(AWS.searchDomain, "vpcOptions.securityGroupIds", group).length > 0 ||
    graph.referring(AWS.vpcEndpoint, "securityGroupIds", group).some((endpoint) => leadsToAtlas(endpoint, graph))
  );
}

function admitsGroupsOnly(group: GraphResource, graph: PolicyGraph) {
  const byAddress = graph
    .referring(AWS.ingressRule, "securityGroupId", group)
    .filter((rule) => !isSet(rule.inputs["referencedSecurityGroupId"], "referencedSecurityGroupId"));
  return byAddress.length === 0 || `${byAddress.map(({ name }) => name).join(", ")} admits addresses`;
}

function endpointIsPrivate(endpoint: GraphResource, graph: PolicyGraph) {
  if (plainOf(endpoint, "vpcEndpointType") !== "Interface") return true;
  const named = leadsToAtlas(endpoint, graph) ? {} : { privateDnsEnabled: is(true) };
  return where({ securityGroupIds: isSet, ...named })(endpoint, graph);
}

/** Atlas' own public names lead to the endpoint: its service offers no private ones. */
function leadsToAtlas(endpoint: GraphResource, graph: PolicyGraph): boolean {
  return graph.referred(endpoint, "serviceName", AWS.atlasEndpoint).length > 0;
}

function natsPerZone(graph: PolicyGraph) {
  const nats = graph.ofType(AWS.natGateway);
  const regional = nats.some((nat) => plainOf(nat, "availabilityMode") === "regional");
  const subnets = new Set(nats.flatMap((nat) => graph.referred(nat, "subnetId", AWS.subnet)));
  const enough = regional || subnets.size >= 3;
  return {
    looked: nats.length,
    problems: enough ? [] : [{ urn: null, detail: `NAT gateways in ${subnets.size} of 3 zones` }],
  };
}
