import type { GraphResource } from "../../src/graph/graph";
import {
  ATLAS_GCP_CIDR,
  GCP_API_SERVICE,
  LOAD_BALANCER_RANGES,
  PRIVATE_SERVICES_CIDR,
  SUBNET_CIDRS,
} from "../../src/conventions/cidrs";
import type { PolicyGraph } from "../../src/policy/query";
import { read, textsOf } from "../../src/policy/values";
import { named, objectsOf } from "../kubernetes";
import { atlasPeer, atlasPorts, atlasRanges } from "./atlas";
import type { NetworkObserver, WayOut } from "./cloud";

export const NAT = "gcp:compute/routerNat:RouterNat";
export const CLUSTER = "gcp:container/cluster:Cluster";
export const NODE_POOL = "gcp:container/nodePool:NodePool";
export const CACHE = "gcp:redis/instance:Instance";
export const SEARCH = "ec:index/deployment:Deployment";
const SUBNET = "gcp:compute/subnetwork:Subnetwork";
const FIREWALL = "gcp:compute/firewall:Firewall";
const ADDRESS = "gcp:compute/address:Address";
const FORWARDING_RULE = "gcp:compute/forwardingRule:ForwardingRule";
const ACCOUNT = "gcp:serviceaccount/account:Account";

/** Where something is that can be reached from outside: no range of ours. */
const OUTSIDE = "the internet";

const cidrOf = ({ inputs }: GraphResource) => String(inputs["ipCidrRange"]);

/** Nodes are the only machines; without addresses of their own only a NAT that names their subnetwork leads out. */
function wayOut(graph: PolicyGraph, subnet: GraphResource): WayOut {
  const clusters = graph.referring(CLUSTER, "subnetwork", subnet);
  const pools = clusters.flatMap((cluster) => graph.referring(NODE_POOL, "cluster", cluster));
  const exposed = [
    ...pools.filter((pool) => read(pool, "networkConfig.enablePrivateNodes") !== true),
    ...clusters.filter((cluster) => read(cluster, "privateClusterConfig.enablePrivateNodes") !== true),
    ...graph.resources.filter(({ type }) => /^gcp:compute\/(region)?instance(Template)?:/i.test(type)),
  ];
  if (exposed.length > 0) return "direct";
  const nats = graph.ofType(NAT).filter((nat) => {
    const listed = nat.inputs["sourceSubnetworkIpRangesToNat"] === "LIST_OF_SUBNETWORKS";
    return !listed || graph.referred(nat, "subnetworks", SUBNET).includes(subnet);
  });
  return nats.length > 0 ? "NAT" : "none";
}

const nodeSubnets = (graph: PolicyGraph) =>
  graph.ofType(CLUSTER).flatMap((cluster) => graph.referred(cluster, "subnetwork", SUBNET));

/** Subnetworks that hold the addresses of endpoints which an input leads to. */
const endpointRanges = (graph: PolicyGraph, from: readonly GraphResource[], path: string): readonly string[] =>
  from
    .flatMap((resource) => graph.referred(resource, path, FORWARDING_RULE))
    .flatMap((rule) => graph.referred(rule, "ipAddress", ADDRESS))
    .flatMap((address) => graph.referred(address, "subnetwork", SUBNET))
    .map(cidrOf);

function cacheRanges(graph: PolicyGraph): readonly string[] {
  const connections = graph.ofType("gcp:servicenetworking/connection:Connection");
  const reserved = connections
    .flatMap((one) => graph.referred(one, "reservedPeeringRanges", "gcp:compute/globalAddress:GlobalAddress"))
    .map(({ inputs }) => `${String(inputs["address"])}/${String(inputs["prefixLength"])}`);
  const modes = graph.ofType(CACHE).map(({ inputs }) => inputs["connectMode"]);
  return modes.every((mode) => mode === "PRIVATE_SERVICE_ACCESS") ? reserved : [OUTSIDE];
}

/** Elastic answers the whole internet where no filter says otherwise. */
function searchRanges(graph: PolicyGraph): readonly string[] {
  const filter = "ec:index/deploymentTrafficFilter:DeploymentTrafficFilter";
  return graph.ofType(SEARCH).flatMap((deployment) => {
    const filters = graph.referred(deployment, "trafficFilters", filter);
    const ranges = endpointRanges(graph, filters, "rules");
    const closed = filters.every(({ inputs }) => inputs["type"] === "gcp_private_service_connect_endpoint");
    return closed && ranges.length > 0 ? ranges : [OUTSIDE];
  });
}

const databaseRanges = (graph: PolicyGraph): readonly string[] => {
  const services = graph.ofType("mongodbatlas:index/privateLinkEndpointService:PrivateLinkEndpointService");
  return [...atlasRanges(graph), ...endpointRanges(graph, services, "endpointServiceId")];
};

