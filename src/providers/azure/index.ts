import type { ComponentResourceOptions, ProviderResource } from "@pulumi/pulumi";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import { Provider as RandomProvider } from "@pulumi/random/provider";
import { AZURE_REGIONS, ZONES } from "../../conventions/regions";
import type { Tags } from "../../conventions/tags";
import type { CloudProvider } from "../../ports/cloud";
import { Account } from "./account";
import { forgetApiVersions } from "./api-versions";
import { Backup } from "./backup";
import { Budget } from "./budget";
import { Cache } from "./cache";
import { Cdn } from "./cdn";
import { Cluster } from "./cluster";
import { Database } from "./database";
import { Dns } from "./dns";
import { Edge } from "./edge";
import { ROUTE_LABELS } from "./edge-gateway";
import { Identity } from "./identity";
import { Monitoring } from "./monitoring";
import { Network } from "./network";
import { ObjectStore } from "./object-store";
import { Registry } from "./registry";
import { Search } from "./search";
import { Secrets } from "./secrets";
import type { AzureContext } from "./context";

/** What this cloud needs to know of a stack, all of it plain. */
export interface AzureSettings {
  readonly stack: string;
  readonly tags: Tags;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** The subscription is not a real one: nothing can be built, and no credentials are asked for. */
  readonly placeholder: boolean;
  readonly location: string;
  readonly drLocation: string;
  readonly adminGroupId: string;
}

export interface AzureComponents {
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

/** A component of this cloud, as its class makes it. */
type Component<Args, Made> = new (
  name: string,
  args: Args,
  azure: AzureContext,
  opts: ComponentResourceOptions,
) => Made;

/** Azure; every service is its own. */
export function createAzure(settings: AzureSettings): CloudProvider<AzureComponents> {
  const azure = contextOf(settings);
  const on =
    <Args, Made>(Capability: Component<Args, Made>) =>
    (name: string, args: Args, opts: ComponentResourceOptions) =>
      new Capability(name, args, azure, { ...opts, transformations: [forgetApiVersions] });
  return {
    cloud: "azure",
    providers: createProviders(settings),
    namespaceLabels: ROUTE_LABELS,
    account: on(Account),
    secrets: on(Secrets),
    network: on(Network),
    identity: on(Identity),
    cluster: on(Cluster),
    registry: on(Registry),
    database: on(Database),
    cache: on(Cache),
    search: on(Search),
    objectStore: on(ObjectStore),
    edge: on(Edge),
    cdn: on(Cdn),
    dns: on(Dns),
    monitoring: on(Monitoring),
    backup: on(Backup),
    budget: on(Budget),
  };
}

function contextOf({
  stack,
  tags,
  subscriptionId,
  tenantId,
  location,
  drLocation,
  adminGroupId,
}: AzureSettings): AzureContext {
  const zones = (AZURE_REGIONS[location]?.zones ?? []).slice(0, ZONES);
  return { stack, subscriptionId, tenantId, location, drLocation, adminGroupId, zones, tags: { ...tags } };
}

function createProviders({
  subscriptionId,
  tenantId,
  location,
  placeholder,
}: AzureSettings): readonly ProviderResource[] {
  const azure = new AzureProvider("azure", {
    subscriptionId,
    tenantId,
    location,
    // Lets the real provider preview without an account: these open nothing, and nothing is asked of Azure.
    ...(placeholder && { clientId: OFFLINE, clientSecret: "offline" }),
  });
  return [azure, new RandomProvider("random")];
}

const OFFLINE = "00000000-0000-0000-0000-000000000000";
