import { describe, expect, it } from "vitest";
import { contractOf, PHASES, rankOf, type Tier } from "../../stacks";

const production = contractOf("production", null);
const facts = ({ load, availability, budget }: Tier) => ({ ...load, availability, ...budget });

describe("the phases", () => {
  it("have the loads, promises and budgets of the roadmap", () => {
    expect(PHASES.map((phase) => facts(contractOf("production", phase)))).toEqual([
      {
        users: 100,
        phoneCalls: 2_000,
        apiCalls: 3_000_000,
        peakRps: 12,
        recordingsGb: 50,
        availability: 99.5,
        usd: 2_500,
        scope: "total",
      },
      {
        users: 500,
        phoneCalls: 10_000,
        apiCalls: 15_000_000,
        peakRps: 60,
        recordingsGb: 250,
        availability: 99.9,
        usd: 5_000,
        scope: "total",
      },
      {
        users: 2_000,
        phoneCalls: 40_000,
        apiCalls: 60_000_000,
        peakRps: 240,
        recordingsGb: 1_000,
        availability: 99.9,
        usd: 10_000,
        scope: "total",
      },
    ]);
  });

  it.each(PHASES)("%s keeps production's zones, protection and DR copies", (phase) => {
    const { protect, ownKeys, dr, nat, edge, cdn, recovery, backup, logs } = contractOf("production", phase);
    const { protect: p, ownKeys: k, dr: d, nat: n, edge: e, cdn: c, recovery: r, backup: b, logs: l } = production;
    expect({ protect, ownKeys, dr, nat, edge, cdn, recovery, backup, logs }).toEqual({
      protect: p,
      ownKeys: k,
      dr: d,
      nat: n,
      edge: e,
      cdn: c,
      recovery: r,
      backup: b,
      logs: l,
    });
  });

  it("mvp is one untainted group, fewer pods, a cache that grows in place, and no search", () => {
    const mvp = contractOf("production", "mvp");
    expect(mvp.nodePools).toEqual({
      general: { vcpu: 2, memoryGiB: 8, burstable: false, min: 3, max: 8, diskGiB: 50 },
    });
    expect(mvp.pods).toEqual({
      ...production.pods,
      api: { ...production.pods.api, min: 3, max: 8, rules: { cpu: 70 } },
      worker: { ...production.pods.worker, min: 2, max: 4 },
    });
    expect(mvp.database.tier).toBe("M30");
    expect(mvp.cache).toEqual({ ...production.cache, shards: 1, clusterMode: true, replicasPerShard: 0 });
    expect(mvp.search).toBeNull();
  });

  it("growth is production with M40", () => {
    const growth = contractOf("production", "growth");
    expect([growth.nodePools, growth.pods, growth.search]).toEqual([
      production.nodePools,
      production.pods,
      production.search,
    ]);
    expect([growth.database.tier, growth.database.shards]).toEqual(["M40", 1]);
  });

  it("scale is production with a sharded M50 and enhanced monitoring", () => {
    const scale = contractOf("production", "scale");
    expect([scale.nodePools, scale.pods, scale.search]).toEqual([
      production.nodePools,
      production.pods,
      production.search,
    ]);
    expect([scale.database.tier, scale.database.shards, scale.enhancedMonitoring]).toEqual(["M50", 2, true]);
  });
});

describe("the roadmap", () => {
  it("goes from dev to enterprise, with plain production between mvp and growth", () => {
    const steps = [
      rankOf("dev", null),
      rankOf("staging", null),
      rankOf("production", "mvp"),
      rankOf("production", null),
      rankOf("production", "growth"),
      rankOf("production", "scale"),
      rankOf("enterprise", null),
    ];
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
