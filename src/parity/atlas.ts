import { ATLAS as SAID } from "../plan/describe/atlas";
import type { Member, Members } from "../plan/describe/members";
import type { Kinds, Way } from "./kinds";
import { inOtherRegion, said, snapshots } from "./read";

const CLUSTER = "mongodbatlas:index/advancedCluster:AdvancedCluster";
const KEY = { by: "mongodbatlas:index/encryptionAtRest:EncryptionAtRest", naming: "projectId" } as const;

/** What MongoDB Atlas' resources have to do with the promises of a tier, on whichever cloud it runs. */
export const ATLAS: Kinds = {
  prefix: "mongodbatlas:",
  services: { database: { [CLUSTER]: "MongoDB Atlas" } },
  size: { database: said(SAID, "database", 0, 1, 2) },
  zones: {
    database: (members) => {
      const cluster = members.first(CLUSTER);
      return cluster?.number("replicationSpecs.0.regionConfigs.0.electableSpecs.nodeCount");
    },
  },
  access: {
    database: (members) => {
      if (members.first(CLUSTER) === undefined) return undefined;
      if (members.first("privateLinkEndpointService:PrivateLinkEndpointService")) return "private, own endpoint";
      return members.first("mongodbatlas:index/networkPeering:NetworkPeering") ? "private" : "internet";
    },
  },
  // The project holds this cluster and nothing else, and alarms belong to projects.
  stateful: { [CLUSTER]: { capability: "database", names: ["name", "projectId"], metrics: [] } },
  encryption: {
    [CLUSTER]: [
      { ...KEY, at: "awsKmsConfig" },
      { ...KEY, at: "googleCloudKmsConfig" },
      { ...KEY, at: "azureKeyVaultConfig" },
    ],
  },
  keys: [],
  alarms: {
    "mongodbatlas:index/alertConfiguration:AlertConfiguration": { watches: ["projectId"], tells: "notifications" },
  },
  dashboards: {},
  backups: {
    [CLUSTER]: [
      { by: "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule", naming: "clusterName", gives: waysOf },
    ],
  },
};

/** Snapshots by the schedule, every moment of its restore window where the cluster keeps its log, and copies of both. */
function waysOf(schedule: Member, members: Members): readonly Way[] {
  const cluster = members.first(CLUSTER);
  if (cluster?.at("backupEnabled") !== true) return [];
  const log: Way = {
    way: "continuous",
    everyHours: 0,
    keepDays: schedule.number("restoreWindowDays"),
    region: "same",
  };
  const copied = schedule.text("copySettings.0.regionName") !== "";
  return [
    ...(cluster.at("pitEnabled") === true ? [log] : []),
    ...policy(schedule, "policyItemHourly", 1),
    ...policy(schedule, "policyItemDaily", 24),
    ...(copied ? policy(schedule, "copySettings.0.copyPolicyItems.0", 24).map(inOtherRegion) : []),
    ...(schedule.at("copySettings.0.shouldCopyOplogs") === true ? [inOtherRegion(log)] : []),
  ];
}

/** One line of the schedule, in which the interval counts hours or days. */
function policy(schedule: Member, path: string, unit: number): readonly Way[] {
  if (schedule.at(path) === undefined) return [];
  const interval = schedule.number(`${path}.frequencyInterval`) || 1;
  return [snapshots(interval * unit, schedule.number(`${path}.retentionValue`))];
}
