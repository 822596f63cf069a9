import type { Member, Members } from "../plan/describe/members";
import type { Kinds, Way } from "./kinds";
import { inOtherRegion, REPLICA, snapshots, versions } from "./read";

const CLUSTER = "azure-native:containerservice:ManagedCluster";
const REGISTRY = "azure-native:containerregistry:Registry";
const MONGO = "azure-native:mongocluster:MongoCluster";
const REDIS = "azure-native:redisenterprise:RedisEnterprise";
const REDIS_DATABASE = "azure-native:redisenterprise:Database";
const WORKFLOW = "azure-native:logic:Workflow";
const SEARCH = "azure-native:search:Service";
const ACCOUNT = "azure-native:storage:StorageAccount";
const SECRET = "azure-native:keyvault:Secret";

/** What keeps data on Azure. */
export const STATEFUL: Kinds["stateful"] = {
  [CLUSTER]: { capability: "cluster", names: [], metrics: ["Microsoft.ContainerService/managedClusters"] },
  [REGISTRY]: { capability: "registry", names: [], metrics: null },
  [MONGO]: {
    capability: "database",
    names: [],
    metrics: ["Microsoft.DocumentDB/mongoClusters"],
    exceptions: ["replica"],
  },
  [REDIS]: {
    capability: "cache",
    names: [],
    metrics: ["Microsoft.Cache/redisEnterprise", "Microsoft.Logic/workflows"],
    parts: [WORKFLOW],
  },
  [SEARCH]: { capability: "search", names: [], metrics: ["Microsoft.Search/searchServices", "ResourceHealth"] },
  // Keys, versions, copies and metrics belong to the account, whose containers are the buckets.
  [ACCOUNT]: {
    capability: "objectStore",
    names: [],
    metrics: ["Microsoft.Storage/storageAccounts/blobServices"],
    // What a release puts there; logs are in the network's account.
    exceptions: ["cdn"],
  },
  [SECRET]: { capability: "secrets", names: ["secretName"], metrics: null, exceptions: ["dr"] },
};

/** Services without a setting for it have no place: they are under Microsoft's keys. */
export const ENCRYPTION: Kinds["encryption"] = {
  [CLUSTER]: [{ at: "securityProfile.azureKeyVaultKms" }],
  "azure-native:compute:DiskEncryptionSet": [{ at: "activeKey" }],
  [REGISTRY]: [{ at: "encryption" }],
  [MONGO]: [],
  [REDIS]: [{ at: "encryption" }],
  [SEARCH]: [],
  [ACCOUNT]: [{ at: "encryption" }],
  [SECRET]: [],
  "azure-native:dataprotection:BackupVault": [{ at: "properties.securitySettings.encryptionSettings" }],
};

/** How what is lost on Azure comes back. */
export const BACKUPS: Kinds["backups"] = {
  [CLUSTER]: [
    {
      by: "azure-native:dataprotection:BackupInstance",
      naming: "properties.dataSourceInfo",
      gives: (_instance, _members, all) => volumes(all),
    },
  ],
  [MONGO]: [
    // The service's own, of every cluster (Azure DocumentDB, backup and restore).
    { gives: () => [{ way: "continuous", everyHours: 0, keepDays: 35, region: "same" }] },
    { by: MONGO, naming: "properties.replicaParameters.sourceResourceId", gives: () => [REPLICA] },
  ],
  [REDIS]: [
    {
      by: REDIS_DATABASE,
      naming: "clusterName",
      // The newest only: it brings back what was there, not what was deleted since (Azure Managed Redis, persistence).
      gives: (database) =>
        database.at("persistence.rdbEnabled") === true
          ? [snapshots(Number.parseInt(database.text("persistence.rdbFrequency"), 10), 0)]
          : [],
    },
    { by: WORKFLOW, gives: exports },
  ],
  [ACCOUNT]: [
    {
      by: "azure-native:storage:BlobServiceProperties",
      naming: "accountName",
      gives: (service) =>
        service.at("isVersioningEnabled") === true ? [versions(service.number("deleteRetentionPolicy.days"))] : [],
    },
    {
      by: "azure-native:storage:ObjectReplicationPolicy",
      naming: "sourceAccount",
      target: "destinationAccount",
      gives: () => [REPLICA],
    },
  ],
  [SECRET]: [
    // Earlier versions stay as long as the secret does (Key Vault, objects, identifiers and versioning).
    { gives: () => [versions(null)] },
    { by: SECRET, naming: "secretName", gives: copied },
  ],
};

/** Snapshots of the volumes beside the disks, and in the vault where a rule keeps some there: only one over regions has them in another. */
function volumes(all: Members): readonly Way[] {
  const policy = all.first("dataprotection:BackupPolicy");
  const vault = all.first("dataprotection:BackupVault");
  if (policy === undefined || vault === undefined) return [];
  const rules = "properties.policyRules";
  const every = hoursOf(policy.text(`${rules}.0.trigger.schedule.repeatingTimeIntervals.0`));
  const kept = (rule: number) => daysOf(policy.text(`${rules}.${rule}.lifecycles.0.deleteAfter.duration`));
  const copies = policy.text(`${rules}.2.lifecycles.0.sourceDataStore.dataStoreType`) === "VaultStore";
  const elsewhere = copies && vault.text("properties.storageSettings.0.type") === "GeoRedundant";
  return [snapshots(every, kept(1)), ...(elsewhere ? [inOtherRegion(snapshots(every, kept(2)))] : [])];
}

/** `R/2026-01-01T02:00:00+00:00/P1D`, or hours as in `PT4H`. */
function hoursOf(schedule: string): number {
  const [, days, hours] = /\/P(?:(\d+)D|T(\d+)H)$/.exec(schedule) ?? [];
  return Number(days ?? 0) * 24 + Number(hours ?? 0);
}

const daysOf = (duration: string): number => Number(/^P(\d+)D$/.exec(duration)?.[1]);

/** A workflow that asks for files of the cache by the clock; a rule of their account deletes what is older. */
function exports(workflow: Member, members: Members): readonly Way[] {
  const database = members.first(REDIS_DATABASE);
  const asked = workflow.text("definition.actions.export.inputs.uri");
  if (database === undefined || !asked.includes(`<${database.name}.id>/export`)) return [];
  const clock = "definition.triggers.clock.recurrence";
  const unit = workflow.text(`${clock}.frequency`) === "Day" ? 24 : 1;
  return [snapshots(workflow.number(`${clock}.interval`) * unit, deletionOf(members))];
}

function deletionOf(members: Members): number | null {
  const policy = members.first("storage:ManagementPolicy");
  const days = (policy?.list("policy.rules") ?? []).map((_, index) => {
    const rule = `policy.rules.${index}.definition.actions.baseBlob.delete`;
    return policy?.number(`${rule}.daysAfterModificationGreaterThan`) ?? 0;
  });
  return days.find((day) => day > 0) ?? null;
}

/** The same secret in a vault of another region. */
function copied(other: Member, members: Members): readonly Way[] {
  const vaults = members.all("keyvault:Vault");
  const inside = other.text("vaultName");
  const holding = vaults.find(({ name }) => inside === `<${name}.name>`);
  const home = vaults.find(({ name }) => !name.endsWith("-dr"));
  return holding !== undefined && holding.text("location") !== home?.text("location") ? [REPLICA] : [];
}
