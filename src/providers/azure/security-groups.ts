import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup";
import { AZURE_POD_CIDR, SUBNET_CIDRS } from "../../conventions/cidrs";
import { recordOf } from "../../conventions/records";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, nameOf } from "./context";

/** The requirements' three groups: load balancer, application (nodes and pods), database (private endpoints). */
export const SECURITY_GROUPS = ["alb", "app", "db"] as const;
export type SecurityGroupName = (typeof SECURITY_GROUPS)[number];
export type SecurityGroups = Readonly<Record<SecurityGroupName, NetworkSecurityGroup>>;

/** Where the cluster's control plane is, and nothing else: it can't share a subnet (AKS, API server VNet integration). */
export const API_CIDR = SUBNET_CIDRS.public[2];

/** Who is at an end of a rule: ranges, or one of Azure's names for many. */
type Peer = readonly string[] | "Internet" | "AzureLoadBalancer" | "*";

interface Rule {
  readonly from: Peer;
  readonly to: Peer;
  /** TCP ports and ranges of ports such as `0-65535`; null: every protocol. */
  readonly tcp: readonly string[] | null;
  readonly description: string;
}

/** Allowed in their order; what no rule allows is denied where the group says so, and elsewhere left to Azure's last rules. */
interface Group {
  readonly inbound: Readonly<Record<string, Rule>>;
  readonly outbound: Readonly<Record<string, Rule>>;
  readonly deny: readonly ("Inbound" | "Outbound")[];
}

/**
 * MongoDB (the port in its connection string, and the protocol's own), Redis behind its one address, and whatever speaks HTTPS
 * (Azure DocumentDB, Managed Redis, private endpoints).
 */
const DATA_PORTS = ["10260", "27017", "10000", "443"];
/** The control plane, for nodes (AKS, API server VNet integration). */
const API_PORTS = ["443", "4443"];

const LOAD_BALANCER = [SUBNET_CIDRS.public[0]];
/** Pods are seen by their own addresses among each other, and by their nodes' outside (AKS, CNI overlay). */
const CLUSTER = [...SUBNET_CIDRS.private, AZURE_POD_CIDR];
const API = [API_CIDR];
const DATA = SUBNET_CIDRS.database;
/** Where the vault has its address. */
const VAULT = [SUBNET_CIDRS.database[2]];

const GROUPS: Readonly<Record<SecurityGroupName, Group>> = {
  // Whom the gateway answers decides its firewall policy. Its way to Azure's own services must stay open, so nothing is denied.
  alb: {
    inbound: {
      http: { from: "Internet", to: LOAD_BALANCER, tcp: ["80"], description: "HTTP, redirected" },
      https: { from: "Internet", to: LOAD_BALANCER, tcp: ["443"], description: "HTTPS" },
    },
    outbound: { app: { from: LOAD_BALANCER, to: CLUSTER, tcp: null, description: "Pods" } },
    deny: [],
  },
  app: {
    inbound: {
      alb: { from: LOAD_BALANCER, to: CLUSTER, tcp: ["0-65535"], description: "Load balancer" },
      cluster: { from: CLUSTER, to: CLUSTER, tcp: null, description: "Nodes and pods among each other" },
      api: { from: API, to: CLUSTER, tcp: ["0-65535"], description: "Control plane to kubelets and webhooks" },
      probes: { from: "AzureLoadBalancer", to: "*", tcp: null, description: "Azure's health probes" },
    },
    outbound: {
      cluster: { from: CLUSTER, to: CLUSTER, tcp: null, description: "Nodes and pods among each other" },
      api: { from: CLUSTER, to: API, tcp: API_PORTS, description: "Control plane" },
      data: { from: CLUSTER, to: DATA, tcp: DATA_PORTS, description: "Database, cache, search, objects and secrets" },
      internet: { from: CLUSTER, to: "Internet", tcp: ["443"], description: "HTTPS to third parties and Azure" },
    },
    deny: ["Inbound", "Outbound"],
  },
  // No way out: a private endpoint opens no connections.
  db: {
    inbound: {
      app: { from: SUBNET_CIDRS.private, to: DATA, tcp: DATA_PORTS, description: "Data services from the application" },
      // With own keys the control plane asks for the one that its secrets are under (AKS, KMS with a private vault).
      api: { from: API, to: VAULT, tcp: ["443"], description: "The cluster's key from the control plane" },
    },
    outbound: {},
    deny: ["Inbound", "Outbound"],
  },
};

export const createSecurityGroups = (
  prefix: string,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): SecurityGroups =>
  recordOf(SECURITY_GROUPS, (role) => {
    const args = { networkSecurityGroupName: nameOf(azure, role), securityRules: rulesOf(GROUPS[role]) };
    return new NetworkSecurityGroup(`${prefix}-${role}`, { ...placed, ...args }, opts);
  });

/** The last that a group may use of its own; Azure's begin at 65000. */
const LAST_PRIORITY = 4096;

function rulesOf({ inbound, outbound, deny }: Group) {
  const allowed = (rules: Group["inbound"], direction: "Inbound" | "Outbound", word: string) =>
    Object.entries(rules).map(([name, { from, to, tcp, description }], index) => ({
      name: `${word}-${name}`,
      description,
      priority: 100 + 10 * index,
      direction,
      access: "Allow",
      protocol: tcp === null ? "*" : "Tcp",
      sourcePortRange: "*",
      ...source(from),
      ...destination(to),
      ...(tcp === null ? { destinationPortRange: "*" } : { destinationPortRanges: [...tcp] }),
    }));
  const denied = deny.map((direction) => ({
    name: `deny-${direction === "Inbound" ? "in" : "out"}`,
    description: "Everything else",
    priority: LAST_PRIORITY,
    direction,
    access: "Deny",
    protocol: "*",
    sourcePortRange: "*",
    destinationPortRange: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
  }));
  return [...allowed(inbound, "Inbound", "from"), ...allowed(outbound, "Outbound", "to"), ...denied];
}

const source = (peer: Peer) =>
  typeof peer === "string" ? { sourceAddressPrefix: peer } : { sourceAddressPrefixes: [...peer] };
const destination = (peer: Peer) =>
  typeof peer === "string" ? { destinationAddressPrefix: peer } : { destinationAddressPrefixes: [...peer] };
