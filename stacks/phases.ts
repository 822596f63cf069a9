import { production } from "./production";
import { CORE_THIRD_PARTIES, PODS } from "./shared";
import type { PhaseName, Tier } from "./tier";

/** The roadmap as overlays on production: all keep its three zones, its protection and its DR copies. */
export const phases: Readonly<Record<PhaseName, Partial<Tier>>> = {
  mvp: {
    load: { users: 100, phoneCalls: 2_000, apiCalls: 3_000_000, peakRps: 12, recordingsGb: 50 },
    availability: 99.5,
    budget: { usd: 2_500, scope: "total" },
    nodePools: { general: { vcpu: 2, memoryGiB: 8, burstable: false, min: 3, max: 8, diskGiB: 50 } },
    pods: {
      ...production.pods,
      api: { ...PODS.api, min: 3, max: 8 },
      worker: { ...PODS.worker, min: 2, max: 4 },
    },
    // Cluster mode from the first day, so that replicas can be added in place.
    cache: { ...production.cache, replicasPerShard: 0 },
    search: null,
    cloudflarePlan: "free",
    thirdParties: CORE_THIRD_PARTIES,
  },
  growth: {
    load: { users: 500, phoneCalls: 10_000, apiCalls: 15_000_000, peakRps: 60, recordingsGb: 250 },
    budget: { usd: 5_000, scope: "total" },
    database: { ...production.database, tier: "M40", growsTo: "M50", storageGiB: 80 },
  },
  scale: {
    load: { users: 2_000, phoneCalls: 40_000, apiCalls: 60_000_000, peakRps: 240, recordingsGb: 1_000 },
    budget: { usd: 10_000, scope: "total" },
    database: { ...production.database, tier: "M50", growsTo: "M60", shards: 2, storageGiB: 160 },
    enhancedMonitoring: true,
  },
};
