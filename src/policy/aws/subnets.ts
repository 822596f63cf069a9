import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../query";
import { listOf, plainOf, Unreadable } from "../values";
import { AWS } from "./types";

/**
 * A subnet is public if its route table leads to an internet gateway.
 * @throws Unreadable where it has no table of its own: the network's main table is nobody's resource
 */
export function isPublicSubnet(subnet: GraphResource, graph: PolicyGraph): boolean {
  const tables = graph
    .referring(AWS.routeTableAssociation, "subnetId", subnet)
    .flatMap((association) => graph.referred(association, "routeTableId", AWS.routeTable));
  if (tables.length === 0) throw new Unreadable(`the route table of ${subnet.name}`, undefined);
  return tables.some((table) => leadsOutside(table, graph));
}

function leadsOutside(table: GraphResource, graph: PolicyGraph): boolean {
  const routes = graph.referring(AWS.route, "routeTableId", table);
  const gateways = [
    ...routes.flatMap((route) => graph.referred(route, "gatewayId", AWS.internetGateway)),
    ...(listOf(table, "routes").length > 0 ? graph.referred(table, "routes", AWS.internetGateway) : []),
  ];
  return gateways.length > 0;
}

/** The zones that an input's subnets lie in. */
export function zonesOf(resource: GraphResource, path: string, graph: PolicyGraph): ReadonlySet<string> {
  const subnets = graph.referred(resource, path, AWS.subnet);
  const zones = subnets.map((subnet) => plainOf(subnet, "availabilityZoneId") ?? plainOf(subnet, "availabilityZone"));
  return new Set(zones.filter((zone) => zone !== undefined).map(String));
}
