import type { ServiceName } from "../../stacks";
import type { DataBucket } from "../ports/object-store";

type Access = "read" | "readWrite";

/** What a service of the CRM is to the platform: where it is reached and which capabilities it uses. */
export interface Service {
  readonly storage: Readonly<Partial<Record<DataBucket, Access>>>;
  readonly search: Access | null;
  /** Served through the load balancer; the others only work in the background. */
  readonly port: number | null;
}

/** Port of `/livez`, `/readyz` and `/metrics` in every image. */
export const OPS_PORT = 9090;
export const NAMESPACE = "crm";

export const SERVICES = {
  frontend: { storage: {}, search: null, port: 8080 },
  api: {
    storage: { recordings: "read", transcripts: "read", documents: "readWrite" },
    search: "readWrite",
    port: 8080,
  },
  worker: {
    storage: { recordings: "readWrite", transcripts: "readWrite", documents: "read" },
    search: "readWrite",
    port: null,
  },
  scheduler: { storage: {}, search: null, port: null },
} as const satisfies Readonly<Record<ServiceName, Service>>;

/** How the load balancer reaches the two services that take requests (contract, "What the CRM's images must provide"). */
export function backendsOf(hosts: { readonly frontend: readonly string[]; readonly api: readonly string[] }) {
  const health = { healthPort: OPS_PORT, healthPath: "/readyz", drainSeconds: 30 };
  return {
    frontend: { ...health, hosts: hosts.frontend, port: SERVICES.frontend.port },
    api: { ...health, hosts: hosts.api, port: SERVICES.api.port },
  };
}
