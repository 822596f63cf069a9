import { describe, expect, it } from "vitest";
import { contractOf, type NodePool, type Tier } from "../../stacks";
import { DEVIATIONS } from "../../src/ledger/deviations";
import { cacheNodeType, nodeType } from "../../src/providers/aws/sizes";
import { nodeShape } from "../../src/providers/azure/node-shapes";
import {
  bootDiskGiB,
  cacheOf,
  databaseOf,
  machineOf,
  nodeRange,
  searchOf,
  SYSTEM_POOL,
} from "../../src/providers/azure/sizes";
import { AWS_VARIANTS, nameOfVariant } from "../graphs";
import { isEqual, sold, type Total } from "./totals";

/** GB of one node of each tier, of MongoDB Atlas on AWS as of Azure DocumentDB (vendors' lists of tiers). */
const TIER_GB: Readonly<Record<string, number>> = { M10: 2, M20: 4, M30: 8, M40: 16, M50: 32, M60: 64 };

/** Where the totals differ by more than the rule allows: the entry of the ledger that says why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "dev general nodes, smallest": "nodes-azure",
  "dev general nodes, largest": "nodes-azure",
  "staging general nodes, smallest": "nodes-aks-room",
  "staging general nodes, largest": "nodes-aks-room",
  "production general nodes, smallest": "nodes-aks-room",
  "production-mvp general nodes, smallest": "nodes-aks-room",
  "production-growth general nodes, smallest": "nodes-aks-room",
  "production-scale general nodes, smallest": "nodes-aks-room",
  "dev database": "database-two-nodes",
  "staging database": "database-two-nodes",
  "production-mvp database": "database-two-nodes",
  "production-mvp database, grown": "database-two-nodes",
  "production database": "database-two-nodes",
  "production database, grown": "database-two-nodes",
  "production-growth database": "database-two-nodes",
  "production-growth database, grown": "database-two-nodes",
  "production-scale database": "database-two-nodes",
  "production-scale database, grown": "database-two-nodes",
  "enterprise database": "database-two-nodes",
  "enterprise database, grown": "database-two-nodes",
  "enterprise cache": "cache-azure-sizes",
};

/** Where a replica of search has less disk than a node: the ledger's row of search's sizes says so. */
const SMALL_SEARCH: readonly string[] = ["staging", "enterprise"];

type Pair = readonly [aws: Total, azure: Total];

function nodes(pool: NodePool, shared: boolean, end: "min" | "max"): Pair {
  const [vcpu, memory] = sold(nodeType(pool));
  const machine = machineOf(pool);
  const count = nodeRange(pool, shared)[end];
  return [
    { vcpu: vcpu * pool[end], memory: memory * pool[end] },
    { vcpu: machine.vcpu * count, memory: machine.memoryGiB * count },
  ];
}

function cache(size: Tier["cache"]): Pair {
  const [, memory] = sold(cacheNodeType(size));
  const { memoryGb, highAvailability } = cacheOf(size);
  // Of how many nodes the published CPU is, Microsoft does not say.
  return [
    { memory: memory * size.shards * (1 + size.replicasPerShard) },
    { memory: memoryGb * (highAvailability ? 2 : 1) },
  ];
}

function database(size: Tier["database"], tier: string): Pair {
  const gb = (TIER_GB[tier] ?? Number.NaN) * size.shards;
  return [{ memory: gb * 3 }, { memory: gb * (databaseOf(size).highAvailability ? 2 : 1) }];
}

/** Search is not among them: Microsoft publishes nothing of its hardware. */
function pairsOf(variant: string, tier: Tier): readonly (readonly [string, ...Pair])[] {
  const shared = tier.nodePools.general.burstable;
  const pools = Object.entries(tier.nodePools).flatMap(([name, pool]) => [
    [`${variant} ${name} nodes, smallest`, ...nodes(pool, shared, "min")] as const,
    [`${variant} ${name} nodes, largest`, ...nodes(pool, shared, "max")] as const,
  ]);
  const { growsTo } = tier.database;
  return [
    ...pools,
    [`${variant} database`, ...database(tier.database, tier.database.tier)],
    ...(growsTo ? [[`${variant} database, grown`, ...database(tier.database, growsTo)] as const] : []),
    [`${variant} cache`, ...cache(tier.cache)],
  ];
}

const TIERS = AWS_VARIANTS.map((variant) => {
  const tier = contractOf(variant.tier, variant.phase ?? null);
  return [nameOfVariant(variant), tier] as const;
});
const PAIRS = TIERS.flatMap(([name, tier]) => pairsOf(name, tier));

const cloudsOf = (id: string | undefined): readonly string[] =>
  DEVIATIONS.find((entry) => entry.id === id)?.clouds ?? [];

