import { ATLAS_CLUSTER, type ForcedChain, type ForcedLink, OPERATOR_TO_PODS, TO_PODS } from "./chain";

const SERVICE: ForcedLink = { type: "gcp:projects/service:Service", why: "an API has to be enabled before it is used" };
const NETWORK: ForcedLink = { type: "gcp:compute/network:Network", why: "is made by an enabled API" };
const STORED: ForcedLink = { type: "gcp:secretmanager/secretVersion:SecretVersion", why: "keeps the address" };

/** What Google Cloud makes one after the other. */
export const GCP_CHAINS: readonly ForcedChain[] = [
  {
    name: "GKE cluster and its first pods",
    links: [
      SERVICE,
      NETWORK,
      { type: "gcp:compute/subnetwork:Subnetwork", why: "is in the VPC" },
      { type: "gcp:compute/routerNat:RouterNat", why: "names the subnet; nodes register through it" },
      { type: "gcp:container/cluster:Cluster", why: "is in the subnet" },
      { type: "gcp:container/nodePool:NodePool", why: "is in the cluster" },
      ...OPERATOR_TO_PODS,
    ],
  },
  {
    name: "Atlas behind a private endpoint",
    links: [
      { type: "mongodbatlas:index/project:Project", why: "first of all" },
      { type: "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint", why: "is in the project" },
      { type: "gcp:compute/forwardingRule:ForwardingRule", why: "needs the name of Atlas' service" },
      {
        type: "mongodbatlas:index/privateLinkEndpointService:PrivateLinkEndpointService",
        why: "needs the rule's name",
      },
      ...ATLAS_CLUSTER,
      STORED,
      ...TO_PODS,
    ],
  },
  {
    name: "Atlas behind a peering",
    links: [
      SERVICE,
      NETWORK,
      { type: "mongodbatlas:index/networkPeering:NetworkPeering", why: "names the VPC" },
      { type: "gcp:compute/networkPeering:NetworkPeering", why: "names Atlas' network" },
      ...ATLAS_CLUSTER,
      STORED,
      ...TO_PODS,
    ],
  },
  {
    name: "Memorystore",
    links: [
      SERVICE,
      NETWORK,
      { type: "gcp:compute/globalAddress:GlobalAddress", why: "is a range of the VPC" },
      { type: "gcp:servicenetworking/connection:Connection", why: "needs the range" },
      { type: "gcp:redis/instance:Instance", why: "is reached through the connection" },
      STORED,
      ...TO_PODS,
    ],
  },
];
