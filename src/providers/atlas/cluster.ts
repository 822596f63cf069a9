import type { Output, Resource } from "@pulumi/pulumi";
import { AdvancedCluster } from "@pulumi/mongodbatlas/advancedCluster";
import { CloudBackupSchedule } from "@pulumi/mongodbatlas/cloudBackupSchedule";
import type { Project } from "@pulumi/mongodbatlas/project";
import { known } from "../../conventions/known";
import type { DatabaseArgs } from "../../ports/database";
import type { AtlasCloud } from "./regions";

export interface AtlasClusterArgs extends DatabaseArgs {
  readonly clusterName: string;
  readonly project: Project;
  readonly providerName: AtlasCloud;
  readonly region: string;
  readonly drRegion: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Present once Atlas may use the stack's own key. */
  readonly encryption: Resource | null;
  /** Private connection strings only appear when the network stands before the cluster. */
  readonly dependsOn: readonly Resource[];
}

/** Days over which any second can be restored; it can't be longer than snapshots are kept. */
const RESTORE_WINDOW_DAYS = 7;

/** Three voting nodes, which Atlas places in three zones of the region. */
export function createAtlasCluster(prefix: string, args: AtlasClusterArgs, parent: Resource): AdvancedCluster {
  const { size, protect, project, providerName, encryption } = args;
  return new AdvancedCluster(
    `${prefix}-cluster`,
    {
      projectId: project.id,
      name: args.clusterName,
      clusterType: size.sharded ? "SHARDED" : "REPLICASET",
      mongoDbMajorVersion: args.version,
      backupEnabled: true,
      pitEnabled: size.pointInTime,
      terminationProtectionEnabled: protect,
      retainBackupsEnabled: args.keepData,
      // Sizes that Atlas has grown to by itself are no drift. It has no effect with several shards: there an update after a
      // refresh may shrink a grown shard to this size; ignoreChanges would instead block every deliberate change of size.
      useEffectiveFields: true,
      ...(encryption && { encryptionAtRestProvider: providerName }),
      replicationSpecs: perShard(size.shards, () => shardOf(args)),
      advancedConfiguration: {
        minimumEnabledTlsProtocol: "TLS1_2",
        javascriptEnabled: false,
        defaultWriteConcern: "majority",
      },
      tags: { ...args.tags },
      timeouts: { create: "3h", update: "3h", delete: "1h" },
    },
    {
      parent,
      protect,
      dependsOn: [...args.dependsOn, ...(encryption ? [encryption] : [])],
    },
  );
}

function shardOf({ size, providerName, region }: AtlasClusterArgs) {
  const { tier, growsTo, storageGiB } = size;
  return {
    regionConfigs: [
      {
        providerName,
        regionName: region,
        priority: 7,
        electableSpecs: { instanceSize: tier, nodeCount: 3, diskSizeGb: storageGiB },
        autoScaling: {
          diskGbEnabled: true,
          computeEnabled: growsTo !== null,
          computeScaleDownEnabled: growsTo !== null,
          ...(growsTo && { computeMinInstanceSize: tier, computeMaxInstanceSize: growsTo }),
        },
      },
    ],
  };
}

/** One entry per shard, never reordered: Atlas knows a shard by its place. */
function perShard<T>(shards: number, entry: (shard: number) => T): T[] {
  return Array.from({ length: shards }, (_, shard) => entry(shard));
}

/** Daily snapshots for the requirements' term; where any second counts, hourly ones and copies of the log beside them. */
export function createBackupSchedule(
  prefix: string,
  cluster: AdvancedCluster,
  args: AtlasClusterArgs,
  parent: Resource,
): void {
  const { backupKeepDays: keep, size, copyBackups } = args;
  const daily = { retentionUnit: "days", retentionValue: keep };
  new CloudBackupSchedule(
    `${prefix}-backups`,
    {
      projectId: cluster.projectId,
      clusterName: cluster.name,
      referenceHourOfDay: 3,
      policyItemDaily: { frequencyInterval: 1, ...daily },
      ...(size.pointInTime && {
        restoreWindowDays: RESTORE_WINDOW_DAYS,
        policyItemHourly: { frequencyInterval: 6, retentionUnit: "days", retentionValue: RESTORE_WINDOW_DAYS },
      }),
      ...(copyBackups && {
        copyPolicyItemsEnabled: true,
        // Shards of one region are one zone to Atlas, so one entry copies them all.
        copySettings: [
          {
            cloudProvider: args.providerName,
            regionName: args.drRegion,
            zoneId: zoneOf(cluster),
            shouldCopyOplogs: size.pointInTime,
            copyPolicyItems: [{ frequencyType: "daily", ...daily }],
          },
        ],
      }),
    },
    { parent },
  );
}

function zoneOf(cluster: AdvancedCluster): Output<string> {
  return cluster.replicationSpecs.apply(([first]) => known(first?.zoneId, "the zone of the MongoDB cluster"));
}
