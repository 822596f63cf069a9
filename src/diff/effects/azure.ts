import { type ChangeKinds, shrinks, turnsOff } from "./kinds";

/** Azure: inputs that its interface takes at creation only, and what loses data; names and places are in `index.ts`. */
export const AZURE_CHANGES: ChangeKinds = {
  "azure-native:compute:DiskEncryptionSet": { replaces: ["encryptionType"] },
  "azure-native:containerregistry:Registry": { holds: "images" },
  "azure-native:containerservice:AgentPool": {
    replaces: [
      ...["vmSize", "osDiskType", "osDiskSizeGB", "osType", "vnetSubnetID", "availabilityZones", "maxPods"],
      ...["enableEncryptionAtHost", "scaleSetPriority", "type"],
    ],
    rolls: ["orchestratorVersion", "osSKU", "nodeTaints", "securityProfile"],
  },
  "azure-native:containerservice:ManagedCluster": {
    replaces: ["dnsPrefix", "nodeResourceGroup", "networkProfile", "diskEncryptionSetID"],
    rolls: ["kubernetesVersion", "agentPoolProfiles"],
  },
  "azure-native:dataprotection:BackupPolicy": { replaces: ["properties"] },
  "azure-native:dataprotection:BackupVault": { holds: "backups of volumes" },
  "azure-native:keyvault:Key": { holds: "all that is encrypted with it" },
  "azure-native:keyvault:Vault": {
    replaces: ["properties.tenantId"],
    loses: [shrinks("keys and secrets deleted longer ago than the new time", "properties.softDeleteRetentionInDays")],
    holds: "keys, and all that is encrypted with them",
  },
  "azure-native:mongocluster:MongoCluster": {
    rolls: ["properties.compute", "properties.highAvailability", "properties.serverVersion"],
    loses: [shrinks("documents on the shards that go: the service takes none away", "properties.sharding.shardCount")],
    holds: "the database",
  },
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
    replaces: ["highAvailability"],
    rolls: ["sku"],
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
  "azure-native:storage:StorageAccount": {
    replaces: ["kind", "sku", "encryption.requireInfrastructureEncryption"],
    holds: "objects",
  },
};
