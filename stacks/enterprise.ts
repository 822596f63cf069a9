import { production } from "./production";
import { PODS } from "./shared";
import type { Tier } from "./tier";

/** Ten thousand users: production's mechanisms with a sharded database, a sharded cache and larger machines. */
export const enterprise: Tier = {
  ...production,
  load: { users: 10_000, phoneCalls: 100_000, apiCalls: 100_000_000, peakRps: 400, recordingsGb: 5_000 },
  availability: 99.95,
  budget: { usd: 8_000, scope: "platform" },
  nodePools: {
    general: { vcpu: 4, memoryGiB: 16, burstable: false, min: 6, max: 20, diskGiB: 100 },
    workers: { vcpu: 4, memoryGiB: 16, burstable: false, min: 4, max: 10, diskGiB: 100 },
  },
  pods: {
    frontend: { ...PODS.frontend, min: 4, max: 10 },
    api: { ...production.pods.api, min: 6, max: 40 },
    worker: { ...PODS.worker, min: 4, max: 20 },
    scheduler: { ...PODS.scheduler, min: 2, max: 2 },
  },
  database: { tier: "M50", growsTo: "M60", sharded: true, shards: 2, storageGiB: 160, pointInTime: true },
  cache: {
    memoryGb: 26,
    shards: 3,
    replicasPerShard: 1,
    clusterMode: true,
    snapshots: { everyHours: 2, keepDays: 7 },
  },
  search: { nodes: 5, vcpu: 4, memoryGiB: 16, diskGiB: 200 },
  logs: { retentionDays: 365, auditRetentionDays: 365, capGbPerDay: 50 },
  enhancedMonitoring: true,
};
