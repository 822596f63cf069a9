/** Type tokens that the rules of MongoDB Atlas speak about: @pulumi/mongodbatlas 4. */
export const ATLAS = {
  cluster: "mongodbatlas:index/advancedCluster:AdvancedCluster",
  legacyCluster: "mongodbatlas:index/cluster:Cluster",
  accessList: "mongodbatlas:index/projectIpAccessList:ProjectIpAccessList",
  user: "mongodbatlas:index/databaseUser:DatabaseUser",
  auditing: "mongodbatlas:index/auditing:Auditing",
  backups: "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule",
  peering: "mongodbatlas:index/networkPeering:NetworkPeering",
  privateLink: "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint",
} as const;
