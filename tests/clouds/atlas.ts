import type { Switch } from "./cloud";
import type { PolicyGraph } from "../../src/policy/query";
import { read } from "../../src/policy/values";

/** MongoDB Atlas, for the clouds whose database it is. */
export const ATLAS_CLUSTER = "mongodbatlas:index/advancedCluster:AdvancedCluster";

export const ATLAS_SWITCH: Switch = {
  type: ATLAS_CLUSTER,
  read: ({ terminationProtectionEnabled }) => terminationProtectionEnabled,
  on: true,
  off: false,
};

/** MongoDB through the peering, and behind a private endpoint (MongoDB Atlas, network ports). */
const PORTS = { peering: "27015-27017", endpoint: "1024-65535" } as const;

export const atlasPorts = (privateEndpoints: boolean): readonly string[] => [
  PORTS.peering,
  ...(privateEndpoints ? [PORTS.endpoint] : []),
];

/** @param endpoint ranges of the private endpoint; those of the peering follow */
export const atlasPeer =
  (endpoint: readonly string[], peering: string) =>
  (privateEndpoints: boolean): string =>
    privateEndpoints ? `${endpoint.join()} ${PORTS.endpoint}` : `${peering} ${PORTS.peering}`;

/** Inputs that are handed what opens the database, or Atlas itself. */
export const ATLAS_OPENS = ["crm-database-user.password", "mongodbatlas.privateKey"] as const;

/** Atlas' own network, which the peering connects. */
export const atlasRanges = (graph: PolicyGraph): readonly string[] =>
  graph
    .ofType("mongodbatlas:index/networkContainer:NetworkContainer")
    .map((network) => String(read(network, "atlasCidrBlock")));

export const atlasSize = (graph: PolicyGraph): unknown =>
  graph.ofType(ATLAS_CLUSTER).map(({ inputs }) => [inputs["clusterType"], inputs["replicationSpecs"]]);
