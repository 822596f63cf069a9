import { plainOf } from "../policy/values";
import { backups } from "./atlas-backups";
import { cluster, CLUSTER } from "./atlas-cluster";
import { billed, type Costs, type Estimator, free, hourly } from "./estimator";

/** For hosting it in one region; traffic has a price of its own on the cloud's bill. */
const privateEndpoint: Estimator = (link) => {
  const cloud = String(plainOf(link, "providerName")).toLowerCase();
  return [hourly("private endpoint", `mongodb-atlas/private-endpoint/${cloud}`)];
};

/** Atlas as the clouds use it that have no MongoDB of their own, at list price without a support plan. */
export const ATLAS_COSTS: Costs = {
  [CLUSTER]: billed(cluster),
  "mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule": billed(backups),
  "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint": billed(privateEndpoint),
  ...free(
    "part of the cluster",
    "mongodbatlas:index/alertConfiguration:AlertConfiguration",
    "mongodbatlas:index/auditing:Auditing",
    "mongodbatlas:index/cloudProviderAccessAuthorization:CloudProviderAccessAuthorization",
    "mongodbatlas:index/cloudProviderAccessSetup:CloudProviderAccessSetup",
    "mongodbatlas:index/databaseUser:DatabaseUser",
    "mongodbatlas:index/maintenanceWindow:MaintenanceWindow",
    "mongodbatlas:index/networkContainer:NetworkContainer",
    "mongodbatlas:index/networkPeering:NetworkPeering",
    "mongodbatlas:index/privateLinkEndpointService:PrivateLinkEndpointService",
    "mongodbatlas:index/project:Project",
    "mongodbatlas:index/projectIpAccessList:ProjectIpAccessList",
  ),
  ...free("raises the price of each cluster that uses it", "mongodbatlas:index/encryptionAtRest:EncryptionAtRest"),
};
