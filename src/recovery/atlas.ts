import type { Member } from "../plan/describe/members";
import type { RecoveryVendor } from "./vendor";
import { created, NOTICED, planned, type Steps } from "./kinds";

const CLUSTER = "mongodbatlas:index/advancedCluster:AdvancedCluster";
const CONFIGS = "replicationSpecs.0.regionConfigs";

/** Atlas names tens of minutes to hours, by the size (MongoDB Atlas, restore a cluster). */
const RESTORED = planned("the backup is restored", 120);
/** On AWS by hand, where a multi-Region key has a twin; docs/runbooks/alarms/database.md. */
const KEY_MOVED = planned("Atlas is told where its key can be reached", 5);
const TO_A_SECOND: Steps = [
  NOTICED,
  created("cluster", 15),
  RESTORED,
  planned("what is missing is copied back, writers start", 30),
];

/** MongoDB Atlas, on whichever cloud it runs: its project is the vendor's, its nodes stand in the stack's region. */
export const ATLAS: RecoveryVendor = {
  prefix: "mongodbatlas:",
  places: {
    // What connects the cluster stands where it does, and Atlas has names of its own for that region.
    atHome: ["networkContainer:", "networkPeering:", "privateLinkEndpoint:", "privateLinkEndpointService:"].map(
      (type) => `mongodbatlas:index/${type}`,
    ),
    atHomeIf: { [CLUSTER]: isLostWithItsFirstRegion },
  },
  kinds: {
    [CLUSTER]: {
      needs: 3,
      failover: {
        does: "the other nodes elect a primary",
        minutes: 1,
        source: "MongoDB manual, replica set elections: 12 seconds at most as a rule",
      },
      failoverLoses: (cluster) =>
        ["", "majority"].includes(cluster.text("advancedConfiguration.defaultWriteConcern")) ? 0 : 1,
      afterZone: { continuous: TO_A_SECOND, snapshots: TO_A_SECOND },
      afterDeletion: { continuous: TO_A_SECOND, snapshots: TO_A_SECOND },
      afterRegion: { continuous: [KEY_MOVED, RESTORED], snapshots: [KEY_MOVED, RESTORED] },
      // Atlas copies the log "to other regions" and promises no pace (MongoDB Atlas, snapshot distribution).
      copiedLogLoses: 60,
    },
  },
  copies: {
    "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule": {
      in: "region",
      at: "copySettings.0.regionName",
      home: `${CONFIGS}.0.regionName`,
    },
  },
};

/** Without a majority outside the region that writes go to, nobody can be elected. */
function isLostWithItsFirstRegion(cluster: Member): boolean {
  const regions = cluster.list(CONFIGS).map((_, index) => {
    const at = `${CONFIGS}.${index}`;
    return { priority: cluster.number(`${at}.priority`), nodes: cluster.number(`${at}.electableSpecs.nodeCount`) };
  });
  const first = Math.max(...regions.map(({ priority }) => priority));
  const all = regions.reduce((sum, { nodes }) => sum + nodes, 0);
  const elsewhere = regions.reduce((sum, { priority, nodes }) => sum + (priority === first ? 0 : nodes), 0);
  return elsewhere * 2 <= all;
}
