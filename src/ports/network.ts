import type { LogRetention, Provisioned } from "./common";

export interface NetworkArgs {
  readonly nat: "single" | "perZone";
  readonly logs: LogRetention;
}

/** Public, private and database subnets in three zones, on the address plan of `conventions/cidrs`. */
export type Network = Provisioned;
