import type { Tier, TierName } from "../../../stacks";
import { is, where } from "../conditions";
import type { Exemption } from "../exemptions";
import { perResource } from "../rule";
import { replicates } from "./data";
import { keepsAudit } from "./operations";
import { GCP } from "./types";

/** Tiers whose data may be lost any day, so that a stack can be taken down without a trace. */
const UNPROTECTED: readonly TierName[] = ["dev", "staging"];
const TAKEN_DOWN = "the tier does not protect its data: a stack of it comes and goes in one command";

/** Without end date; whatever else is accepted for a while is a waiver, and has one. */
export const GCP_EXEMPTIONS: readonly Exemption[] = [
  {
    rule: "G13",
    reason: "an own key costs money every month, and dev holds nobody's data: Google's keys encrypt",
    tiers: ["dev"],
  },
  {
    rule: "G19",
    reason: TAKEN_DOWN,
    tiers: UNPROTECTED,
    instead: () => perResource(GCP.cluster, where({ enableLegacyAbac: is(false) })),
  },
  {
    rule: "G26",
    reason: TAKEN_DOWN,
    tiers: UNPROTECTED,
    instead: () => perResource(GCP.bucket, where({ "versioning.enabled": is(true) })),
  },
  {
    rule: "G30",
    reason: TAKEN_DOWN,
    tiers: UNPROTECTED,
    instead: () => perResource(GCP.secret, replicates),
  },
  {
    rule: "G33",
    reason: "a copy of the cache in another zone doubles its price, and the tier promises nothing when a zone is lost",
    tiers: UNPROTECTED,
    instead: () =>
      perResource(GCP.redis, where({ authEnabled: is(true), transitEncryptionMode: is("SERVER_AUTHENTICATION") })),
  },
  {
    rule: "G38",
    reason: "logs are kept as long as the tier says: a year costs more than its budget allows",
    tiers: UNPROTECTED,
    instead: keptAsTheTierSays,
  },
];

function keptAsTheTierSays({ logs }: Tier) {
  return perResource(GCP.logBucket, where({ retentionDays: is(logs.auditRetentionDays) }), keepsAudit);
}