describe("sizes on Azure", () => {
  it.each(PAIRS)("give as much as AWS for %s, or the ledger says why not", (name, aws, azure) => {
    if (isEqual(aws, azure)) expect(EXCEPTIONS).not.toHaveProperty([name]);
    else
      expect(cloudsOf(EXCEPTIONS[name]), `${JSON.stringify(aws)} on AWS, ${JSON.stringify(azure)} here`).toContain(
        "azure",
      );
  });

  it("name no exception that is none", () => {
    const names: readonly string[] = PAIRS.map(([name]) => name);
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("never give less than what the neutral size says, but for a tenth of a cache", () => {
    for (const [, { cache, database, nodePools }] of TIERS) {
      expect(cacheOf(cache).memoryGb).toBeGreaterThanOrEqual(cache.memoryGb * cache.shards * 0.9);
      expect(cacheOf(cache).highAvailability).toBe(cache.replicasPerShard > 0);
      expect(databaseOf(database)).toMatchObject({ tier: database.tier, shards: database.shards });
      expect(databaseOf(database).storageGb).toBeGreaterThanOrEqual(database.storageGiB);
      for (const pool of Object.values(nodePools)) {
        expect(machineOf(pool)).toSatisfy(({ vcpu, memoryGiB }) => vcpu >= pool.vcpu && memoryGiB >= pool.memoryGiB);
        expect(bootDiskGiB(pool)).toBeGreaterThanOrEqual(pool.diskGiB);
      }
    }
  });

  it("have a replica of search for each node, no more than its sku takes, and its disk or a row of the ledger", () => {
    expect(cloudsOf("search-azure-sizes")).toContain("azure");
    for (const [name, { search }] of TIERS) {
      if (search === null) continue;
      const { sku, replicas, partitions, storageGb } = searchOf(search);
      expect(replicas).toBe(search.nodes);
      expect(replicas).toBeLessThanOrEqual(sku === "basic" ? 3 : 12);
      expect(partitions).toBe(1);
      expect(storageGb < search.diskGiB, `${name}: ${storageGb} GB of ${search.diskGiB} GB`).toBe(
        SMALL_SEARCH.includes(name),
      );
    }
  });

  it("give AKS' own pods nodes in each zone, wherever they don't share the CRM's, and the ledger says so", () => {
    expect(SYSTEM_POOL.min).toBe(3);
    expect(machineOf(SYSTEM_POOL)).toMatchObject({ vcpu: 2, memoryGiB: 8 });
    expect(cloudsOf("nodes-azure-system")).toContain("azure");
  });

  it("let a phase grow in place: Managed Redis grows, and gets a second node, but never loses either", () => {
    const { mvp, production, scale } = {
      mvp: cacheOf(contractOf("production", "mvp").cache),
      production: cacheOf(contractOf("production", null).cache),
      scale: cacheOf(contractOf("production", "scale").cache),
    };
    expect([mvp.highAvailability, production.highAvailability, scale.highAvailability]).toEqual([false, true, true]);
    expect(production.memoryGb).toBeGreaterThanOrEqual(mvp.memoryGb);
    expect(scale.memoryGb).toBeGreaterThanOrEqual(production.memoryGb);
  });

  it("refuse what no tier has", () => {
    expect(() => machineOf({ vcpu: 4, memoryGiB: 4, burstable: false })).toThrow(/no Azure equal of size 4x4/);
    expect(() => cacheOf({ memoryGb: 26, shards: 3, replicasPerShard: 2 })).not.toThrow();
    expect(() => databaseOf({ tier: "M50", shards: 1, storageGiB: 5_000 })).toThrow(/no Azure equal of size 5000 GB/);
  });
});

describe("the room on a node of AKS", () => {
  /** Two machines as nodes of AKS reported them, with the disks that they had. */
  it("is what such a node reports, or a little less", () => {
    const twoCpu: NodePool = { vcpu: 2, memoryGiB: 8, burstable: false, min: 1, max: 1, diskGiB: 50 };
    const capacity = { cpu: 1_900, memory: 8_129_880 / 1_024, disk: 46_651_590_989 / 1_048_576 };
    const shape = nodeShape(twoCpu);
    expect(shape.cpu).toBe(capacity.cpu);
    // AKS 1.29 and later: 20 MB for each of 30 pods, 50 MB, and 100 MB that are never given away.
    const memory = capacity.memory - 650 - 100;
    expect(shape.memory).toBeGreaterThan(memory * 0.98);
    expect(shape.memory).toBeLessThanOrEqual(memory);
    expect(shape.disk).toBeGreaterThan(capacity.disk * 0.98);
    expect(shape.disk).toBeLessThanOrEqual(capacity.disk);
  });

  it("follows AKS' table of reserved CPU", () => {
    const four = contractOf("enterprise", null).nodePools.general;
    expect(nodeShape(four).cpu).toBe(4_000 - 140);
  });

  it("never ends at nothing", () => {
    for (const [, { nodePools }] of TIERS)
      for (const size of Object.values(nodePools))
        for (const value of Object.values(nodeShape(size))) expect(value).toBeGreaterThanOrEqual(30);
  });
});
