import type { LogRetention, Provisioned } from "./common";

export interface NetworkArgs {
  readonly nat: "single" | "perZone";
  readonly logs: LogRetention;
  /** Routed privately to the database vendor; null where the database lives inside the network. */
  readonly databasePeeringCidr: string | null;
  /** Ranges that may reach the load balancer: the CDN in front, nobody else. */
  readonly edgeClients: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] };
}

/** Public, private and database subnets in three zones, on the address plan of `conventions/cidrs`. */
export type Network = Provisioned;
