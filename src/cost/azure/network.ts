import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { listOf, plainOf } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, hourly, monthly, stepped } from "../estimator";
import type { PriceId } from "../price-book";
import { endpointCharges } from "./private-endpoint";

const NAT = "azure-native:network:NatGateway";
const MILLION = 1_000_000;

/** GB of the first step of the price of traffic to the internet. */
const FIRST_STEP_GB = 10_000;

/** The network itself is free; what crosses it is on its bill, whatever resource it comes from. */
function trafficCharges(_network: GraphResource, { usage }: CostContext): readonly Charge[] {
  return [
    ...stepped("to the internet", usage.internetOutGb + usage.playbackGb + usage.natOutGb, [
      [FIRST_STEP_GB, "azure/bandwidth/internet-out.first-10tb-after-100gb"],
      [Infinity, "azure/bandwidth/internet-out.next-40tb"],
    ]),
    monthly("between zones", "azure/bandwidth/inter-availability-zone", usage.interZoneGb),
  ];
}

function natCharges(_gateway: GraphResource, { graph, usage }: CostContext): readonly Charge[] {
  return [
    hourly("NAT gateway", "azure/nat-gateway/hour"),
    monthly("through the NAT gateway", "azure/nat-gateway/data-processed", usage.natGb / graph.ofType(NAT).length),
  ];
}

/** Five rules are in the flat price (Azure Load Balancer, pricing). */
const FLAT_RULES = 5;

function balancerCharges(balancer: GraphResource, { usage }: CostContext): readonly Charge[] {
  const rules = listOf(balancer, "loadBalancingRules").length + listOf(balancer, "outboundRules").length;
  const more = Math.max(0, rules - FLAT_RULES);
  return [
    hourly(`load balancer, up to ${FLAT_RULES} rules`, "azure/load-balancer/standard.first-5-rules-flat"),
    ...(more > 0 ? [hourly(`${more} rules more`, "azure/load-balancer/standard.additional-rule", more)] : []),
    monthly("through the load balancer", "azure/load-balancer/standard.data-processed", usage.edgeGb),
  ];
}

/** Flows are paid as they are written, and again as they are summed up; both beside what storing them costs. */
function flowLogCharges(log: GraphResource, { usage: { flowLogsGb } }: CostContext): readonly Charge[] {
  const analytics = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
  const often = plainOf(log, `${analytics}.trafficAnalyticsInterval`) === 10;
  const price: PriceId = `azure/network-watcher/traffic-analytics.${often ? "10" : "60"}-minutes`;
  const summed = plainOf(log, `${analytics}.enabled`) === true;
  return [
    monthly("records of flows", "azure/network-watcher/flow-logs.collected", flowLogsGb),
    ...(summed ? [monthly("records of flows, summed up", price, flowLogsGb)] : []),
  ];
}

export const NETWORK_COSTS: Costs = {
  [AZURE.network]: billed(trafficCharges),
  [NAT]: billed(natCharges),
  [AZURE.address]: billed(() => [hourly("public IPv4 address", "azure/public-ip/standard-static-ipv4")]),
  "azure-native:network:LoadBalancer": billed(balancerCharges),
  [AZURE.privateEndpoint]: billed(endpointCharges),
  [AZURE.flowLog]: billed(flowLogCharges),
  "azure-native:privatedns:PrivateZone": billed(() => [monthly("private DNS zone", "azure/dns/private-zone")]),
  "azure-native:dns:Zone": billed((_zone, { usage }) => [
    monthly("DNS zone", "azure/dns/public-zone"),
    monthly("DNS queries", "azure/dns/queries", usage.dnsQueries / MILLION),
  ]),
};
