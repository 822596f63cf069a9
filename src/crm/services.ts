import type { ServiceName, ThirdParty } from "../../stacks";
import type { Priority } from "../kubernetes/limits";
import { OPS_PORT } from "../kubernetes/ops";
import type { Backend, BackendName } from "../ports/edge";
import type { DataBucket } from "../ports/object-store";

type Access = "read" | "readWrite";

/** What a service of the CRM is: where it is reached, what it uses, and how it behaves when it is told to go. */
export interface Service {
  readonly storage: Readonly<Partial<Record<DataBucket, Access>>>;
  readonly search: Access | null;
  readonly database: boolean;
  readonly cache: boolean;
  /** It writes links to the CRM's own hosts. */
  readonly links: boolean;
  /** Keys of others that it works with, each only where it is set. */
  readonly thirdParties: readonly ThirdParty[];
  /** Served through the load balancer; the others only work in the background. */
  readonly port: number | null;
  /** Seconds from SIGTERM to the end of what it has begun (contract, "What the CRM's images must provide"). */
  readonly drainSeconds: number;
  /** Room in `/tmp`, MiB: uploads pass through `api`, recordings are worked on in `worker`. */
  readonly scratch: number;
  readonly priority: keyof typeof PRIORITIES;
  /** Two run, one works, chosen by a Kubernetes lease. */
  readonly electsLeader: boolean;
}

export const NAMESPACE = "crm";

/**
 * When nodes are lost, requests are answered first; jobs wait. Both come after pods without a class: vendors' daemons that have none
 * still find room on a full node. Below -10 the autoscaler adds no node for a pod (Cluster Autoscaler, expendable pods).
 */
export const PRIORITIES = {
  requests: { className: "crm-requests", value: -1 },
  background: { className: "crm-background", value: -5 },
} as const satisfies Readonly<Record<string, Priority>>;

/** BullMQ's queues and their prefix, which keeps them in one slot of a sharded cache (contract, section 4). */
export const QUEUES = ["calls", "transcripts", "news", "email"] as const;
export const waitListOf = (queue: (typeof QUEUES)[number]): string => `{crm}:${queue}:wait`;

const BACKGROUND = { links: false, port: null, priority: "background", electsLeader: false } as const;

export const SERVICES = {
  frontend: {
    storage: {},
    search: null,
    database: false,
    cache: false,
    links: true,
    thirdParties: [],
    port: 8080,
    drainSeconds: 30,
    scratch: 64,
    priority: "requests",
    electsLeader: false,
  },
  api: {
    storage: { recordings: "read", transcripts: "read", documents: "readWrite" },
    search: "readWrite",
    database: true,
    cache: true,
    links: true,
    thirdParties: ["twilioAccountSid", "twilioAuthToken"],
    port: 8080,
    drainSeconds: 30,
    scratch: 256,
    priority: "requests",
    electsLeader: false,
  },
  worker: {
    ...BACKGROUND,
    storage: { recordings: "readWrite", transcripts: "readWrite", documents: "read" },
    search: "readWrite",
    database: true,
    cache: true,
    links: true,
    thirdParties: ["sendgridApiKey", "openaiApiKey", "twilioAccountSid", "twilioAuthToken", "newsApiKey"],
    drainSeconds: 300,
    scratch: 2_048,
  },
  scheduler: {
    ...BACKGROUND,
    storage: {},
    search: null,
    database: true,
    cache: true,
    thirdParties: [],
    drainSeconds: 30,
    scratch: 64,
    electsLeader: true,
  },
} as const satisfies Readonly<Record<ServiceName, Service>>;

/** How the load balancer reaches the two services that take requests. */
export function backendsOf(hosts: Readonly<Record<BackendName, readonly string[]>>): Record<BackendName, Backend> {
  const backend = (name: BackendName): Backend => {
    const { port, drainSeconds } = SERVICES[name];
    return { hosts: hosts[name], port, healthPort: OPS_PORT, healthPath: "/readyz", drainSeconds };
  };
  return { frontend: backend("frontend"), api: backend("api") };
}
