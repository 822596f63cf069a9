/** The address plan of the requirements, the same on every cloud; a test proves that nothing overlaps. */
export const NETWORK_CIDR = "10.0.0.0/16";

export const SUBNET_CIDRS = {
  public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
  private: ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"],
  database: ["10.0.21.0/24", "10.0.22.0/24", "10.0.23.0/24"],
} as const;
export type SubnetRole = keyof typeof SUBNET_CIDRS;

/** Kubernetes services live outside the network: only the cluster itself routes to them. */
export const SERVICE_CIDR = "172.20.0.0/16";
/** The service `kubernetes` always has the first address of the range. */
export const API_SERVICE = "172.20.0.1/32";

/** Atlas' side of the peering; it is fixed for ever once the first cluster exists (MongoDB Atlas, network containers). */
export const ATLAS_CIDR = "10.8.0.0/21";
