import {
  created,
  NEW_NODES,
  NOTICED,
  nothing,
  OLD_VERSION,
  planned,
  PUSHED_AGAIN,
  RESTART,
  seconds,
  type Step,
  VOLUMES,
} from "./kinds";
import type { RecoveryVendor } from "./vendor";

const SPANS_ZONES: Step = {
  does: "the service goes on in the other zones",
  minutes: 0,
  source: "Google Cloud, regional services",
};
const IMPORT = planned("the export is imported", 10);
const REPLICAS = "replication.userManaged.replicas";

/** Google Cloud. A resource that names neither region nor location stands in none. */
export const GCP: RecoveryVendor = {
  prefix: "gcp:",
  places: {
    home: "region",
    stated: ["region", "location", `${REPLICAS}.*.location`],
    follows: ["keyRing", "cryptoKeyId", "bucket"],
  },
  kinds: {
    "gcp:container/cluster:Cluster": {
      needs: 2,
      nodesBeside: true,
      failover: { does: "nodes in the other zones take the pods", minutes: 5, source: "GKE, regional clusters" },
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { snapshots: [NOTICED, VOLUMES] },
      afterRegion: { snapshots: [VOLUMES] },
      rebuilt: NEW_NODES,
    },
    "gcp:artifactregistry/repository:Repository": {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: {},
      afterRegion: {},
      rebuilt: PUSHED_AGAIN,
    },
    "gcp:redis/instance:Instance": {
      needs: 2,
      failover: {
        does: "a replica is promoted",
        minutes: 2,
        source: "Memorystore for Redis, high availability: about a minute",
      },
      failoverLoses: seconds,
      afterZone: { snapshots: [NOTICED, created("instance", 8), IMPORT, RESTART] },
      afterDeletion: { snapshots: [NOTICED, IMPORT, RESTART] },
      afterRegion: {},
    },
    "gcp:storage/bucket:Bucket": {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { versions: [NOTICED, OLD_VERSION] },
      afterRegion: { replica: [planned("the pods read the replica", 15)] },
      // Event-driven transfers start within minutes, without a promise (Storage Transfer Service).
      replicaLoses: () => 60,
    },
    "gcp:secretmanager/secret:Secret": {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { versions: [NOTICED, OLD_VERSION] },
      afterRegion: { replica: [planned("the other location answers", 0)] },
      // Written by `pulumi up` only, whose state has every value too.
      replicaLoses: nothing,
    },
  },
  copies: {
    "gcp:gkebackup/backupPlan:BackupPlan": { in: "holder" },
    "gcp:secretmanager/secret:Secret": {
      in: "list",
      at: REPLICAS,
      region: "location",
      key: "customerManagedEncryption",
    },
    "gcp:storage/transferJob:TransferJob": {
      in: "target",
      at: "replicationSpec.gcsDataSink",
      type: "gcp:storage/bucket:Bucket",
    },
  },
};
