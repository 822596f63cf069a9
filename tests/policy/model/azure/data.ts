import { AZURE } from "../../../../src/policy/azure/types";
import { resource } from "../../builder";
import { tagged } from "./tagged";

const SECRETS = [
  tagged(AZURE.vault, "vault", {
    properties: {
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
      enableSoftDelete: true,
      publicNetworkAccess: "Disabled",
    },
  }),
  tagged(AZURE.secret, "secret", { properties: { attributes: { expires: 1_861_833_600 } } }),
  tagged(AZURE.key, "key", { properties: { rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" } }] } } }),
];

const account = (name: string, redundancy: string, location = "eastus2") =>
  tagged(AZURE.storageAccount, name, {
    location,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: "TLS1_2",
    allowBlobPublicAccess: false,
    allowSharedKeyAccess: false,
    isLocalUserEnabled: false,
    allowCrossTenantReplication: false,
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
    encryption: { requireInfrastructureEncryption: true },
    sku: { name: `Standard_${redundancy}` },
  });
const versions = (name: string) =>
  resource(AZURE.blobService, `${name}-versions`, {
    accountName: `<${name}.name>`,
    isVersioningEnabled: true,
    deleteRetentionPolicy: { enabled: true },
    containerDeleteRetentionPolicy: { enabled: true },
  });
const container = (accountName: string, containerName: string) =>
  resource(AZURE.container, `${accountName}-${containerName}`, {
    accountName: `<${accountName}.name>`,
    containerName,
    publicAccess: "None",
  });

const STORAGE = [
  ...[account("data", "GZRS"), account("copy", "ZRS", "centralus"), account("static", "ZRS"), account("flows", "ZRS")],
  ...["data", "copy", "static", "flows"].map(versions),
  ...[container("data", "recordings"), container("copy", "recordings"), container("static", "assets")],
  resource(AZURE.replication, "replication", { destinationAccount: "<copy.id>", sourceAccount: "<data.id>" }),
];

export const DATA = [
  ...SECRETS,
  ...STORAGE,
  tagged(AZURE.cosmos, "cosmos", {
    publicNetworkAccess: "Disabled",
    minimalTlsVersion: "Tls12",
    disableKeyBasedMetadataWriteAccess: true,
    backupPolicy: { type: "Continuous" },
    locations: [{ locationName: "eastus2" }, { locationName: "centralus" }],
    enableAutomaticFailover: true,
  }),
  tagged(AZURE.mongo, "mongo", {
    properties: { publicNetworkAccess: "Disabled", highAvailability: { targetMode: "ZoneRedundantPreferred" } },
  }),
  tagged(AZURE.mongo, "mongo-dr", { properties: { publicNetworkAccess: "Disabled", createMode: "GeoReplica" } }),
  tagged(AZURE.redis, "cache", { minimumTlsVersion: "1.2", publicNetworkAccess: "Disabled" }),
  tagged(AZURE.privateEndpoint, "cache-endpoint", {
    privateLinkServiceConnections: [{ privateLinkServiceId: "<cache.id>" }],
  }),
  resource(AZURE.redisDatabase, "cache-database", {
    clientProtocol: "Encrypted",
    accessKeysAuthentication: "Disabled",
  }),
  tagged(AZURE.search, "search", {
    publicNetworkAccess: "Disabled",
    disableLocalAuth: true,
    sku: { name: "standard" },
    replicaCount: 3,
  }),
];
