import type { BackupPolicyArgs } from "@pulumi/azure-native/dataprotection/backupPolicy";

/** The kind of thing that is backed up, as Azure Backup names it. */
export const AKS = "Microsoft.ContainerService/managedClusters";

/** Where backups are: as snapshots beside the disks, or in the vault with its copies. */
type Store = "OperationalStore" | "VaultStore";

const storeOf = (dataStoreType: Store) => ({ dataStoreType, objectType: "DataStoreInfoBase" });

/** Each day at two, UTC: the date only says since when. */
const SCHEDULE = "R/2026-01-01T02:00:00+00:00/P1D";

const DAILY = {
  objectType: "AzureBackupRule" as const,
  name: "BackupDaily",
  backupParameters: { objectType: "AzureBackupParams" as const, backupType: "Incremental" },
  dataStore: storeOf("OperationalStore"),
  trigger: {
    objectType: "ScheduleBasedTriggerContext" as const,
    schedule: { repeatingTimeIntervals: [SCHEDULE], timeZone: "UTC" },
    taggingCriteria: [{ isDefault: true, taggingPriority: 99, tagInfo: { tagName: "Default" } }],
  },
};

/** @param copied from the snapshots into the vault, which has them in the paired region too */
export function policyOf(keepDays: number, copied: boolean): NonNullable<BackupPolicyArgs["properties"]> {
  const deleteAfter = { objectType: "AbsoluteDeleteOption" as const, duration: `P${keepDays}D` };
  const copy = { copyAfter: { objectType: "ImmediateCopyOption" as const }, dataStore: storeOf("VaultStore") };
  const snapshots = {
    deleteAfter,
    sourceDataStore: storeOf("OperationalStore"),
    ...(copied && { targetDataStoreCopySettings: [copy] }),
  };
  const copies = { deleteAfter, sourceDataStore: storeOf("VaultStore") };
  const retention = {
    objectType: "AzureRetentionRule" as const,
    name: "Default",
    isDefault: true,
    lifecycles: copied ? [snapshots, copies] : [snapshots],
  };
  return { objectType: "BackupPolicy", datasourceTypes: [AKS], policyRules: [DAILY, retention] };
}
