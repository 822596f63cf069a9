import type { ComponentResourceOptions, Output, ProviderResource } from "@pulumi/pulumi";
import { Provider as GcpProvider } from "@pulumi/gcp/provider";
import { Provider as RandomProvider } from "@pulumi/random/provider";
import { GCP_REGIONS, ZONES } from "../../conventions/regions";
import type { Tags } from "../../conventions/tags";
import type { CloudProvider } from "../../ports/cloud";
import { type AtlasKeys, atlasProvider } from "../atlas/provider";
import { createElasticProvider } from "../elastic/provider";
import { Account } from "./account";
import { Backup } from "./backup";
import { Budget } from "./budget";
import { Cache } from "./cache";
import { Cdn } from "./cdn";
import { Cluster } from "./cluster";
import type { GcpContext } from "./context";
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

/** What this cloud needs to know of a stack, all of it plain but the keys. */
export interface GcpSettings {
  readonly stack: string;
  readonly tags: Tags;
  readonly project: string;
  readonly projectNumber: string;
  /** The project is not a real one: nothing can be built, and no credentials are asked for. */
  readonly placeholder: boolean;
  readonly region: string;
  readonly drRegion: string;
  readonly billingAccount: string;
  readonly atlas: { readonly orgId: string };
  readonly secrets: AtlasKeys & { readonly elasticApiKey?: Output<string> };
}

export interface GcpComponents {
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
type Component<Args, Made> = new (name: string, args: Args, gcp: GcpContext, opts: ComponentResourceOptions) => Made;

/** Google Cloud with MongoDB Atlas and Elastic Cloud. */
export function createGcp(settings: GcpSettings): CloudProvider<GcpComponents> {
  const { billingAccount, atlas } = settings;
  const gcp = contextOf(settings);
  const on =
    <Args, Made>(Capability: Component<Args, Made>) =>
    (name: string, args: Args, opts: ComponentResourceOptions) =>
      new Capability(name, args, gcp, opts);
  return {
    cloud: "gcp",
    providers: createProviders(settings, gcp),
    namespaceLabels: ROUTE_LABELS,
    account: on(Account),
    secrets: on(Secrets),
    network: on(Network),
    identity: on(Identity),
    cluster: on(Cluster),
    registry: on(Registry),
    database: (name, args, opts) => new Database(name, { ...args, orgId: atlas.orgId }, gcp, opts),
    cache: on(Cache),
    search: on(Search),
    objectStore: on(ObjectStore),
    edge: on(Edge),
    cdn: on(Cdn),
    dns: on(Dns),
    monitoring: on(Monitoring),
    backup: on(Backup),
    budget: (name, args, opts) => new Budget(name, { ...args, billingAccount }, gcp, opts),
  };
}

function contextOf({ stack, project, projectNumber, region, drRegion, tags }: GcpSettings): GcpContext {
  const zones = (GCP_REGIONS[region]?.zones ?? []).slice(0, ZONES);
  return { stack, project, projectNumber, region, drRegion, zones, labels: labelsOf(tags) };
}

/** Labels hold lower-case letters, digits, hyphens and underscores only (Resource Manager, requirements for labels). */
function labelsOf(tags: Tags): Readonly<Record<string, string>> {
  const legal = (value: string) => value.toLowerCase().replace(/[^a-z0-9_-]/g, "-");
  return Object.fromEntries(Object.entries(tags).map(([key, value]: [string, string]) => [key, legal(value)]));
}

function createProviders(settings: GcpSettings, { project, region, labels }: GcpContext): readonly ProviderResource[] {
  const { placeholder, secrets } = settings;
  const gcp = new GcpProvider("gcp", {
    project,
    region,
    defaultLabels: { ...labels },
    // Budgets are billed to nobody's project unless they are told which.
    billingProject: project,
    userProjectOverride: true,
    // Lets the real provider preview without an account: the token opens nothing, and nothing is asked of Google.
    ...(placeholder && { accessToken: "offline" }),
  });
  const elastic = createElasticProvider(secrets.elasticApiKey);
  return [gcp, atlasProvider(secrets), elastic, new RandomProvider("random")];
}
