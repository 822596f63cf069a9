import type { ServiceName, Tier } from "../../stacks";
import type { GraphResource, Inputs } from "../../src/graph/graph";
import type { PolicyGraph } from "../../src/policy/query";

/**
 * What the contract suites ask of a recorded graph, answered in words that are the same on every cloud. What differs per cloud
 * is in here and nowhere else: another cloud is one file more, and one line in `index.ts`.
 */
export interface Cloud {
  /** SDK packages of which a stack on this cloud is made, beside those of every stack. */
  readonly packages: readonly string[];
  /** How this cloud's own names and addresses look: in no other cloud's stacks they may appear. */
  readonly marks: RegExp;
  /** Tags of whatever this cloud can tag: once where its provider gives them to all, else those of each resource. */
  readonly tags: (graph: PolicyGraph) => readonly unknown[];
  readonly network: NetworkObserver;
  readonly data: DataObserver;
  readonly secrets: SecretsObserver;
  readonly nodes: NodesObserver;
  readonly edge: EdgeObserver;
  readonly sharing: Sharing;
  readonly knobs: Knobs;
}

export type DataService = "cache" | "search" | "database";

/** Where a subnet's traffic to the internet goes, by what is built and not by its name. */
export type WayOut = "direct" | "NAT" | "none";

export interface Subnet {
  readonly cidr: string;
  /** Null where subnets span all zones of their region. */
  readonly zone: string | null;
  readonly wayOut: WayOut;
}

export interface NetworkObserver {
  readonly subnets: (graph: PolicyGraph) => readonly Subnet[];
  /** Of the public subnets: `none` where the load balancer stands outside the network and no machine is in them. */
  readonly publicWayOut: WayOut;
  /** Ranges of the addresses that nodes, and each kind of data, are reached at. */
  readonly homes: (graph: PolicyGraph) => Readonly<Record<"nodes" | DataService, readonly string[]>>;
  /** Ranges of vendors' own networks that are connected privately: no subnets of ours, and no way out through us. */
  readonly vendorRanges: readonly string[];
  /** Addresses that pods and nodes show to whom they connect; null where the database asks for none, being reached inside only. */
  readonly clients: ((graph: PolicyGraph) => readonly string[]) | null;
  /** Whom the load balancer lets in, as ranges; `anyone` where something admits without one. */
  readonly admitted: (graph: PolicyGraph) => readonly string[];
  /** Who may open connections to data, and on which ports: `nodes 6379`. */
  readonly doors: (graph: PolicyGraph) => readonly string[];
  /** Ports at which the database is reached, and no more. */
  readonly databasePorts: (privateEndpoints: boolean) => readonly string[];
  /** Names of rules by which data could leave where it is kept. */
  readonly leaks: (graph: PolicyGraph) => readonly string[];
  readonly ports: Readonly<Record<"cache" | "search", string>>;
  /** What pods' network policies may name. */
  readonly peers: Peers;
}

/** Ranges behind each destination of pods; `identity` with its ports, as the vendor chose them. */
export interface Peers {
  readonly loadBalancer: readonly string[];
  readonly cache: readonly string[];
  readonly search: readonly string[];
  /** The database with its ports, in a tier with private endpoints and in one without. */
  readonly database: (privateEndpoints: boolean) => string;
  readonly api: readonly string[];
  readonly identity: string | null;
  /** Objects and the secret store, where they answer inside the network only. */
  readonly objects: string | null;
  readonly secrets: string | null;
}

/** An input by which a service keeps itself from being deleted, as it is with protection and without. */
export interface Switch {
  readonly type: string;
  readonly read: (inputs: Inputs) => unknown;
  readonly on: unknown;
  readonly off: unknown;
}

export interface DataObserver {
  /** Types that hold customers' data or what opens it: losing one of these loses data. */
  readonly stateful: readonly string[];
  /** Names of resources of those types that hold none. */
  readonly notData: readonly string[];
  readonly switches: readonly Switch[];
  /** What says how big each capability is, to be compared between tiers. */
  readonly sizes: (graph: PolicyGraph) => Readonly<Record<"nodes" | DataService, unknown>>;
  /** Whether each goes on when a zone is lost. */
  readonly outlivesZone: (graph: PolicyGraph) => Readonly<Record<"cache" | "search" | "wayOut", boolean>>;
  /** Whether the cache of a contract speaks the protocol of clusters. */
  readonly clusterMode: (cache: Tier["cache"]) => boolean;
  readonly snapshots: (graph: PolicyGraph) => Tier["cache"]["snapshots"];
}

