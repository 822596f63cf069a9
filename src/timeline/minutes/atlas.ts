import type { GraphResource, Value } from "../../graph/graph";
import { AT_ONCE, type CreationTimes } from "./row";

/** MongoDB Atlas. */
export const ATLAS: CreationTimes = {
  prefix: "mongodbatlas:",
  rows: [
    {
      takes: clusterTime,
      source: "M10 7 to 10 minutes (5m14s in a log), M30 8 to 12; 15 to 30 with several shards",
      types: ["index/advancedCluster:AdvancedCluster"],
    },
    {
      takes: "3m",
      source:
        "estimate: 2 to 10 minutes for both; the provider looks after a minute first (terraform-provider-mongodbatlas #2801)",
      types: [
        "index/privateLinkEndpoint:PrivateLinkEndpoint",
        "index/privateLinkEndpointService:PrivateLinkEndpointService",
      ],
    },
    {
      takes: ({ inputs }) => (inputs["providerName"] === "GCP" ? "2m" : "1m"),
      source: "estimate: 1 to 3 minutes, on AWS a minute",
      types: ["index/networkPeering:NetworkPeering"],
    },
    {
      takes: "1m30s",
      source: "the provider waits up to 3 minutes",
      types: ["index/encryptionAtRest:EncryptionAtRest"],
    },
    { takes: "1m", source: "estimate: until all nodes know the user", types: ["index/databaseUser:DatabaseUser"] },
    {
      ...AT_ONCE,
      types: [
        "index/alertConfiguration:AlertConfiguration",
        "index/auditing:Auditing",
        "index/cloudBackupSchedule:CloudBackupSchedule",
        "index/cloudProviderAccessAuthorization:CloudProviderAccessAuthorization",
        "index/cloudProviderAccessSetup:CloudProviderAccessSetup",
        "index/maintenanceWindow:MaintenanceWindow",
        "index/networkContainer:NetworkContainer",
        "index/project:Project",
        "index/projectIpAccessList:ProjectIpAccessList",
      ],
    },
  ],
};

/** Shards are made together with the servers that know what is where. */
function clusterTime({ inputs }: GraphResource) {
  const shards = Array.isArray(inputs["replicationSpecs"]) ? (inputs["replicationSpecs"] as readonly Value[]) : [];
  if (shards.length > 1) return "22m";
  return /"instanceSize":"M[12]0"/.test(JSON.stringify(shards)) ? "8m" : "10m";
}
