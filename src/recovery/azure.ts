import {
  clusterOverZones,
  created,
  nothing,
  NOTICED,
  planned,
  regionalImages,
  regionalVersions,
  REINDEX,
  RESTART,
  seconds,
  type Steps,
} from "./kinds";
import type { RecoveryVendor } from "./vendor";

const MONGO = "azure-native:mongocluster:MongoCluster";
const SECRET = "azure-native:keyvault:Secret";
const REGIONAL = "Azure reliability guides, zone redundancy";
const TO_A_SECOND: Steps = [
  NOTICED,
  created("cluster", 20),
  planned("the backup is restored", 120),
  planned("what is missing is copied back, writers start", 30),
];
const IMPORT = planned("the export is imported", 10);

/** Azure. A resource that names no location stands with the one that it belongs to, at last with its group. */
export const AZURE: RecoveryVendor = {
  prefix: "azure-native:",
  places: {
    home: "location",
    stated: ["location"],
    follows: [
      "vaultName",
      "accountName",
      "resourceName",
      "clusterName",
      "profileName",
      "zoneName",
      "privateZoneName",
      "privateEndpointName",
      "virtualNetworkName",
      "trafficControllerName",
      "scope",
      "resourceUri",
      "resourceGroupName",
    ],
  },
  kinds: {
    "azure-native:containerservice:ManagedCluster": clusterOverZones("AKS, availability zones"),
    "azure-native:containerregistry:Registry": regionalImages(REGIONAL),
    [MONGO]: {
      needs: 2,
      failover: {
        does: "the standby in the other zone takes over",
        minutes: 2,
        source:
          "Azure DocumentDB, high availability: no time is published; docs/runbooks/alarms/database.md: a minute or so",
      },
      failoverLoses: nothing,
      afterZone: { continuous: TO_A_SECOND },
      afterDeletion: { continuous: TO_A_SECOND },
      afterRegion: {
        replica: [planned("the replica is promoted", 15), planned("its data is copied into the new stack", 120)],
      },
      replicaLoses: seconds,
    },
    "azure-native:redisenterprise:RedisEnterprise": {
      needs: 2,
      failover: {
        does: "a replica is promoted",
        minutes: 1,
        source: "Azure Managed Redis, failover: 10 to 15 seconds",
      },
      failoverLoses: seconds,
      afterZone: { snapshots: [NOTICED, created("cache", 20), IMPORT, RESTART] },
      afterDeletion: { snapshots: [NOTICED, IMPORT, RESTART] },
      afterRegion: {},
    },
    "azure-native:search:Service": {
      needs: 2,
      failover: { does: "the other replicas answer", minutes: 1, source: "Azure AI Search, reliability" },
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: {},
      afterRegion: {},
      rebuilt: { from: "database", how: [created("service", 5), REINDEX] },
    },
    "azure-native:storage:StorageAccount": regionalVersions(
      REGIONAL,
      planned("the pods read the replica", 15),
      // Asynchronous and without a promise (Azure Blob Storage, object replication).
      () => 60,
    ),
    [SECRET]: regionalVersions(
      REGIONAL,
      planned("the vault of the DR region answers", 0),
      // Both are written by the same `pulumi up`.
      nothing,
    ),
  },
  copies: {
    // Of the key there is a copy as well, but nobody can rely on when Microsoft lets it answer (Key Vault, reliability).
    "azure-native:dataprotection:BackupInstance": {
      in: "pair",
      at: "vaultName",
      type: "azure-native:dataprotection:BackupVault",
    },
    [MONGO]: { in: "holder" },
    [SECRET]: { in: "holder" },
    "azure-native:storage:ObjectReplicationPolicy": {
      in: "target",
      at: "destinationAccount",
      type: "azure-native:storage:StorageAccount",
    },
  },
};
