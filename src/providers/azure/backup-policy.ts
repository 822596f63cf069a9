import type { BackupPolicyArgs } from "@pulumi/azure-native/dataprotection/backupPolicy";

/** The kind of thing that is backed up, as Azure Backup names it. */
export const AKS = "Microsoft.ContainerService/managedClusters";

/** Where backups are: as snapshots beside the disks, or in the vault with its copies. */
type Store = "OperationalStore" | "VaultStore";

const storeOf = (dataStoreType: Store) => ({ dataStoreType, objectType: "DataStoreInfoBase" });

/** Each day at two, UTC: the date only says since when. */
const SCHEDULE = "R/2026-01-01T02:00:00+00:00/P1D";

/** Which backups a rule of retention is for: of those of a day the first, where they are copied, and all others. */
const FIRST_OF_DAY = {
  isDefault: false,
  taggingPriority: 50,
  tagInfo: { tagName: "Vault" },
  criteria: [{ objectType: "ScheduleBasedBackupCriteria" as const, absoluteCriteria: ["FirstOfDay"] }],
};
const ANY = { isDefault: true, taggingPriority: 99, tagInfo: { tagName: "Default" } };

const daily = (copied: boolean) => ({
  objectType: "AzureBackupRule" as const,
  name: "BackupDaily",
  backupParameters: { objectType: "AzureBackupParams" as const, backupType: "Incremental" },
  dataStore: storeOf("OperationalStore"),
  trigger: {
    objectType: "ScheduleBasedTriggerContext" as const,
    schedule: { repeatingTimeIntervals: [SCHEDULE], timeZone: "UTC" },
    taggingCriteria: copied ? [FIRST_OF_DAY, ANY] : [ANY],
  },
});

const retention = (name: "Default" | "Vault", store: Store, keepDays: number) => ({
  objectType: "AzureRetentionRule" as const,
  name,
  isDefault: name === "Default",
  lifecycles: [
    {
      deleteAfter: { objectType: "AbsoluteDeleteOption" as const, duration: `P${keepDays}D` },
      sourceDataStore: storeOf(store),
    },
  ],
});

/**
 * In the form that Azure's own command line gives it (`az dataprotection enable-backup`).
 *
 * @param copied from the snapshots into the vault, which has them in the paired region too
 */
export function policyOf(keepDays: number, copied: boolean): NonNullable<BackupPolicyArgs["properties"]> {
  const snapshots = retention("Default", "OperationalStore", keepDays);
  const copies = copied ? [retention("Vault", "VaultStore", keepDays)] : [];
  return { objectType: "BackupPolicy", datasourceTypes: [AKS], policyRules: [daily(copied), snapshots, ...copies] };
}
