import type { ObjectLifecycle, PodSize, ServiceName, ThirdParty, Tier } from "./tier";

/** Requirements, "Lifecycle policy": the same at every size. */
export const LIFECYCLE: ObjectLifecycle = { infrequentAfter: 30, archiveAfter: 90, deepArchiveAfter: 365 };

/** Requirements, "RTO/RPO targets": they count for the loss of a zone (design ruling 12). */
export const RECOVERY: NonNullable<Tier["recovery"]> = {
  critical: { rtoMinutes: 5, rpoMinutes: 0 },
  high: { rtoMinutes: 15, rpoMinutes: 5 },
  medium: { rtoMinutes: 60, rpoMinutes: 30 },
  low: { rtoMinutes: 240, rpoMinutes: 1440 },
};

/** Requirements, "Pod requirements" and "Horizontal scaling triggers": what one pod is, at every size. */
export const PODS = {
  frontend: { cpu: 100, memory: 128, rules: { cpu: 70 } },
  api: { cpu: 500, memory: 512, rules: { cpu: 70 } },
  worker: { cpu: 500, memory: 1_024, rules: { queueDepth: 100 } },
  scheduler: { cpu: 200, memory: 256, rules: {} },
} as const satisfies Readonly<Record<ServiceName, Omit<PodSize, "min" | "max">>>;

/** What every size of the CRM needs from others; telephony, news and APM join with growth. */
export const CORE_THIRD_PARTIES = ["sendgridApiKey", "openaiApiKey"] as const satisfies readonly ThirdParty[];
