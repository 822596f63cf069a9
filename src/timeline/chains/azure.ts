import { type ForcedChain, type ForcedLink, OPERATOR_TO_PODS, TO_PODS } from "./chain";

const GROUP: ForcedLink = { type: "azure-native:resources:ResourceGroup", why: "first of all" };
const PRIMARY: ForcedLink = {
  type: "azure-native:mongocluster:MongoCluster",
  inputs: { properties: { createMode: "Default" } },
  why: "is in the group",
};
const ENDPOINT: ForcedLink = {
  type: "azure-native:network:PrivateEndpoint",
  why: "is refused until the service is wholly made",
};
/** The smallest tiers share the pool that the cluster is made with. */
const POOL: ForcedLink = {
  type: "azure-native:containerservice:AgentPool",
  optional: true,
  why: "is in the cluster",
};
const STORED: ForcedLink = { type: "azure-native:keyvault:Secret", why: "keeps the address" };

/** What Azure makes one after the other. */
export const AZURE_CHAINS: readonly ForcedChain[] = [
  {
    name: "DocumentDB and its replica in the other region",
    links: [
      GROUP,
      PRIMARY,
      {
        type: "azure-native:mongocluster:MongoCluster",
        inputs: { properties: { createMode: "GeoReplica" } },
        why: "copies a cluster that exists",
      },
    ],
  },
  {
    name: "DocumentDB and the pods that use it",
    links: [GROUP, PRIMARY, STORED, ...TO_PODS],
  },
  {
    name: "AKS cluster and its first pods",
    links: [
      GROUP,
      { type: "azure-native:network:VirtualNetwork", why: "is in the group" },
      { type: "azure-native:network:Subnet", why: "is in the network" },
      { type: "azure-native:containerservice:ManagedCluster", why: "is in the subnet" },
      POOL,
      ...OPERATOR_TO_PODS,
    ],
  },
  {
    name: "AKS cluster under its key and its first pods",
    links: [
      GROUP,
      { type: "azure-native:keyvault:Vault", why: "is in the group" },
      { type: "azure-native:authorization:RoleAssignment", why: "gives rights to the vault" },
      { type: "azure-native:keyvault:Key", why: "is made by who has the right" },
      { type: "azure-native:compute:DiskEncryptionSet", why: "needs the key" },
      { type: "azure-native:authorization:RoleAssignment", why: "lets the cluster use the set" },
      { type: "azure-native:containerservice:ManagedCluster", why: "is refused without that right" },
      POOL,
      ...OPERATOR_TO_PODS,
    ],
  },
  {
    name: "Managed Redis",
    links: [
      GROUP,
      { type: "azure-native:redisenterprise:RedisEnterprise", why: "is in the group" },
      { type: "azure-native:redisenterprise:Database", why: "is in the cache" },
      ENDPOINT,
      STORED,
      ...TO_PODS,
    ],
  },
  {
    name: "AI Search",
    links: [GROUP, { type: "azure-native:search:Service", why: "is in the group" }, ENDPOINT],
  },
];
