import { ATLAS } from "../../../../src/policy/atlas/types";
import { type Draft, resource, TAGS } from "../../builder";

/** A database in which every rule of MongoDB Atlas holds. */
export const ATLAS_MODEL: readonly Draft[] = [
  resource(ATLAS.cluster, "mongodb", {
    tags: TAGS,
    backupEnabled: true,
    pitEnabled: true,
    terminationProtectionEnabled: true,
    advancedConfiguration: { minimumEnabledTlsProtocol: "TLS1_2", javascriptEnabled: false },
    encryptionAtRestProvider: "AWS",
    replicationSpecs: [{ regionConfigs: [{ regionName: "US_EAST_1" }] }],
  }),
  resource(ATLAS.accessList, "mongodb-access", { cidrBlock: "10.0.11.0/24" }),
  resource(ATLAS.user, "mongodb-user", {
    roles: [{ roleName: "readWrite", databaseName: "crm" }],
    scopes: [{ name: "mongodb", type: "CLUSTER" }],
    password: "[secret]",
  }),
  resource(ATLAS.auditing, "mongodb-audit", { enabled: true }),
  resource(ATLAS.backups, "mongodb-backups", {
    policyItemDaily: { retentionUnit: "days", retentionValue: 30 },
    copySettings: [{ regionName: "US_WEST_2" }],
  }),
  resource(ATLAS.peering, "mongodb-peering", { providerName: "AWS" }),
];
