import type { CustomResourceOptions } from "@pulumi/pulumi";
import { Firewall } from "@pulumi/gcp/compute/firewall";
import type { Network as Vpc } from "@pulumi/gcp/compute/network";
import type { Account as ServiceAccount } from "@pulumi/gcp/serviceaccount/account";
import {
  ATLAS_GCP_CIDR,
  GCP_POD_CIDR,
  LOAD_BALANCER_RANGES,
  PRIVATE_SERVICES_CIDR,
  SUBNET_CIDRS,
} from "../../conventions/cidrs";

/** Where rules are, and whom they protect: nodes and pods are the only machines of the network. */
export interface Protected {
  readonly vpc: Vpc;
  readonly nodeAccount: ServiceAccount;
}

/** What nodes and pods may be asked from outside, or may ask. */
export interface Rule {
  readonly direction: "INGRESS" | "EGRESS";
  readonly ranges: readonly string[];
  /** Ports and ranges of ports such as `1024-65535`; null: every protocol. */
  readonly tcp: readonly string[] | null;
  readonly description: string;
}

/** Cache over TLS and search behind its endpoint (Memorystore for Redis, Elastic Cloud). */
const DATA_PORTS = { cache: "6378", search: "9243" } as const;
/** MongoDB, its routers and its config servers. */
const ATLAS_PORTS = "27015-27017";
const ALL_PORTS = "0-65535";
const ANYWHERE = "0.0.0.0/0";

/** After every rule of this program and of GKE, which makes its own at 1000. */
const LAST = 65534;

const RULES: Readonly<Record<string, Rule>> = {
  "from-load-balancer": {
    direction: "INGRESS",
    ranges: LOAD_BALANCER_RANGES,
    tcp: [ALL_PORTS],
    description: "Load balancer and its health checks",
  },
  // GKE lets nodes, pods and control plane in to each other, but the denial below would not let them out.
  "to-cluster": {
    direction: "EGRESS",
    ranges: [...SUBNET_CIDRS.private, GCP_POD_CIDR],
    tcp: null,
    description: "Nodes, pods and control plane among each other",
  },
  "to-internet": {
    direction: "EGRESS",
    ranges: [ANYWHERE],
    tcp: ["443"],
    description: "HTTPS to third parties and Google",
  },
  "to-cache": { direction: "EGRESS", ranges: [PRIVATE_SERVICES_CIDR], tcp: [DATA_PORTS.cache], description: "Cache" },
  "to-search": { direction: "EGRESS", ranges: SUBNET_CIDRS.database, tcp: [DATA_PORTS.search], description: "Search" },
  "to-atlas": {
    direction: "EGRESS",
    ranges: [ATLAS_GCP_CIDR],
    tcp: [ATLAS_PORTS],
    description: "MongoDB Atlas through the peering",
  },
};

/** The requirements' application group, as rules on whoever has the nodes' account; everything else is denied and logged. */
export function createFirewall(prefix: string, network: Protected, opts: CustomResourceOptions): void {
  for (const [name, rule] of Object.entries(RULES)) allow(`${prefix}-app-${name}`, network, rule, opts);
  deny(`${prefix}-deny-in`, network.vpc, { direction: "INGRESS", sourceRanges: [ANYWHERE] }, opts);
  deny(`${prefix}-deny-out`, network.vpc, { direction: "EGRESS", destinationRanges: [ANYWHERE] }, opts);
}

/** One rule more for nodes and pods. */
export function allow(name: string, network: Protected, rule: Rule, opts: CustomResourceOptions): Firewall {
  const { direction, tcp, description } = rule;
  const ranges = [...rule.ranges];
  return new Firewall(
    name,
    {
      network: network.vpc.id,
      direction,
      ...(direction === "INGRESS" ? { sourceRanges: ranges, logConfig: LOG } : { destinationRanges: ranges }),
      targetServiceAccounts: [network.nodeAccount.email],
      allows: [tcp === null ? { protocol: "all" } : { protocol: "tcp", ports: [...tcp] }],
      description,
    },
    opts,
  );
}

type Everywhere =
  | { readonly direction: "INGRESS"; readonly sourceRanges: string[] }
  | { readonly direction: "EGRESS"; readonly destinationRanges: string[] };

function deny(name: string, vpc: Vpc, everywhere: Everywhere, opts: CustomResourceOptions): void {
  const args = { network: vpc.id, priority: LAST, denies: [{ protocol: "all" }], logConfig: LOG };
  new Firewall(name, { ...args, ...everywhere, description: "Everything else" }, opts);
}

const LOG = { metadata: "INCLUDE_ALL_METADATA" };
