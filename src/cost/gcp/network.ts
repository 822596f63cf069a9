import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { listOf, plainOf, textOf } from "../../policy/values";
import { billed, type Charge, type Costs, type Estimator, free, hourly, monthly } from "../estimator";
import { nodesIn } from "./compute";
import { internetEgress } from "./egress";

const GATEWAY = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
const GLOBAL_RULE = "gcp:compute/globalForwardingRule:GlobalForwardingRule";
const REGIONAL_RULE = "gcp:compute/forwardingRule:ForwardingRule";
const NAT = "gcp:compute/routerNat:RouterNat";
const ZONE = "gcp:dns/managedZone:ManagedZone";

/** Cloud NAT is paid by the machine up to so many of them. */
const MACHINES_PAID = 32;
/** So many forwarding rules of a project have one price together. */
const RULES_AT_ONE_PRICE = 5;

const nat: Estimator = (_resource, { graph, usage }) => {
  const machines = graph.derived(nodesIn);
  const gateway =
    machines > MACHINES_PAID
      ? hourly("NAT of more than 32 machines", "gcp/cloud-nat/gateway.max-over-32-vms")
      : hourly(`NAT of ${machines} machines`, "gcp/cloud-nat/gateway.per-assigned-vm-to-32", machines);
  const share = 1 / graph.ofType(NAT).length;
  return [
    gateway,
    monthly("through NAT", "gcp/cloud-nat/data-processed", usage.natGb * share),
    ...internetEgress("to third parties", usage.natOutGb * share, usage),
  ];
};

/** Addresses inside the network cost nothing. */
const address: Estimator = (resource) =>
  plainOf(resource, "addressType") === "INTERNAL" ? [] : [hourly("public address", "gcp/public-ipv4/in-use-vm-or-nat")];

/** GKE makes one rule for each port that a Gateway listens on; a Gateway of another cloud is billed with that cloud's resources. */
const rulesOfGateway = (gateway: GraphResource): number =>
  textOf(gateway, "spec.gatewayClassName").startsWith("gke-l7-") ? listOf(gateway, "spec.listeners").length : 0;

/** A rule without a scheme leads into somebody else's network: an endpoint of Private Service Connect. */
const isEndpoint = (rule: GraphResource): boolean => textOf(rule, "loadBalancingScheme") === "";

function rulesIn(graph: PolicyGraph): number {
  const ofGateways = graph.ofType(GATEWAY).reduce((sum, gateway) => sum + rulesOfGateway(gateway), 0);
  const regional = graph.ofType(REGIONAL_RULE).filter((rule) => !isEndpoint(rule));
  return ofGateways + graph.ofType(GLOBAL_RULE).length + regional.length;
}

/** The project's rules are paid together; each has the same share of it. */
function rules(count: number, graph: PolicyGraph): readonly Charge[] {
  const all = graph.derived(rulesIn);
  const more = Math.max(0, all - RULES_AT_ONE_PRICE);
  const item = `${count} of ${all} forwarding rules`;
  return [
    hourly(item, "gcp/load-balancing/forwarding-rules.first-5-flat", count / all),
    ...(more > 0 ? [hourly(item, "gcp/load-balancing/forwarding-rule.additional", (more * count) / all)] : []),
  ];
}

const gateway: Estimator = (resource, { graph, usage }) => {
  const count = rulesOfGateway(resource);
  if (count === 0) return [];
  return [
    ...rules(count, graph),
    monthly("through the load balancer", "gcp/load-balancing/data-processed", usage.edgeGb),
    ...internetEgress("answers of the API", usage.internetOutGb, usage),
  ];
};

const endpoint: Estimator = (_resource, { usage }) => [
  hourly("private endpoint", "gcp/private-service-connect/endpoint"),
  monthly("through the endpoint", "gcp/private-service-connect/data-processed", usage.databaseGb),
];

const zone: Estimator = (resource, { graph, usage }) => {
  const isPublic = ({ inputs }: GraphResource): boolean => inputs["visibility"] !== "private";
  const others = graph.ofType(ZONE).filter(isPublic).length;
  const queries = isPublic(resource) ? [usage.dnsQueries / 1e6 / others] : [];
  return [
    monthly("zone", "gcp/cloud-dns/managed-zone"),
    ...queries.map((millions) => monthly("queries", "gcp/cloud-dns/queries", millions)),
  ];
};

export const NETWORK: Costs = {
  [NAT]: billed(nat),
  "gcp:compute/address:Address": billed(address),
  [GATEWAY]: billed(gateway),
  [GLOBAL_RULE]: billed((_resource, { graph }) => rules(1, graph)),
  [REGIONAL_RULE]: billed((rule, context) => (isEndpoint(rule) ? endpoint(rule, context) : rules(1, context.graph))),
  [ZONE]: billed(zone),
  ...free("paid with the zone", "gcp:dns/recordSet:RecordSet"),
  ...free(
    "inside the network, or in use by a load balancer, whose rules are paid",
    "gcp:compute/globalAddress:GlobalAddress",
  ),
  ...free(
    "part of a VPC, which is free; what goes through it is paid elsewhere",
    "gcp:compute/firewall:Firewall",
    "gcp:compute/network:Network",
    "gcp:compute/networkPeering:NetworkPeering",
    "gcp:compute/router:Router",
    "gcp:compute/subnetwork:Subnetwork",
    "gcp:servicenetworking/connection:Connection",
  ),
};
