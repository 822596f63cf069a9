import type { GraphResource } from "../../src/graph/graph";
import { API_SERVICE, SUBNET_CIDRS } from "../../src/conventions/cidrs";
import type { PolicyGraph } from "../../src/policy/query";
import { listOf, read, readIn } from "../../src/policy/values";
import { objectsOf } from "../kubernetes";
import type { NetworkObserver, WayOut } from "./cloud";

export const CLUSTER = "azure-native:containerservice:ManagedCluster";
export const NODE_POOL = "azure-native:containerservice:AgentPool";
export const DATABASE = "azure-native:mongocluster:MongoCluster";
export const CACHE = "azure-native:redisenterprise:RedisEnterprise";
export const SEARCH = "azure-native:search:Service";
export const NAT = "azure-native:network:NatGateway";
const SUBNET = "azure-native:network:Subnet";
const GROUP = "azure-native:network:NetworkSecurityGroup";
const ENDPOINT = "azure-native:network:PrivateEndpoint";
const FIREWALL = "azure-native:network:WebApplicationFirewallPolicy";

/** Where something is that can be reached from outside: no range of ours. */
const OUTSIDE = "the internet";

const cidrOf = ({ inputs }: GraphResource) => String(inputs["addressPrefix"]);

const nodeSubnets = (graph: PolicyGraph): readonly GraphResource[] => [
  ...graph.ofType(NODE_POOL).flatMap((pool) => graph.referred(pool, "vnetSubnetID", SUBNET)),
  ...graph.ofType(CLUSTER).flatMap((cluster) => graph.referred(cluster, "agentPoolProfiles", SUBNET)),
];
const nodeRanges = (graph: PolicyGraph) => [...new Set(nodeSubnets(graph).map(cidrOf))];

/** Azure gives machines a way out of their own unless the subnet says otherwise; nodes could have addresses, or a balancer. */
function wayOut(graph: PolicyGraph, subnet: GraphResource): WayOut {
  const clusters = graph.ofType(CLUSTER);
  const pools = [...graph.ofType(NODE_POOL).map(({ inputs }) => inputs), ...clusters.flatMap(profilesOf)];
  const open =
    nodeSubnets(graph).includes(subnet) && pools.some((pool) => readIn(pool, "enableNodePublicIP") !== false);
  const balanced = clusters.some((one) => read(one, "networkProfile.outboundType") !== "userAssignedNATGateway");
  if (subnet.inputs["defaultOutboundAccess"] !== false || open || balanced) return "direct";
  return graph.referred(subnet, "natGateway", NAT).length > 0 ? "NAT" : "none";
}

export const profilesOf = (cluster: GraphResource) => listOf(cluster, "agentPoolProfiles");

/** Subnets that hold endpoints of services of a type, and the internet where one of them answers there. */
function rangesOf(graph: PolicyGraph, type: string): readonly string[] {
  const services = graph.ofType(type).filter(({ inputs }) => readIn(inputs, "properties.createMode") !== "GeoReplica");
  const closed = graph.ofType(type).every((service) => {
    const access = read(service, "publicNetworkAccess") ?? read(service, "properties.publicNetworkAccess");
    return access === "Disabled";
  });
  const ranges = services.map((service) => {
    const endpoints = graph.referring(ENDPOINT, "privateLinkServiceConnections", service);
    return endpoints.flatMap((endpoint) => graph.referred(endpoint, "subnet", SUBNET)).map(cidrOf);
  });
  return closed && ranges.every((own) => own.length > 0) ? ranges.flat() : [OUTSIDE];
}

/** The load balancer stands outside the network: whoever gets past the policy of its gateway is in. */
function admitted(graph: PolicyGraph): readonly string[] {
  const guards = objectsOf(graph, "WebApplicationFirewallPolicy").filter((one) => one.urn.includes("alb.networking"));
  const ranges = objectsOf(graph, "Gateway").flatMap(({ metadata }) => {
    const guard = guards.find(({ spec }) => (spec["targetRef"] as { readonly name: string }).name === metadata.name);
    const { id = "" } = (guard?.spec["webApplicationFirewall"] ?? {}) as { readonly id?: string };
    const policy = graph.ofType(FIREWALL).find(({ name }) => id === `<${name}.id>`);
    return policy === undefined ? ["anyone"] : letBy(policy);
  });
  return [...new Set(ranges)];
}

interface FirewallRule {
  readonly action: string;
  readonly priority: number;
  readonly matchConditions: readonly {
    readonly matchVariables: readonly { readonly variableName: string }[];
    readonly negationConditon?: boolean;
    readonly operator: string;
    readonly matchValues: readonly string[];
  }[];
}

