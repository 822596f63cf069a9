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

type Optional<C extends CloudComponents, K extends keyof CloudComponents> = { readonly [P in K]: C[P] | null };

/** What monitoring looks at; a capability that the contract does not have is null. */
export type WatchedComponents<C extends CloudComponents> = With<C, "cluster" | "cache" | "objectStore" | "edge"> &
  Optional<C, "search" | "cdn" | "backup">;

/**
 * One cloud, as the architecture sees it: how to make each capability from its size and from what it stands on.
 * Property types, not methods: the compiler then refuses one cloud's component in another's place.
 */
export interface CloudProvider<C extends CloudComponents> {
  readonly cloud: CloudName;
  /** Explicit providers of everything this cloud makes, handed to the platform once. */
  readonly providers: readonly ProviderResource[];
  readonly account: Create<AccountArgs, C["account"]>;
  readonly secrets: Create<SecretsArgs<C["identity"]> & With<C, "account">, C["secrets"]>;
  readonly network: Create<NetworkArgs & With<C, "secrets">, C["network"]>;
  readonly identity: Create<IdentityArgs, C["identity"]>;
  readonly cluster: Create<
    ClusterArgs & With<C, "network" | "secrets"> & { readonly identities: readonly C["identity"][] },
    C["cluster"]
  >;
  readonly registry: Create<RegistryArgs & With<C, "secrets">, C["registry"]>;
  readonly database: Create<DatabaseArgs & With<C, "network" | "secrets">, C["database"]>;
  readonly cache: Create<CacheArgs & With<C, "network" | "secrets">, C["cache"]>;
  readonly search: Create<SearchArgs<C["identity"]> & With<C, "account" | "network" | "secrets">, C["search"]>;
  readonly objectStore: Create<ObjectStoreArgs<C["identity"]> & With<C, "secrets">, C["objectStore"]>;
  readonly edge: Create<EdgeArgs & With<C, "network" | "secrets" | "objectStore">, C["edge"]>;
  readonly cdn: Create<CdnArgs & With<C, "secrets" | "objectStore">, C["cdn"]>;
  readonly dns: Create<DnsArgs & With<C, "edge" | "monitoring">, C["dns"]>;
  readonly monitoring: Create<MonitoringArgs & WatchedComponents<C> & With<C, "secrets">, C["monitoring"]>;
  readonly backup: Create<BackupArgs & With<C, "secrets">, C["backup"]>;
  readonly budget: Create<BudgetArgs, C["budget"]>;
}
