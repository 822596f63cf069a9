import type { ComponentResourceOptions, ProviderResource } from "@pulumi/pulumi";
import { Provider as AwsProvider } from "@pulumi/aws/provider";
import { Provider as RandomProvider } from "@pulumi/random/provider";
import { AWS_REGIONS, ZONES } from "../../conventions/regions";
import type { Tags } from "../../conventions/tags";
import type { CloudProvider } from "../../ports/cloud";
import { type AtlasKeys, atlasProvider } from "../atlas/provider";
import { Account } from "./account";
import { Backup } from "./backup";
import { Budget } from "./budget";
import { Cache } from "./cache";
import { Cdn } from "./cdn";
import { Cluster } from "./cluster";
import type { AwsContext } from "./context";
import { Database } from "./database";
import { Dns } from "./dns";
import { Edge } from "./edge";
import { READINESS_LABELS } from "./edge-controller";
import { Identity } from "./identity";
import { Monitoring } from "./monitoring";
import { Network } from "./network";
import { ObjectStore } from "./object-store";
import { Registry } from "./registry";
import { Search } from "./search";
import { Secrets } from "./secrets";

/** What this cloud needs to know of a stack, all of it plain but the keys. */
export interface AwsSettings {
  readonly stack: string;
  readonly tags: Tags;
  readonly accountId: string;
  /** The account is not a real one: nothing can be built, and no credentials are asked for. */
  readonly placeholder: boolean;
  readonly region: string;
  readonly drRegion: string;
  readonly serviceRoles: "create" | "exist";
  readonly atlas: { readonly orgId: string };
  readonly secrets: AtlasKeys;
}

export interface AwsComponents {
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
type Component<Args, Made> = new (name: string, args: Args, aws: AwsContext, opts: ComponentResourceOptions) => Made;

/** AWS with MongoDB Atlas: the reference architecture's first cloud. */
export function createAws(settings: AwsSettings): CloudProvider<AwsComponents> {
  const aws: AwsContext = { ...settings, zones: (AWS_REGIONS[settings.region]?.zones ?? []).slice(0, ZONES) };
  const { serviceRoles } = settings;
  const { orgId } = settings.atlas;
  const on =
    <Args, Made>(Capability: Component<Args, Made>) =>
    (name: string, args: Args, opts: ComponentResourceOptions) =>
      new Capability(name, args, aws, opts);
  return {
    cloud: "aws",
    providers: createProviders(settings),
    namespaceLabels: READINESS_LABELS,
    account: (name, args, opts) => new Account(name, { ...args, serviceRoles }, aws, opts),
    secrets: on(Secrets),
    network: on(Network),
    identity: on(Identity),
    cluster: on(Cluster),
    registry: on(Registry),
    database: (name, args, opts) => new Database(name, { ...args, orgId }, aws, opts),
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

function createProviders({ region, accountId, placeholder, tags, secrets }: AwsSettings): readonly ProviderResource[] {
  const aws = new AwsProvider("aws", {
    region,
    defaultTags: { tags: { ...tags } },
    ...(placeholder ? OFFLINE : { allowedAccountIds: [accountId] }),
  });
  return [aws, atlasProvider(secrets), new RandomProvider("random")];
}

/** Lets the real provider preview without an account: the credentials open nothing, and nothing is asked of AWS. */
const OFFLINE = {
  accessKey: "offline",
  secretKey: "offline",
  skipCredentialsValidation: true,
  skipRequestingAccountId: true,
  skipMetadataApiCheck: true,
  maxRetries: 1,
} as const;
