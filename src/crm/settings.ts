import type { Input } from "@pulumi/pulumi";
import type { ServiceName, ThirdParty } from "../../stacks";
import type { Operators } from "../kubernetes/operators/operators";
import type { Cache } from "../ports/cache";
import type { SecretRef } from "../ports/common";
import type { Database } from "../ports/database";
import type { Edge } from "../ports/edge";
import { DATA_BUCKETS, type ObjectStore } from "../ports/object-store";
import type { Search } from "../ports/search";
import type { Secrets } from "../ports/secrets";
import { type Service, SERVICES } from "./services";

/** Where the settings of the CRM's images come from. */
export interface Sources {
  readonly hosts: { readonly app: string; readonly api: string };
  readonly database: Database;
  readonly cache: Cache;
  readonly search: Search | null;
  readonly objectStore: ObjectStore;
  readonly secrets: Secrets;
  readonly edge: Edge;
  readonly operators: Operators;
}

/** Settings by the name of their environment variable (contract, "What the CRM's images must provide"). */
export interface ServiceSettings {
  readonly plain: Readonly<Record<string, Input<string>>>;
  /** Fetched from the cloud's secret store: their values are in no manifest. */
  readonly secret: Readonly<Record<string, SecretRef>>;
}

/** Third parties' keys that reach the CRM itself; the others are for the monitoring. */
const VARIABLES: Readonly<Partial<Record<ThirdParty, string>>> = {
  sendgridApiKey: "SENDGRID_API_KEY",
  openaiApiKey: "OPENAI_API_KEY",
  twilioAccountSid: "TWILIO_ACCOUNT_SID",
  twilioAuthToken: "TWILIO_AUTH_TOKEN",
  newsApiKey: "NEWS_API_KEY",
};

/** What a service needs, and nothing that only others need. */
export function settingsOf(name: ServiceName, sources: Sources): ServiceSettings {
  const service: Service = SERVICES[name];
  const parts = [
    links(service, sources),
    connections(service, sources),
    search(service, sources),
    storage(service, sources),
    thirdParties(service, sources),
    traces(sources),
  ];
  return {
    plain: Object.assign({}, ...parts.map(({ plain }) => plain)) as ServiceSettings["plain"],
    secret: Object.assign({}, ...parts.map(({ secret }) => secret)) as ServiceSettings["secret"],
  };
}

type Part = Partial<ServiceSettings>;

function links({ links, port }: Service, { hosts, edge }: Sources): Part {
  return {
    plain: {
      ...(links && { PUBLIC_URL: `https://${hosts.app}`, API_URL: `https://${hosts.api}` }),
      // Otherwise a pod now and then closes a connection in the very moment in which the load balancer uses it again.
      ...(port !== null && { KEEP_ALIVE_SECONDS: String(edge.idleSeconds + 10) }),
    },
  };
}

function connections({ database, cache }: Service, sources: Sources): Part {
  return {
    plain: cache ? { REDIS_CLUSTER: String(sources.cache.clusterMode) } : {},
    secret: {
      ...(database && { MONGODB_URI: sources.database.uri }),
      ...(cache && { REDIS_URL: sources.cache.url }),
      ...(cache && sources.cache.ca && { REDIS_CA: sources.cache.ca }),
    },
  };
}

function search({ search: access }: Service, { search }: Sources): Part {
  if (access === null || search === null) return {};
  return { plain: { SEARCH_DIALECT: search.dialect, SEARCH_URL: search.url }, secret: searchSecrets(search) };
}

function searchSecrets({ credentials }: Search): ServiceSettings["secret"] {
  if (credentials === null) return {};
  if ("apiKey" in credentials) return { SEARCH_API_KEY: credentials.apiKey };
  return { SEARCH_USERNAME: credentials.username, SEARCH_PASSWORD: credentials.password };
}

function storage({ storage }: Service, { objectStore }: Sources): Part {
  const used = DATA_BUCKETS.filter((bucket) => bucket in storage);
  if (used.length === 0) return {};
  const addresses = used.map((bucket) => [`STORAGE_${bucket.toUpperCase()}`, objectStore.addresses[bucket]] as const);
  return { plain: { STORAGE_DIALECT: objectStore.dialect, ...Object.fromEntries(addresses) } };
}

function thirdParties({ thirdParties }: Service, { secrets }: Sources): Part {
  const set = thirdParties.flatMap((key) => {
    const [variable, ref] = [VARIABLES[key], secrets.catalogue[key]];
    return variable === undefined || ref === undefined ? [] : [[variable, ref] as const];
  });
  return { secret: Object.fromEntries(set) };
}

function traces({ operators }: Sources): Part {
  return operators.traces === null ? {} : { plain: { DD_TRACE_AGENT_URL: operators.traces.url } };
}
