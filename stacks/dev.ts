import { CORE_THIRD_PARTIES, LIFECYCLE, PODS } from "./shared";
import type { Tier } from "./tier";

/** One developer's or one team's copy: cheap, and may be destroyed any day. */
export const dev: Tier = {
  load: { users: 10, phoneCalls: 100, apiCalls: 100_000, peakRps: 1, recordingsGb: 5 },
  availability: null,
  budget: { usd: 155, scope: "platform" },
  protect: false,
  ownKeys: false,
  dr: "none",
  nat: "single",
  nodePools: { general: { vcpu: 2, memoryGiB: 4, burstable: true, min: 2, max: 3, diskGiB: 20 } },
  pods: {
    frontend: { ...PODS.frontend, min: 1, max: 2 },
    api: { ...PODS.api, min: 1, max: 2 },
    worker: { ...PODS.worker, min: 1, max: 2 },
    scheduler: { ...PODS.scheduler, min: 1, max: 1 },
  },
  database: { tier: "M10", growsTo: null, sharded: false, shards: 1, storageGiB: 10, pointInTime: false },
  cache: { memoryGb: 0.5, shards: 1, replicasPerShard: 0, clusterMode: false, snapshots: null },
  search: { nodes: 1, vcpu: 2, memoryGiB: 2, diskGiB: 10 },
  objects: LIFECYCLE,
  edge: { waf: "basic", mutualTls: false, privateEndpoints: false },
  cdn: false,
  cloudflarePlan: "pro",
  logs: { retentionDays: 7, auditRetentionDays: 7, capGbPerDay: 1 },
  enhancedMonitoring: false,
  backup: { keepDays: 7, volumes: false },
  recovery: null,
  thirdParties: CORE_THIRD_PARTIES,
};
