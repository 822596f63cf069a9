import type { GraphResource } from "../../graph/graph";
import { both, is, matches, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Predicate, type Rule } from "../rule";
import { plainOf } from "../values";
import { AZURE } from "./types";

const account = (predicate: Predicate, when?: Predicate) => perResource(AZURE.storageAccount, predicate, when);
/** In the paired region, too. */
const GEO_REDUNDANT = ["Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS"];

/** Who gets to objects, and how. */
const ACCESS_RULES: readonly Rule[] = [
  {
    id: "Z25",
    title: "objects travel over HTTPS alone",
    why: "anything else is read by whoever is on the way",
    reference: "Azure Policy 404c3081, CIS 9.3.4",
    severity: "high",
    check: account(where({ enableHttpsTrafficOnly: is(true) })),
  },
  {
    id: "Z26",
    title: "storage speaks TLS 1.2 or newer",
    why: "older versions are broken",
    reference: "Azure Policy fe83a0eb, CIS 9.3.6",
    severity: "high",
    check: account(where({ minimumTlsVersion: is("TLS1_2", "TLS1_3") })),
  },
  {
    id: "Z27",
    title: "no container of an account can be made public",
    why: "one wrong setting would publish every recording",
    reference: "Azure Policy 4fa4b6c0, CIS 9.3.8",
    severity: "high",
    check: account(where({ allowBlobPublicAccess: is(false) })),
  },
  {
    id: "Z28",
    title: "no account has a key that opens everything",
    why: "a key is a password that never expires, and knows no roles",
    reference: "Azure Policy 8c6a50c6, CIS 9.3.1.3",
    severity: "high",
    check: account(where({ allowSharedKeyAccess: is(false) })),
  },
  {
    id: "Z29",
    title: "objects are copied to no account of somebody else's",
    why: "a rule of replication takes the data away without a trace",
    reference: "Azure Policy 92a89a79",
    severity: "high",
    check: account(where({ allowCrossTenantReplication: is(false) })),
  },
  {
    id: "Z30",
    title: "accounts are reached from the network, and by Azure's own services",
    why: "a token that was taken elsewhere then opens nothing",
    reference: "Azure Policy 34c877ad, b2982f36, c9d007d0, CIS 9.3.2.2/9.3.5",
    severity: "high",
    check: account(both(isPrivate, where({ "networkRuleSet.bypass": matches(/AzureServices/) }))),
  },
  {
    id: "Z34",
    title: "no container is public",
    why: "everybody includes those who guess",
    reference: "MCSB DP-2",
    severity: "high",
    check: perResource(AZURE.container, where({ publicAccess: is("None") })),
  },
];

/** What becomes of objects when something is lost. */
const SAFETY_RULES: readonly Rule[] = [
  {
    id: "Z31",
    title: "objects are encrypted twice",
    why: "the one encryption holds when the other is found to be weak",
    reference: "Azure Policy 4733ea7b",
    severity: "low",
    check: account(where({ "encryption.requireInfrastructureEncryption": is(true) })),
  },
  {
    id: "Z32",
    title: "recordings outlive their region",
    why: "nothing makes a call again",
    reference: "CIS 9.3.11",
    severity: "high",
    check: account(where({ "sku.name": is(...GEO_REDUNDANT) }), holdsRecordings),
  },
  {
    id: "Z33",
    title: "every account keeps old versions, and what was deleted",
    why: "what was overwritten or deleted comes back from nowhere else",
    reference: "CIS 9.2.1-9.2.3",
    severity: "high",
    check: each(
      perResource(
        AZURE.blobService,
        where({
          isVersioningEnabled: is(true),
          "deleteRetentionPolicy.enabled": is(true),
          "containerDeleteRetentionPolicy.enabled": is(true),
        }),
      ),
      account(isSafe),
    ),
  },
];

export const STORAGE_RULES: readonly Rule[] = [...ACCESS_RULES, ...SAFETY_RULES];

function isPrivate(target: GraphResource): boolean | string {
  const closed = plainOf(target, "publicNetworkAccess") === "Disabled";
  return closed || plainOf(target, "networkRuleSet.defaultAction") === "Deny" || "open to all";
}

/** The copy in another region is there because the first account may be lost: it needs no third. */
export function holdsRecordings(target: GraphResource, graph: PolicyGraph): boolean {
  const isCopy = graph.referring(AZURE.replication, "destinationAccount", target).length > 0;
  return holds("recordings", target, graph) && !isCopy;
}

/** Copied, object by object, into an account that stands in another region. */
export function isReplicated(target: GraphResource, graph: PolicyGraph): boolean | string {
  const copies = graph
    .referring(AZURE.replication, "sourceAccount", target)
    .flatMap((policy) => graph.referred(policy, "destinationAccount", AZURE.storageAccount));
  const isAway = (copy: GraphResource) => plainOf(copy, "location") !== plainOf(target, "location");
  return copies.some(isAway) || "nothing copies it into another region";
}

/** Whether an account has a container of that name. */
export function holds(container: string, target: GraphResource, graph: PolicyGraph): boolean {
  const containers = graph.referring(AZURE.container, "accountName", target);
  return containers.some((one) => plainOf(one, "containerName") === container);
}

function isSafe(target: GraphResource, graph: PolicyGraph): boolean | string {
  return graph.referring(AZURE.blobService, "accountName", target).length > 0 || "it is left to Azure's defaults";
}