function podRanges(graph: PolicyGraph): readonly string[] {
  const [cluster] = graph.ofType(CLUSTER);
  const pods = cluster && read(cluster, "ipAllocationPolicy.clusterSecondaryRangeName");
  const ranges = nodeSubnets(graph).flatMap(
    ({ inputs }) => (inputs["secondaryIpRanges"] ?? []) as readonly Record<string, string>[],
  );
  return ranges.filter(({ rangeName }) => rangeName === pods).map(({ ipCidrRange = "" }) => ipCidrRange);
}

interface ArmorRule {
  readonly action: string;
  readonly priority: number;
  readonly match: { readonly config?: { readonly srcIpRanges: readonly string[] } };
}

/** The load balancer stands outside the network: whoever gets past the policy of a service is in. */
function admitted(graph: PolicyGraph): readonly string[] {
  const routes = objectsOf(graph, "HTTPRoute").filter(({ metadata }) => metadata.namespace === "crm");
  const policies = routes.map(({ metadata }) => {
    const policy = named(objectsOf(graph, "GCPBackendPolicy"), metadata.name)?.spec["default"];
    const wanted = (policy as { readonly securityPolicy?: string } | undefined)?.securityPolicy;
    return graph.ofType("gcp:compute/securityPolicy:SecurityPolicy").find(({ inputs }) => inputs["name"] === wanted);
  });
  const ranges = policies.flatMap((policy) => {
    const rules = (policy?.inputs["rules"] ?? []) as unknown as readonly ArmorRule[];
    const last = [...rules].sort((one, other) => one.priority - other.priority).at(-1);
    const closed = last?.action.startsWith("deny") === true && last.match.config?.srcIpRanges.join() === "*";
    const open = rules.filter(({ action }) => !action.startsWith("deny"));
    return closed ? open.flatMap(({ match }) => match.config?.srcIpRanges ?? ["anyone"]) : ["anyone"];
  });
  return [...new Set(ranges)];
}

function egress(graph: PolicyGraph) {
  const accounts = graph
    .ofType(NODE_POOL)
    .flatMap((pool) => graph.referred(pool, "nodeConfig.serviceAccount", ACCOUNT));
  const rules = graph.ofType(FIREWALL).filter(({ inputs }) => inputs["direction"] === "EGRESS");
  return rules.map((rule) => {
    const targets = graph.referred(rule, "targetServiceAccounts", ACCOUNT);
    const allows = (rule.inputs["allows"] ?? []) as readonly { readonly ports?: readonly string[] }[];
    return {
      rule,
      who: targets.length > 0 && targets.every((target) => accounts.includes(target)) ? "nodes" : "anyone",
      to: textsOf(rule, "destinationRanges"),
      ports: allows.map(({ ports }) => ports?.join() ?? "all").join(),
      allows: allows.length > 0,
    };
  });
}

/** Data is in networks of Google's and of vendors', so the doors to it are the ways out of ours. */
function doors(graph: PolicyGraph): readonly string[] {
  const data = [...SUBNET_CIDRS.database, ...cacheRanges(graph), ...databaseRanges(graph)];
  const into = egress(graph).filter(({ allows, to }) => allows && to.some((range) => data.includes(range)));
  return into.map(({ who, ports }) => `${who} ${ports}`);
}

function leaks(graph: PolicyGraph): readonly string[] {
  const rules = egress(graph);
  const closed = rules.some(({ rule, allows, to, who }) => {
    const denied = rule.inputs["denies"] as readonly { readonly protocol: string }[] | undefined;
    return !allows && who === "anyone" && to.join() === "0.0.0.0/0" && denied?.[0]?.protocol === "all";
  });
  const open = rules.filter(({ allows, who }) => allows && who !== "nodes").map(({ rule }) => rule.name);
  return closed ? open : ["nothing is denied", ...open];
}

export const GCP_NETWORK: NetworkObserver = {
  subnets: (graph) =>
    graph.ofType(SUBNET).map((subnet) => ({ cidr: cidrOf(subnet), zone: null, wayOut: wayOut(graph, subnet) })),
  publicWayOut: "none",
  homes: (graph) => ({
    nodes: nodeSubnets(graph).map(cidrOf),
    cache: cacheRanges(graph),
    search: searchRanges(graph),
    database: databaseRanges(graph),
  }),
  vendorRanges: [PRIVATE_SERVICES_CIDR, ATLAS_GCP_CIDR],
  // Pods keep their own addresses inside the network and through the peering.
  clients: (graph) => [...nodeSubnets(graph).map(cidrOf), ...podRanges(graph)],
  admitted,
  doors,
  databasePorts: atlasPorts,
  leaks,
  ports: { cache: "6378", search: "9243" },
  peers: {
    loadBalancer: LOAD_BALANCER_RANGES,
    cache: [PRIVATE_SERVICES_CIDR],
    search: [SUBNET_CIDRS.database[1]],
    database: atlasPeer([SUBNET_CIDRS.database[0]], ATLAS_GCP_CIDR),
    api: [GCP_API_SERVICE, SUBNET_CIDRS.private[0]],
    identity: "169.254.169.254/32,169.254.169.252/32 80,987-988",
    objects: null,
    secrets: null,
  },
};
