import type { GraphResource } from "../../graph/graph";
import { TIERS, type TierName } from "../../../stacks";
import { both, is, isAbsent, where } from "../conditions";
import type { Exemption, Waiver } from "../exemptions";
import type { PolicyGraph } from "../query";
import { enforcedIn } from "../kubernetes/rules";
import { KUBERNETES } from "../kubernetes/types";
import { each, perResource } from "../rule";
import { plainOf } from "../values";
import { MONGO_IS_PRIVATE, SEARCH_IS_PRIVATE } from "./data";
import { CDN_IS_GUARDED } from "./edge";
import { HOLDS_GROUP_OF_ITS_OWN, isOfEmptyGroup, isOfNodes, READS_ONLY } from "./identity";
import { spreadsOverZones } from "./nodes";
import { CLUSTER_IS_AUDITED, REGISTRY_ASKS_WHO } from "./operations";
import { holds, holdsRecordings, isReplicated } from "./storage";
import { AZURE } from "./types";

/** Tiers whose data may be lost any day. */
const UNPROTECTED: readonly TierName[] = ["dev", "staging"];
const PROTECTED: readonly TierName[] = ["production", "enterprise"];
/** By then somebody has looked whether Azure has learned it. */
const REVIEWED_BY = "2027-11-30";
const NO_PROMISE = "it costs as much again, and the tier promises nothing when a zone or a region is lost";

/** What dev does not pay for. */
const DEV_EXEMPTIONS: readonly Exemption[] = [
  {
    rule: "Z08",
    reason: "the add-on takes a quarter of dev's free CPU; namespaces hold their pods to a standard by themselves",
    tiers: ["dev"],
    instead: () => perResource(AZURE.cluster, where({ "addonProfiles.azurepolicy.enabled": is(false) })),
  },
  {
    rule: "Z13",
    reason: "Defender costs seven dollars a month for each of a node's CPUs, and dev holds nobody's data",
    tiers: ["dev"],
    instead: () => CLUSTER_IS_AUDITED,
  },
  {
    rule: "Z15",
    reason: "a promised availability costs half of what dev's nodes cost, and dev promises none",
    tiers: ["dev"],
    instead: () => perResource(AZURE.cluster, where({ "sku.tier": is("Free") })),
  },
  {
    rule: "Z17",
    reason: "a third node costs as much as the others, and dev promises nothing when a zone is lost",
    tiers: ["dev"],
    instead: () => spreadsOverZones(2),
  },
  {
    rule: "Z21",
    reason: "dev comes and goes in one command: a vault that nobody may delete for good would stay for months",
    tiers: ["dev"],
    instead: () => perResource(AZURE.vault, where({ "properties.enableSoftDelete": is(true) })),
  },
  {
    rule: "Z48",
    reason: "an endpoint comes with the Premium edition, at ten times the price of Basic",
    tiers: ["dev"],
    instead: () => each(REGISTRY_ASKS_WHO, perResource(AZURE.registry, where({ "sku.name": is("Basic") }))),
  },
];

/** Tiers that do not protect their data. */
const UNPROTECTED_EXEMPTIONS: readonly Exemption[] = [
  {
    rule: "Z32",
    reason: NO_PROMISE,
    tiers: UNPROTECTED,
    instead: () => perResource(AZURE.storageAccount, where({ "sku.name": is("Standard_ZRS") })),
  },
  { rule: "Z37", reason: NO_PROMISE, tiers: UNPROTECTED, instead: () => MONGO_IS_PRIVATE },
  { rule: "Z40", reason: NO_PROMISE, tiers: UNPROTECTED, instead: () => SEARCH_IS_PRIVATE },
];

/** Without end date; whatever else is accepted for a while is a waiver, and has one. */
export const AZURE_EXEMPTIONS: readonly Exemption[] = [
  ...DEV_EXEMPTIONS,
  ...UNPROTECTED_EXEMPTIONS,
  {
    rule: "Z32",
    reason:
      "object replication has a copy in another region already; Azure's own in the paired one would be a third, at nearly twice the price of the first",
    tiers: PROTECTED,
    instead: () =>
      perResource(AZURE.storageAccount, both(where({ "sku.name": is("Standard_ZRS") }), isReplicated), holdsRecordings),
  },
  {
    rule: "Z17",
    reason: "workers are two: a queue waits until the autoscaler has made up for a lost zone",
    tiers: ["production"],
    match: (pool) => plainOf(pool, "nodeLabels.pool") === "workers",
    instead: () => spreadsOverZones(2),
  },
  {
    rule: "Z44",
    reason: "Front Door has rule sets in its Premium tier only, at ten times the price; it serves assets to readers",
    tiers: PROTECTED,
    match: ({ type }) => type === AZURE.cdnFirewall,
    instead: () => CDN_IS_GUARDED,
  },
];

/** What Azure can't do yet, and what holds meanwhile; none of it is a matter of cost. */
export const AZURE_WAIVERS: readonly Waiver[] = [
  {
    rule: "Z30",
    reason:
      "assets are uploaded from outside, and Front Door Standard has no private link: the account answers the internet, for identities with a role",
    tiers: PROTECTED,
    until: REVIEWED_BY,
    match: (account, graph) => holds("assets", account, graph),
    instead: () =>
      perResource(
        AZURE.storageAccount,
        where({
          allowBlobPublicAccess: is(false),
          allowSharedKeyAccess: is(false),
          isLocalUserEnabled: is(false),
        }),
      ),
  },
  {
    rule: "Z33",
    reason: "Azure writes to the same flow log every minute, and each time would be a version of the whole file",
    tiers: TIERS,
    until: REVIEWED_BY,
    match: takesFlowLogs,
    instead: () =>
      perResource(
        AZURE.storageAccount,
        where({
          "networkRuleSet.defaultAction": is("Deny"),
          "networkRuleSet.virtualNetworkRules": isAbsent,
          "networkRuleSet.ipRules": isAbsent,
        }),
      ),
  },
  {
    rule: "Z39",
    reason: "tokens of an identity end within a day, which the CRM's queues and their autoscaler can't follow",
    tiers: TIERS,
    until: REVIEWED_BY,
    instead: () => perResource(AZURE.redisDatabase, where({ clientProtocol: is("Encrypted") })),
  },
  {
    rule: "P55",
    reason: "the load balancer's controller is installed as Azure ships it, and its chart sets no narrower standard",
    tiers: TIERS,
    until: REVIEWED_BY,
    match: (namespace) => plainOf(namespace, "metadata.name") === "azure-alb-system",
    instead: () => perResource(KUBERNETES.namespace, (namespace) => enforcedIn(namespace) === "baseline"),
  },
  {
    rule: "Z49",
    reason: "AKS' backup asks for Contributor on the group that it puts its snapshots into, and nothing else is there",
    tiers: ["staging", ...PROTECTED],
    until: REVIEWED_BY,
    match: isOfEmptyGroup,
    instead: () => HOLDS_GROUP_OF_ITS_OWN,
  },
  {
    rule: "Z49",
    reason: "the load balancer's controller reads where the nodes are, which AKS keeps in a group that it makes itself",
    tiers: TIERS,
    until: REVIEWED_BY,
    match: isOfNodes,
    instead: () => READS_ONLY,
  },
];

function takesFlowLogs(account: GraphResource, graph: PolicyGraph): boolean {
  return graph.referring(AZURE.flowLog, "storageId", account).length > 0;
}
