import { CORE_THIRD_PARTIES, LIFECYCLE, PODS } from "./shared";
import type { Tier } from "./tier";

/** Where a release is proved: own keys and every mechanism of production, at a fraction of its size. */
export const staging: Tier = {
  load: { users: 50, phoneCalls: 1_000, apiCalls: 1_000_000, peakRps: 4, recordingsGb: 20 },
  availability: 99.5,
  budget: { usd: 520, scope: "platform" },
  protect: false,
  ownKeys: true,
  dr: "none",
  nat: "single",
  nodePools: { general: { vcpu: 2, memoryGiB: 8, burstable: true, min: 2, max: 4, diskGiB: 50 } },
  pods: {
    frontend: { ...PODS.frontend, min: 1, max: 2 },
    api: { ...PODS.api, min: 2, max: 4 },
    worker: { ...PODS.worker, min: 1, max: 3 },
    scheduler: { ...PODS.scheduler, min: 1, max: 1 },
  },
  database: { tier: "M20", growsTo: null, sharded: false, shards: 1, storageGiB: 20, pointInTime: false },
  cache: {
    memoryGb: 6,
    shards: 1,
    replicasPerShard: 0,
    clusterMode: false,
    snapshots: { everyHours: 24, keepDays: 7 },
  },
  search: { nodes: 2, vcpu: 2, memoryGiB: 4, diskGiB: 20 },
  objects: LIFECYCLE,
  edge: { waf: "basic", mutualTls: false, privateEndpoints: false },
  cdn: false,
  cloudflarePlan: "pro",
  logs: { retentionDays: 14, auditRetentionDays: 14, capGbPerDay: 2 },
  enhancedMonitoring: false,
  backup: { keepDays: 30, volumes: true },
  recovery: null,
  thirdParties: CORE_THIRD_PARTIES,
};