export interface SecretsObserver {
  readonly secret: string;
  readonly version: string;
  /** Whether this is a second place of a secret that is read elsewhere. */
  readonly isCopy: (secret: GraphResource) => boolean;
  /** Name under which the store keeps a secret. */
  readonly keyOf: (secret: GraphResource) => string;
  /** What stands before every secret's own name. */
  readonly prefix: (stack: string) => string;
  /** Path of a version's input that takes the value. */
  readonly value: string;
  /** Credentials that this cloud's services have beyond the database's and the cache's URLs. */
  readonly credentials: (contract: Tier) => readonly string[];
  /** Settings that hand those to a service. */
  readonly settings: (service: ServiceName, contract: Tier) => readonly string[];
  /** Inputs, of whichever resources, that are handed what opens the database. */
  readonly opens: readonly string[];
}

/** Nodes that scale together. */
export interface NodeGroup {
  readonly pool: string;
  readonly min: number;
  readonly max: number;
  readonly labels: unknown;
  /** As Kubernetes writes them: key, value, effect. */
  readonly taints: readonly (readonly [string, string, string])[];
  readonly zones: readonly string[];
  /** Whether the autoscaler keeps the group's zones even; of one zone it always does. */
  readonly even: boolean;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly diskGiB: number;
}

export interface NodesObserver {
  readonly groups: (graph: PolicyGraph) => readonly NodeGroup[];
  /** Pods that must be among those that the cluster declares. */
  readonly systemPods: readonly string[];
  /** Entry of the ledger that says why there are not as many nodes as the contract names; null where there always are. */
  readonly otherCounts: string | null;
  /** Entry that says why a machine has more memory or disk than the contract asks for. */
  readonly largerMachines: string | null;
  /** Which identity of the cloud's each service account has. */
  readonly identities: (graph: PolicyGraph) => readonly { readonly pod: string; readonly identity: string }[];
}

/** How the load balancer treats the pods of a service. */
export interface Backend {
  /** Last object of what binds the pods to the load balancer. */
  readonly binding: string;
  readonly service: string;
  readonly servicePort: number;
  /** Of the pods, by number or by name. */
  readonly port: number | string;
  readonly health: { readonly port: number; readonly path: string; readonly seconds: number };
  /** Null where the load balancer ends no connection that a pod still answers. */
  readonly drainSeconds: number | null;
  readonly idleSeconds: number;
}

export interface EdgeObserver {
  readonly backend: (graph: PolicyGraph, service: string) => Backend;
  /** Labels without which the namespace's pods are not waited for, or not reached. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
}

/** How resources of two stacks could meet in one account. */
export interface Sharing {
  /** Types of which an account, or a region of it, has exactly one, whoever makes it. */
  readonly singletons: readonly string[];
  /** Inputs by which services tell resources of one account apart. */
  readonly names: readonly string[];
  /** Types that are unique only inside something that belongs to one stack. */
  readonly scoped: RegExp;
}

/** Where a setting shows: in resources whose names match, by a text that they did not have before; no text: they are gone. */
export interface Shows {
  readonly value: string;
  readonly in: RegExp;
  readonly as: string | null;
}

export interface Knobs {
  /** Paths of the contract that change nothing here, and the entry of the ledger that says so. */
  readonly without: Readonly<Record<string, string>>;
  /** Paths that only together name something that is sold. */
  readonly parts: RegExp;
  /** What a machine or a search of a contract is bought as; throws where nothing like it is sold. */
  readonly sku: Readonly<Record<"nodePools" | "search", (contract: Tier) => unknown>>;
  /** Keys of the configuration that change nothing here, and the entry that says so. */
  readonly keysWithout: Readonly<Record<string, string>>;
  /** Keys of the cloud's own block of the configuration. */
  readonly own: Readonly<Record<string, Shows>>;
}