/** Whom the first rule does not turn away. */
function letBy(policy: GraphResource): readonly string[] {
  const rules = listOf(policy, "customRules") as unknown as readonly FirewallRule[];
  const [first] = [...rules].sort((one, other) => one.priority - other.priority);
  const [condition, ...more] = first?.matchConditions ?? [];
  const byAddress = condition?.matchVariables.map(({ variableName }) => variableName).join() === "RemoteAddr";
  const isOn =
    read(policy, "policySettings.mode") === "Prevention" && read(policy, "policySettings.state") === "Enabled";
  const closed = isOn && first?.action === "Block" && byAddress && more.length === 0;
  return closed && condition.negationConditon === true && condition.operator === "IPMatch"
    ? condition.matchValues
    : ["anyone"];
}

interface Rule {
  readonly name: string;
  readonly access: string;
  readonly direction: string;
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: readonly string[];
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: readonly string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: readonly string[];
}

const dataSubnets = (graph: PolicyGraph) =>
  graph.ofType(SUBNET).filter((subnet) => (SUBNET_CIDRS.database as readonly string[]).includes(cidrOf(subnet)));

/** Rules of the groups around the subnets of endpoints. */
function dataRules(graph: PolicyGraph, direction: "Inbound" | "Outbound"): readonly Rule[] {
  const groups = new Set(dataSubnets(graph).flatMap((subnet) => graph.referred(subnet, "networkSecurityGroup", GROUP)));
  const rules = [...groups].flatMap((group) => listOf(group, "securityRules") as unknown as readonly Rule[]);
  return rules.filter((rule) => rule.direction === direction);
}

const isClosed = (rules: readonly Rule[]): boolean =>
  rules.some(
    (rule) =>
      rule.access === "Deny" &&
      [rule.sourceAddressPrefix, rule.destinationAddressPrefix, rule.destinationPortRange].join() === "*,*,*",
  );

/** The control plane, where the vault has its address: it asks for the key that its secrets are under, and for nothing of the CRM's. */
const asksForKey = (rule: Rule): boolean =>
  rule.sourceAddressPrefixes?.join() === SUBNET_CIDRS.public[2] &&
  rule.destinationAddressPrefixes?.join() === SUBNET_CIDRS.database[2] &&
  rule.destinationPortRanges?.join() === "443";

/** Without a rule against it everything in the network comes in: the groups' own last rules allow that. */
function doors(graph: PolicyGraph): readonly string[] {
  const rules = dataRules(graph, "Inbound").filter((rule) => !asksForKey(rule));
  const nodes = nodeRanges(graph);
  const open = rules
    .filter(({ access }) => access === "Allow")
    .flatMap((rule) => {
      const from = rule.sourceAddressPrefixes ?? [rule.sourceAddressPrefix ?? "*"];
      const isNodes = nodes.every((range) => from.includes(range)) || from.every((range) => nodes.includes(range));
      const inside = from.every((range) => (SUBNET_CIDRS.private as readonly string[]).includes(range));
      const ports = rule.destinationPortRanges ?? [rule.destinationPortRange ?? "*"];
      return ports.map((port) => `${isNodes && inside ? "nodes" : from.join()} ${port}`);
    });
  return isClosed(rules) ? open : ["anyone in the network", ...open];
}

/** Groups see what goes to an endpoint, and what comes from it, only in subnets that say so. */
function leaks(graph: PolicyGraph): readonly string[] {
  const rules = dataRules(graph, "Outbound");
  const unguarded = dataSubnets(graph).filter(
    (subnet) =>
      graph.referred(subnet, "networkSecurityGroup", GROUP).length === 0 ||
      !/Enabled$/.test(String(subnet.inputs["privateEndpointNetworkPolicies"])),
  );
  const open = rules.filter(({ access }) => access === "Allow").map(({ name }) => name);
  return [...unguarded.map(({ name }) => name), ...(isClosed(rules) ? open : ["nothing is denied", ...open])];
}

export const AZURE_NETWORK: NetworkObserver = {
  subnets: (graph) =>
    graph.ofType(SUBNET).map((subnet) => ({ cidr: cidrOf(subnet), zone: null, wayOut: wayOut(graph, subnet) })),
  publicWayOut: "none",
  homes: (graph) => ({
    nodes: nodeRanges(graph),
    cache: rangesOf(graph, CACHE),
    search: rangesOf(graph, SEARCH),
    database: rangesOf(graph, DATABASE),
  }),
  vendorRanges: [],
  clients: null,
  admitted,
  doors,
  databasePorts: () => ["10260", "27017"],
  leaks,
  ports: { cache: "10000", search: "443" },
  peers: {
    loadBalancer: [SUBNET_CIDRS.public[0]],
    cache: [SUBNET_CIDRS.database[1]],
    search: [SUBNET_CIDRS.database[2]],
    database: () => `${SUBNET_CIDRS.database[0]} 10260,27017`,
    api: [API_SERVICE, SUBNET_CIDRS.public[2]],
    // Pods show Entra their token over the internet.
    identity: null,
    objects: `${SUBNET_CIDRS.database[2]} 443`,
    secrets: `${SUBNET_CIDRS.database[2]} 443`,
  },
};
