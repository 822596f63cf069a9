import {
  created,
  NEW_NODES,
  NOTICED,
  nothing,
  OLD_VERSION,
  planned,
  PUSHED_AGAIN,
  REINDEX,
  RESTART,
  seconds,
  type Step,
  type Steps,
  VOLUMES,
} from "./kinds";
import type { RecoveryVendor } from "./vendor";

const MONGO = "azure-native:mongocluster:MongoCluster";
const SECRET = "azure-native:keyvault:Secret";
const SPANS_ZONES: Step = {
  does: "the service goes on in the other zones",
  minutes: 0,
  source: "Azure reliability guides, zone redundancy",
};
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
    "azure-native:containerservice:ManagedCluster": {
      needs: 2,
      nodesBeside: true,
      failover: { does: "nodes in the other zones take the pods", minutes: 5, source: "AKS, availability zones" },
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { snapshots: [NOTICED, VOLUMES] },
      afterRegion: { snapshots: [VOLUMES] },
      rebuilt: NEW_NODES,
    },
    "azure-native:containerregistry:Registry": {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: {},
      afterRegion: {},
      rebuilt: PUSHED_AGAIN,
    },
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
    "azure-native:storage:StorageAccount": {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { versions: [NOTICED, OLD_VERSION] },
      afterRegion: { replica: [planned("the pods read the replica", 15)] },
      // Asynchronous and without a promise (Azure Blob Storage, object replication).
      replicaLoses: () => 60,
    },
    [SECRET]: {
      needs: 2,
      failover: SPANS_ZONES,
      failoverLoses: nothing,
      afterZone: {},
      afterDeletion: { versions: [NOTICED, OLD_VERSION] },
      afterRegion: { replica: [planned("the vault of the DR region answers", 0)] },
      // Both are written by the same `pulumi up`.
      replicaLoses: nothing,
    },
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
