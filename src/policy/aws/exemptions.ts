import type { GraphResource } from "../../graph/graph";
import type { Tier } from "../../../stacks";
import { is, isSet, where } from "../conditions";
import type { Exemption } from "../exemptions";
import { type Check, perResource } from "../rule";
import { plainOf } from "../values";
import { encryptsBuckets } from "./buckets";
import { encryptsDisks } from "./cluster";
import { spreadsOverZones } from "./data";
import { AWS } from "./types";

const NO_OWN_KEYS = "an own key costs money every month, and dev holds nobody's data: AWS's keys encrypt";

const DEV_EXEMPTIONS: readonly Exemption[] = [
  { rule: "S01", reason: NO_OWN_KEYS, tiers: ["dev"] },
  { rule: "E03", reason: NO_OWN_KEYS, tiers: ["dev"] },
  { rule: "M03", reason: NO_OWN_KEYS, tiers: ["dev"] },
  {
    rule: "E14",
    reason: NO_OWN_KEYS,
    tiers: ["dev"],
    instead: () => perResource(AWS.launchTemplate, encryptsDisks),
  },
  {
    rule: "R01",
    reason: NO_OWN_KEYS,
    tiers: ["dev"],
    instead: () => perResource(AWS.replicationGroup, where({ atRestEncryptionEnabled: is(true) })),
  },
  {
    rule: "R05",
    reason: "snapshots cost money, and what dev's cache holds may be lost",
    tiers: ["dev"],
  },
  {
    rule: "O01",
    reason: NO_OWN_KEYS,
    tiers: ["dev"],
    instead: () =>
      perResource(
        AWS.searchDomain,
        where({ "encryptAtRest.enabled": is(true), "nodeToNodeEncryption.enabled": is(true) }),
      ),
  },
  {
    rule: "B04",
    reason: NO_OWN_KEYS,
    tiers: ["dev"],
    instead: () => encryptsBuckets(() => true),
  },
  {
    rule: "M01",
    reason: "logs are kept as long as the tier says, under AWS's keys: a year costs more than its budget allows",
    tiers: ["dev"],
    instead: keptAsTheTierSays,
  },
];

/** Without end date; whatever else is accepted for a while is a waiver, and has one. */
export const AWS_EXEMPTIONS: readonly Exemption[] = [
  ...DEV_EXEMPTIONS,
  {
    rule: "O06",
    reason:
      "three dedicated masters cost as much as the data nodes; from three nodes in three zones on, those hold the quorum",
    tiers: ["production", "enterprise"],
    instead: () => perResource(AWS.searchDomain, spreadsOverZones),
  },
  {
    rule: "M01",
    reason: "logs are kept as long as the tier says: a year costs more than its budget allows",
    tiers: ["staging"],
    instead: keptAsTheTierSays,
  },
  {
    rule: "M01",
    reason: "logs other than audit logs are kept for 90 days: a year costs more than the tier's budget allows",
    tiers: ["production"],
    match: (logGroup) => !isAuditLog(logGroup),
    instead: keptAsTheTierSays,
  },
  {
    rule: "R04",
    reason: "the cache has no replica yet; it runs in cluster mode, so that replicas are added in place",
    tiers: ["production"],
    phase: "mvp",
    instead: () =>
      perResource(AWS.replicationGroup, where({ automaticFailoverEnabled: is(true), clusterMode: is("enabled") })),
  },
];

function keptAsTheTierSays({ logs, ownKeys }: Tier): Check {
  return perResource(
    AWS.logGroup,
    where({ retentionInDays: is(logs.retentionDays), ...(ownKeys && { kmsKeyId: isSet }) }),
  );
}

/** Who did what: the control plane's log, and those that carry it in their name. */
function isAuditLog(logGroup: GraphResource): boolean {
  return /^\/aws\/eks\/.*\/cluster$|audit/i.test(String(plainOf(logGroup, "name")));
}
