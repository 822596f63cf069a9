import { describe, expect, it } from "vitest";
import { contractOf, TIERS, type Tier, type TierName } from "../../stacks";

const range = ({ min, max }: { readonly min: number; readonly max: number }) => `${min}-${max}`;
const pool = (size: Tier["nodePools"]["general"] | undefined) =>
  size && `${range(size)} x ${size.vcpu} vCPU, ${size.memoryGiB} GiB${size.burstable ? ", burstable" : ""}`;
const snapshots = ({ cache }: Tier) =>
  cache.snapshots && `every ${cache.snapshots.everyHours} h, ${cache.snapshots.keepDays} days`;

type Row = readonly [
  what: string,
  read: (tier: Tier) => unknown,
  ...byTier: readonly [unknown, unknown, unknown, unknown],
];

/** The design's table, section 5, row by row: dev, staging, production, enterprise. */
const TABLE: readonly Row[] = [
  ["users", (t) => t.load.users, 10, 50, 1_000, 10_000],
  ["phone calls a month", (t) => t.load.phoneCalls, 100, 1_000, 20_000, 100_000],
  ["API calls a month", (t) => t.load.apiCalls, 100_000, 1_000_000, 30_000_000, 100_000_000],
  ["peak requests per second", (t) => t.load.peakRps, 1, 4, 120, 400],
  ["recordings, GB a month", (t) => t.load.recordingsGb, 5, 20, 500, 5_000],
  ["availability, %", (t) => t.availability, null, 99.5, 99.9, 99.95],
  ["budget, USD a month", (t) => t.budget.usd, 155, 520, 1_980, 8_000],
  ["scope of the budget", (t) => t.budget.scope, "platform", "platform", "platform", "platform"],
  [
    "general nodes",
    (t) => pool(t.nodePools.general),
    "2-3 x 2 vCPU, 4 GiB, burstable",
    "2-4 x 2 vCPU, 8 GiB, burstable",
    "3-10 x 2 vCPU, 8 GiB",
    "6-20 x 4 vCPU, 16 GiB",
  ],
  [
    "worker nodes",
    (t) => pool(t.nodePools.workers),
    undefined,
    undefined,
    "2-5 x 4 vCPU, 16 GiB",
    "4-10 x 4 vCPU, 16 GiB",
  ],
  ["database", (t) => t.database.tier, "M10", "M20", "M30", "M50"],
  ["database grows to", (t) => t.database.growsTo, null, null, "M40", "M60"],
  ["database shards", (t) => t.database.shards, 1, 1, 1, 2],
  ["point-in-time recovery", (t) => t.database.pointInTime, false, false, true, true],
  ["cache, GB a node", (t) => t.cache.memoryGb, 0.5, 6, 13, 26],
  ["cache shards", (t) => t.cache.shards, 1, 1, 1, 3],
  ["cache replicas a shard", (t) => t.cache.replicasPerShard, 0, 0, 2, 1],
  ["cache cluster mode", (t) => t.cache.clusterMode, false, false, true, true],
  ["cache snapshots", snapshots, null, "every 24 h, 7 days", "every 2 h, 7 days", "every 2 h, 7 days"],
  ["search nodes", (t) => t.search?.nodes, 1, 2, 3, 5],
  ["search vCPU a node", (t) => t.search?.vcpu, 2, 2, 2, 4],
  ["search GiB a node", (t) => t.search?.memoryGiB, 2, 4, 8, 16],
  ["search disk, GB a node", (t) => t.search?.diskGiB, 10, 20, 100, 200],
  ["frontend pods", (t) => range(t.pods.frontend), "1-2", "1-2", "2-5", "4-10"],
  ["api pods", (t) => range(t.pods.api), "1-2", "2-4", "3-20", "6-40"],
  ["worker pods", (t) => range(t.pods.worker), "1-2", "1-3", "2-10", "4-20"],
  ["scheduler pods", (t) => range(t.pods.scheduler), "1-1", "1-1", "2-2", "2-2"],
  ["own keys", (t) => t.ownKeys, false, true, true, true],
  ["mutual TLS at the edge", (t) => t.edge.mutualTls, false, false, true, true],
  ["private endpoints", (t) => t.edge.privateEndpoints, false, false, true, true],
  ["firewall rules", (t) => t.edge.waf, "basic", "basic", "full", "full"],
  ["log ingestion, GB a day", (t) => t.logs.capGbPerDay, 1, 2, 10, 50],
  ["log retention, days", (t) => t.logs.retentionDays, 7, 14, 90, 365],
  ["audit log retention, days", (t) => t.logs.auditRetentionDays, 7, 14, 365, 365],
  ["NAT", (t) => t.nat, "single", "single", "perZone", "perZone"],
  ["CDN and cloud DNS", (t) => t.cdn, false, false, true, true],
  ["protected data", (t) => t.protect, false, false, true, true],
  ["DR", (t) => t.dr, "none", "none", "copies", "copies"],
];

const PAIRS = TIERS.flatMap((one, index) => TIERS.slice(index + 1).map((other): [TierName, TierName] => [one, other]));

describe("the tiers", () => {
  it.each(TABLE)("have the table's %s", (_, read, ...expected) => {
    expect(TIERS.map((tier) => read(contractOf(tier, null)))).toEqual(expected);
  });

  it.each(PAIRS)("%s and %s differ in nodes, database, cache, search and pods", (one, other) => {
    const [a, b] = [contractOf(one, null), contractOf(other, null)];
    for (const size of ["nodePools", "database", "cache", "search", "pods"] as const) {
      expect(a[size], size).not.toEqual(b[size]);
    }
  });

  it.each(TIERS)("%s plans its peak as ten times the month's average", (name) => {
    const { apiCalls, peakRps } = contractOf(name, null).load;
    const tenfold = (10 * apiCalls) / (30 * 24 * 3_600);
    expect(peakRps).toBeGreaterThanOrEqual(Math.floor(tenfold));
    expect(peakRps).toBeLessThanOrEqual(Math.ceil(tenfold * 1.05));
  });

  it.each(TIERS)("%s moves recordings to colder storage after 30, 90 and 365 days", (name) => {
    const { infrequentAfter, archiveAfter, deepArchiveAfter } = contractOf(name, null).objects;
    expect([infrequentAfter, archiveAfter, deepArchiveAfter]).toEqual([30, 90, 365]);
  });

  it("promise recovery where they protect data, as the requirements' classes say", () => {
    expect(TIERS.map((tier) => contractOf(tier, null).recovery !== null)).toEqual([false, false, true, true]);
    expect(contractOf("production", null).recovery).toEqual({
      critical: { rtoMinutes: 5, rpoMinutes: 0 },
      high: { rtoMinutes: 15, rpoMinutes: 5 },
      medium: { rtoMinutes: 60, rpoMinutes: 30 },
      low: { rtoMinutes: 240, rpoMinutes: 1_440 },
    });
  });
});
