import type { ObjectLifecycle, ThirdParty, Tier } from "./tier";

/** Requirements, "Lifecycle policy": the same at every size. */
export const LIFECYCLE: ObjectLifecycle = { infrequentAfter: 30, archiveAfter: 90, deepArchiveAfter: 365 };

/** Requirements, "RTO/RPO targets": they count for the loss of a zone (design ruling 12). */
export const RECOVERY: NonNullable<Tier["recovery"]> = {
  critical: { rtoMinutes: 5, rpoMinutes: 0 },
  high: { rtoMinutes: 15, rpoMinutes: 5 },
  medium: { rtoMinutes: 60, rpoMinutes: 30 },
  low: { rtoMinutes: 240, rpoMinutes: 1440 },
};

/** What every size of the CRM needs from others; telephony, news and APM join with growth. */
export const CORE_THIRD_PARTIES = ["sendgridApiKey", "openaiApiKey"] as const satisfies readonly ThirdParty[];
