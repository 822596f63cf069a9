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
/** The same on Google Cloud, where one range serves all regions and must be as large as this (MongoDB Atlas, network containers). */
export const ATLAS_GCP_CIDR = "10.8.0.0/18";

/** Addresses of Google Cloud's pods: one /24 per node, so 128 nodes (GKE, 110 pods per node). */
export const GCP_POD_CIDR = "10.0.128.0/17";
/** Kubernetes services on Google Cloud, where their range must be inside the network. */
export const GCP_SERVICE_CIDR = "10.0.64.0/20";
/** The first address of that range, as with every cluster. */
export const GCP_API_SERVICE = "10.0.64.1/32";
/** Google's own networks of managed services take their addresses from here (private services access). */
export const PRIVATE_SERVICES_CIDR = "10.0.32.0/20";
/** Google's load balancers and health checkers connect to pods from these (Cloud Load Balancing, firewall rules). */
export const LOAD_BALANCER_RANGES = ["35.191.0.0/16", "130.211.0.0/22"] as const;

/** Addresses of Azure's pods: an overlay that nothing outside the cluster sees, one /24 per node (AKS, CNI overlay). */
export const AZURE_POD_CIDR = "10.244.0.0/16";
/** Where the cluster's own name server listens; inside the services' range (AKS). */
export const AZURE_DNS_SERVICE = "172.20.0.10";
