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

/** Atlas' own network, which the peering connects. */
export const atlasRanges = (graph: PolicyGraph): readonly string[] =>
  graph
    .ofType("mongodbatlas:index/networkContainer:NetworkContainer")
    .map((network) => String(read(network, "atlasCidrBlock")));

export const atlasSize = (graph: PolicyGraph): unknown =>
  graph.ofType(ATLAS_CLUSTER).map(({ inputs }) => [inputs["clusterType"], inputs["replicationSpecs"]]);
