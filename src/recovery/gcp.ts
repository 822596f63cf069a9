import {
  clusterOverZones,
  created,
  nothing,
  NOTICED,
  planned,
  regionalImages,
  regionalVersions,
  RESTART,
  seconds,
} from "./kinds";
import type { RecoveryVendor } from "./vendor";

const REGIONAL = "Google Cloud, regional services";
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
    "gcp:container/cluster:Cluster": clusterOverZones("GKE, regional clusters"),
    "gcp:artifactregistry/repository:Repository": regionalImages(REGIONAL),
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
    "gcp:storage/bucket:Bucket": regionalVersions(
      REGIONAL,
      planned("the pods read the replica", 15),
      // Event-driven transfers start within minutes, without a promise (Storage Transfer Service).
      () => 60,
    ),
    "gcp:secretmanager/secret:Secret": regionalVersions(
      REGIONAL,
      planned("the other location answers", 0),
      // Written by `pulumi up` only, whose state has every value too.
      nothing,
    ),
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
