import type { ProviderResource } from "@pulumi/pulumi";
import type { CloudName } from "../conventions/clouds";
import type { Account, AccountArgs } from "./account";
import type { Backup, BackupArgs } from "./backup";
import type { Budget, BudgetArgs } from "./budget";
import type { Cache, CacheArgs } from "./cache";
import type { Cdn, CdnArgs } from "./cdn";
import type { Cluster, ClusterArgs } from "./cluster";
import type { Create } from "./common";
import type { Database, DatabaseArgs } from "./database";
import type { Dns, DnsArgs } from "./dns";
import type { Edge, EdgeArgs } from "./edge";
import type { Identity, IdentityArgs } from "./identity";
import type { Monitoring, MonitoringArgs } from "./monitoring";
import type { Network, NetworkArgs } from "./network";
import type { ObjectStore, ObjectStoreArgs } from "./object-store";
import type { Registry, RegistryArgs } from "./registry";
import type { Search, SearchArgs } from "./search";
import type { Secrets, SecretsArgs } from "./secrets";

/** The concrete components of one cloud. The architecture can't look inside, so it can't mix clouds. */
export interface CloudComponents {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
  readonly identity: Identity;
  readonly registry: Registry;
  readonly database: Database;
  readonly cache: Cache;
  readonly search: Search;
  readonly objectStore: ObjectStore;
  readonly edge: Edge;
  readonly cdn: Cdn;
  readonly dns: Dns;
  readonly monitoring: Monitoring;
  readonly backup: Backup;
  readonly budget: Budget;
}

type With<C extends CloudComponents, K extends keyof CloudComponents> = Pick<C, K>;

/** What everything is built on: the account, and the secrets with the keys that encrypt the stack's data. */
type Base<C extends CloudComponents> = With<C, "account" | "secrets">;

type Optional<C extends CloudComponents, K extends keyof CloudComponents> = { readonly [P in K]: C[P] | null };

/** What monitoring looks at; a capability that the contract does not have is null. */
export type WatchedComponents<C extends CloudComponents> = With<
  C,
  "cluster" | "database" | "cache" | "objectStore" | "edge"
> &
  Optional<C, "search" | "cdn" | "backup">;

/**
 * One cloud, as the architecture sees it: how to make each capability from its size and from what it stands on.
 * Property types, not methods: the compiler then refuses one cloud's component in another's place.
 */
export interface CloudProvider<C extends CloudComponents> {
  readonly cloud: CloudName;
  /** Explicit providers of everything this cloud makes, handed to the platform once. */
  readonly providers: readonly ProviderResource[];
  /** Labels of a namespace to whose pods the load balancer may send requests, and which are ready only when it says so too. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  /** First of all: whatever an account needs before anything can be made in it. */
  readonly account: Create<AccountArgs, C["account"]>;
  readonly secrets: Create<SecretsArgs<C["identity"]> & With<C, "account">, C["secrets"]>;
  readonly network: Create<NetworkArgs & Base<C>, C["network"]>;
  readonly identity: Create<IdentityArgs & With<C, "account">, C["identity"]>;
  readonly cluster: Create<
    ClusterArgs & Base<C> & With<C, "network"> & { readonly identities: readonly C["identity"][] },
    C["cluster"]
  >;
  readonly registry: Create<RegistryArgs & Base<C> & With<C, "network" | "cluster">, C["registry"]>;
  readonly database: Create<DatabaseArgs & Base<C> & With<C, "network">, C["database"]>;
  readonly cache: Create<CacheArgs & Base<C> & With<C, "network">, C["cache"]>;
  readonly search: Create<SearchArgs<C["identity"]> & Base<C> & With<C, "network">, C["search"]>;
  readonly objectStore: Create<ObjectStoreArgs<C["identity"]> & Base<C> & With<C, "network">, C["objectStore"]>;
  readonly edge: Create<EdgeArgs & Base<C> & With<C, "network" | "cluster" | "objectStore">, C["edge"]>;
  readonly cdn: Create<CdnArgs & Base<C> & With<C, "objectStore">, C["cdn"]>;
  readonly dns: Create<DnsArgs & Base<C> & With<C, "edge" | "monitoring">, C["dns"]>;
  readonly monitoring: Create<MonitoringArgs & Base<C> & WatchedComponents<C>, C["monitoring"]>;
  readonly backup: Create<BackupArgs & Base<C> & With<C, "cluster">, C["backup"]>;
  readonly budget: Create<BudgetArgs & Base<C>, C["budget"]>;
}
