import { type RuleName, RULES_OF, type ServiceName } from "../../stacks";
import { INTERNET, type Traffic } from "../kubernetes/network-policy";
import type { NetworkPeer } from "../ports/common";
import type { Cluster } from "../ports/cluster";
import { OPS_PORT, type Service, SERVICES } from "./services";
import type { Sources } from "./settings";

export interface Neighbours extends Pick<Sources, "database" | "cache" | "search" | "edge"> {
  readonly cluster: Cluster;
  /** Namespace from which requests are counted; null where nobody does. */
  readonly metricsFrom: string | null;
}

/** Who may talk to a service's pods, and whom they may talk to. `pods` are all that work in its name. */
export function trafficOf(name: ServiceName, pods: readonly string[], neighbours: Neighbours) {
  return { pods, from: sources(name, neighbours), to: destinations(SERVICES[name], neighbours) } satisfies Omit<
    Traffic,
    "namespace"
  >;
}

function sources(name: ServiceName, { edge, metricsFrom }: Neighbours): Traffic["from"] {
  const { port }: Service = SERVICES[name];
  return [
    ...(port === null ? [] : [{ cidrs: edge.sources, ports: [port, OPS_PORT] }]),
    ...(metricsFrom === null || !countsRequests(name) ? [] : [{ namespace: metricsFrom, ports: [OPS_PORT] }]),
  ];
}

const countsRequests = (name: ServiceName) => (RULES_OF[name] as readonly RuleName[]).includes("requestsPerSecond");

function destinations(service: Service, { database, cache, search, cluster }: Neighbours): Traffic["to"] {
  const usesCloud = Object.keys(service.storage).length > 0 || service.search !== null;
  const peers: readonly (NetworkPeer | null | false)[] = [
    service.database && database.peer,
    service.cache && cache.peer,
    service.search !== null && search !== null && search.peer,
    usesCloud && cluster.identityEndpoint,
    service.electsLeader && cluster.api,
  ];
  const outside = service.links || usesCloud || service.thirdParties.length > 0;
  return [...peers.filter((peer) => peer !== null && peer !== false), ...(outside ? [INTERNET] : [])] as Traffic["to"];
}
