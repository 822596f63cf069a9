import { LIFECYCLE, PODS, RECOVERY } from "./shared";
import { THIRD_PARTIES, type Tier } from "./tier";

/** A thousand users; survives the loss of a zone, keeps copies of all data in the DR region. */
export const production: Tier = {
  load: { users: 1_000, phoneCalls: 20_000, apiCalls: 30_000_000, peakRps: 120, recordingsGb: 500 },
  availability: 99.9,
  budget: { usd: 1_980, scope: "platform" },
  protect: true,
  ownKeys: true,
  dr: "copies",
  nat: "perZone",
  nodePools: {
    // Eight nodes, as the requirements say, can't hold 20 api pods together with the add-ons.
    general: { vcpu: 2, memoryGiB: 8, burstable: false, min: 3, max: 10, diskGiB: 50 },
    workers: { vcpu: 4, memoryGiB: 16, burstable: false, min: 2, max: 5, diskGiB: 50 },
  },
  pods: {
    frontend: { ...PODS.frontend, min: 2, max: 5 },
    api: { ...PODS.api, min: 3, max: 20, rules: { ...PODS.api.rules, requestsPerSecond: 1_000 } },
    worker: { ...PODS.worker, min: 2, max: 10 },
    scheduler: { ...PODS.scheduler, min: 2, max: 2 },
  },
  database: { tier: "M30", growsTo: "M40", sharded: true, shards: 1, storageGiB: 40, pointInTime: true },
  cache: {
    memoryGb: 13,
    shards: 1,
    replicasPerShard: 2,
    clusterMode: true,
    snapshots: { everyHours: 2, keepDays: 7 },
  },
  search: { nodes: 3, vcpu: 2, memoryGiB: 8, diskGiB: 100 },
  objects: LIFECYCLE,
  edge: { waf: "full", mutualTls: true, privateEndpoints: true },
  cdn: true,
  cloudflarePlan: "pro",
  logs: { retentionDays: 90, auditRetentionDays: 365, capGbPerDay: 10 },
  enhancedMonitoring: false,
  backup: { keepDays: 30, volumes: true },
  recovery: RECOVERY,
  thirdParties: THIRD_PARTIES,
};
