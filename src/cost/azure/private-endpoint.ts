import type { GraphResource } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { type PolicyGraph, textsIn } from "../../policy/query";
import { listOf, readIn } from "../../policy/values";
import { type Charge, type CostContext, hourly, monthly } from "../estimator";
import type { Usage } from "../usage";

/** What an endpoint leads to, in the words of Azure Private Link. */
const groupsOf = (endpoint: GraphResource): readonly string[] =>
  listOf(endpoint, "privateLinkServiceConnections").flatMap((connection) => textsIn(readIn(connection, "groupIds")));

/** Between the nodes and these goes what elsewhere is counted as traffic between zones. */
const DATABASES: readonly string[] = ["MongoCluster", "redisEnterprise", "searchService"];
const isDatabase = (endpoint: GraphResource): boolean => groupsOf(endpoint).some((group) => DATABASES.includes(group));

const databasesIn = (graph: PolicyGraph): number => graph.ofType(AZURE.privateEndpoint).filter(isDatabase).length;

/** GB a month through one endpoint, both directions. Secrets, of which there are few and small ones, come to nothing. */
function trafficOf(endpoint: GraphResource, { graph, usage }: CostContext): number {
  if (isDatabase(endpoint)) return usage.interZoneGb / graph.derived(databasesIn);
  const groups = groupsOf(endpoint);
  if (groups.includes("blob")) return objectTraffic(usage);
  return groups.includes("registry") ? usage.imagesGb : 0;
}

/** Each object goes in once; each recording comes out once to be transcribed, and again when it is heard. */
const objectTraffic = ({ recordingsGb, transcriptsGb, documentsGb, playbackGb }: Usage): number =>
  2 * recordingsGb + transcriptsGb + documentsGb + playbackGb;

export function endpointCharges(endpoint: GraphResource, context: CostContext): readonly Charge[] {
  const gb = trafficOf(endpoint, context);
  return [
    hourly(`private endpoint to ${groupsOf(endpoint).join(", ")}`, "azure/private-endpoint/hour"),
    ...(gb > 0 ? [monthly("through the private endpoint", "azure/private-endpoint/data-each-direction", gb)] : []),
  ];
}
