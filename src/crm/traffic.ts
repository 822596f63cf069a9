import { type RuleName, RULES_OF, type ServiceName } from "../../stacks";
import { INTERNET, type Traffic } from "../kubernetes/network-policy";
import type { Operators } from "../kubernetes/operators/operators";
import { OPS_PORT } from "../kubernetes/ops";
import type { Cluster } from "../ports/cluster";
import { type Service, SERVICES } from "./services";
import type { Sources } from "./settings";

export interface Neighbours extends Pick<Sources, "database" | "cache" | "search" | "objectStore" | "edge"> {
  readonly cluster: Cluster;
  readonly operators: Operators;
}

/** Who may talk to a service's pods, and whom they may talk to. */
export function trafficOf(name: ServiceName, neighbours: Neighbours): Traffic {
  return { from: sources(name, neighbours), to: destinations(SERVICES[name], neighbours) };
}

function sources(name: ServiceName, { edge, operators }: Neighbours): Traffic["from"] {
  const { port }: Service = SERVICES[name];
  const { metricsNamespace: namespace } = operators;
  const counted = (RULES_OF[name] as readonly RuleName[]).includes("requestsPerSecond");
  return [
    ...(port === null ? [] : [{ cidrs: edge.sources, ports: [port, OPS_PORT] }]),
    ...(namespace === null || !counted ? [] : [{ namespace, ports: [OPS_PORT] }]),
  ];
}

function destinations(service: Service, neighbours: Neighbours): Traffic["to"] {
  const { database, cache, search, objectStore, cluster, operators } = neighbours;
  const stores = Object.keys(service.storage).length > 0;
  const usesCloud = stores || service.search !== null;
  const { traces } = operators;
  return [
    ...(service.database ? [database.peer] : []),
    ...(service.cache ? [cache.peer] : []),
    ...(service.search !== null && search !== null ? [search.peer] : []),
    ...(stores && objectStore.peer !== null ? [objectStore.peer] : []),
    ...(usesCloud && cluster.identityEndpoint !== null ? [cluster.identityEndpoint] : []),
    ...(service.electsLeader ? [cluster.api] : []),
    ...(traces === null ? [] : [{ namespace: traces.namespace, ports: [traces.port] }]),
    ...(usesCloud || service.thirdParties.length > 0 ? ([INTERNET] as const) : []),
  ];
}
