import type { GraphResource } from "../../graph/graph";
import { type ChangeKinds, deletesSooner, type Forced, neverOff, recordsAt, shrinks, turnsOff, valueAt } from "./kinds";

/**
 * A pool of the cluster itself gets other machines or disks: its interface refuses that, and the provider makes the whole cluster
 * anew (pulumi-azure-native, issue 1504). Another number of machines, or a newer version, changes a pool in place.
 */
const OTHER_MACHINES: Forced = {
  input: "agentPoolProfiles",
  when: (before, after) =>
    machinesOf(after).some(([name, machine]) => (new Map(machinesOf(before)).get(name) ?? machine) !== machine),
};

const machinesOf = (cluster: GraphResource): readonly (readonly [string, string])[] =>
  recordsAt(cluster, "agentPoolProfiles").map((pool) => [
    String(pool["name"]),
    JSON.stringify(["vmSize", "osDiskType", "osDiskSizeGB", "availabilityZones", "maxPods"].map((key) => pool[key])),
  ]);

/** What a rule deletes is what its filters name: objects, and apart from them their older versions. */
const DELETES_SOONER = deletesSooner((policy) =>
  recordsAt(policy, "policy.rules").flatMap((rule) =>
    DELETIONS.flatMap((path) => {
      const ages = valueAt({ inputs: rule }, `definition.actions.${path}`) ?? {};
      const scope = `${path} ${JSON.stringify(valueAt({ inputs: rule }, "definition.filters"))}`;
      return Object.values(ages).map((days) => [scope, Number(days)] as const);
    }),
  ),
);

const DELETIONS = ["baseBlob.delete", "version.delete"];

/** Azure: inputs that its interface takes at creation only, and what loses data; names and places are in `index.ts`. */
export const AZURE_CHANGES: ChangeKinds = {
  "azure-native:compute:DiskEncryptionSet": { replaces: ["encryptionType"] },
  // An own key is chosen when a registry is made, and never again (Container Registry, "Customer-managed keys").
  "azure-native:containerregistry:Registry": { replaces: ["encryption"], holds: "images" },
  "azure-native:containerservice:AgentPool": {
    replaces: [
      ...["vmSize", "osDiskType", "osDiskSizeGB", "osType", "vnetSubnetID", "availabilityZones", "maxPods"],
      ...["enableEncryptionAtHost", "scaleSetPriority", "type"],
    ],
    rolls: ["orchestratorVersion", "osSKU", "nodeTaints", "securityProfile"],
  },
  "azure-native:containerservice:ManagedCluster": {
    replaces: ["dnsPrefix", "nodeResourceGroup", "networkProfile", "diskEncryptionSetID"],
    replacesIf: [OTHER_MACHINES],
    rolls: ["kubernetesVersion", "agentPoolProfiles"],
  },
  "azure-native:dataprotection:BackupInstance": { holds: "backups of volumes" },
  "azure-native:dataprotection:BackupPolicy": { replaces: ["properties"] },
  // Where a vault keeps its copies can't be changed once something is protected in it (Azure Backup, "Backup vault overview").
  "azure-native:dataprotection:BackupVault": { replaces: ["properties.storageSettings"], holds: "backups of volumes" },
  "azure-native:keyvault:Key": { holds: "all that is encrypted with it" },
  "azure-native:keyvault:Vault": {
    // The days for which a deletion can be undone are set once (Key Vault, "Soft-delete overview").
    replaces: ["properties.tenantId", "properties.softDeleteRetentionInDays"],
    holds: "keys, and all that is encrypted with them",
  },
  "azure-native:mongocluster:MongoCluster": {
    rolls: ["properties.compute", "properties.highAvailability", "properties.serverVersion"],
    loses: [shrinks("documents on the shards that go: the service takes none away", "properties.sharding.shardCount")],
    holds: "the database",
  },
  "azure-native:network:FlowLog": { loses: [shrinks("records older than the new age", "retentionPolicy.days")] },
  "azure-native:network:PublicIPAddress": { replaces: ["zones", "sku", "publicIPAllocationMethod"] },
  "azure-native:network:NatGateway": { replaces: ["zones", "sku"] },
  "azure-native:network:PrivateEndpoint": { replaces: ["subnet", "privateLinkServiceConnections"] },
  "azure-native:operationalinsights:Workspace": {
    loses: [shrinks("log lines older than the new age", "retentionInDays")],
    holds: "logs",
  },
  "azure-native:redisenterprise:Database": {
    replaces: ["clusteringPolicy", "port"],
    loses: [turnsOff("what is in memory when the cluster restarts", "persistence.rdbEnabled")],
    holds: "sessions and queued jobs",
  },
  "azure-native:redisenterprise:RedisEnterprise": {
    // A second node can be added, and none can be taken away (Azure Managed Redis, "Configure high availability").
    replacesIf: [neverOff("highAvailability", "Enabled")],
    rolls: ["sku", "highAvailability"],
    holds: "sessions and queued jobs",
  },
  "azure-native:search:Service": {
    replaces: ["sku", "hostingMode"],
    rolls: ["replicaCount", "partitionCount"],
    holds: "the index, which is built again from the database",
  },
  "azure-native:storage:BlobServiceProperties": {
    loses: [
      turnsOff("what is overwritten from now on", "isVersioningEnabled"),
      shrinks("objects deleted longer ago than the new time", "deleteRetentionPolicy.days"),
    ],
  },
  "azure-native:storage:BlobContainer": { holds: "objects" },
  "azure-native:storage:ManagementPolicy": { loses: [DELETES_SOONER] },
  "azure-native:storage:StorageAccount": {
    replaces: ["kind", "sku", "encryption.requireInfrastructureEncryption"],
    holds: "objects",
  },
};
