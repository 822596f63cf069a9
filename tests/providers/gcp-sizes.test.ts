import { describe, expect, it } from "vitest";
import { contractOf, type NodePool, type SearchSize, type Tier } from "../../stacks";
import { DEVIATIONS } from "../../src/ledger/deviations";
import { cacheNodeType, nodeType, searchNodeType } from "../../src/providers/aws/sizes";
import {
  bootDiskGiB,
  cacheInstance,
  machineOf,
  machineTypeIn,
  nodeRange,
  searchDeployment,
} from "../../src/providers/gcp/sizes";
import { nodeShape } from "../../src/providers/gcp/node-shapes";
import { AWS_VARIANTS, nameOfVariant } from "../graphs";
import { isEqual, sold, type Total } from "./totals";

/** GB of one node of MongoDB Atlas on AWS and on Google Cloud (MongoDB Atlas, cluster tiers). */
const ATLAS: Readonly<Record<string, readonly [aws: number, gcp: number]>> = {
  M10: [2, 1.7],
  M20: [4, 3.8],
  M30: [8, 7.5],
  M40: [16, 15],
  M50: [32, 30],
  M60: [64, 60],
};

/** vCPU for each GB of Elastic Cloud's hardware on Google Cloud (Elastic Cloud, instance configurations). */
const ELASTIC = { "gcp-cpu-optimized": 1 / 2, "gcp-general-purpose": 1 / 4 } as const;

/** Where the totals differ by more than the rule allows: the entry of the ledger that says why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "dev general nodes, smallest": "nodes-gke-small",
  "dev general nodes, largest": "nodes-gke-small",
  "staging general nodes, smallest": "nodes-gke-room",
  "production-mvp general nodes, smallest": "nodes-gke-room",
  "production general nodes, smallest": "nodes-gke-room",
  "production-growth general nodes, smallest": "nodes-gke-room",
  "production-scale general nodes, smallest": "nodes-gke-room",
  "dev database": "mongodb-gcp-memory",
  "dev cache": "cache-gcp-sizes",
  "production-mvp cache": "cache-gcp-sizes",
  "dev search": "search-elastic-sizes",
};

type Pair = readonly [aws: Total, gcp: Total];

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
  const { memorySizeGb, replicaCount } = cacheInstance(size);
  // Google publishes no CPU of a cache.
  return [
    { memory: memory * size.shards * (1 + size.replicasPerShard) },
    { memory: memorySizeGb * (1 + replicaCount) },
  ];
}

function search(size: SearchSize): Pair {
  const [vcpu, memory] = sold(searchNodeType(size));
  const { template, size: ram, zones } = searchDeployment(size);
  const gb = Number.parseInt(ram, 10) * zones;
  return [
    { vcpu: vcpu * size.nodes, memory: memory * size.nodes },
    { vcpu: gb * ELASTIC[template], memory: gb },
  ];
}

function database({ tier, shards }: Pick<Tier["database"], "shards"> & { readonly tier: string }): Pair {
  const [aws, gcp] = ATLAS[tier] ?? [Number.NaN, Number.NaN];
  return [{ memory: aws * 3 * shards }, { memory: gcp * 3 * shards }];
}

function pairsOf(variant: string, tier: Tier): readonly (readonly [string, ...Pair])[] {
  const shared = tier.nodePools.workers === undefined;
  const pools = Object.entries(tier.nodePools).flatMap(([name, pool]) => [
    [`${variant} ${name} nodes, smallest`, ...nodes(pool, shared, "min")] as const,
    [`${variant} ${name} nodes, largest`, ...nodes(pool, shared, "max")] as const,
  ]);
  const { growsTo } = tier.database;
  return [
    ...pools,
    [`${variant} database`, ...database(tier.database)],
    ...(growsTo ? [[`${variant} database, grown`, ...database({ ...tier.database, tier: growsTo })] as const] : []),
    [`${variant} cache`, ...cache(tier.cache)],
    ...(tier.search ? [[`${variant} search`, ...search(tier.search)] as const] : []),
  ];
}

const TIERS = AWS_VARIANTS.map((variant) => {
  const tier = contractOf(variant.tier, variant.phase ?? null);
  return [nameOfVariant(variant), tier] as const;
});
const PAIRS = TIERS.flatMap(([name, tier]) => pairsOf(name, tier));

describe("sizes on Google Cloud", () => {
  it.each(PAIRS)("give as much as AWS for %s, or the ledger says why not", (name, aws, gcp) => {
    const entry = DEVIATIONS.find(({ id }) => id === EXCEPTIONS[name]);
    if (isEqual(aws, gcp)) expect(EXCEPTIONS).not.toHaveProperty([name]);
    else expect(entry?.clouds ?? [], `${JSON.stringify(aws)} on AWS, ${JSON.stringify(gcp)} here`).toContain("gcp");
  });

  it("name no exception that is none", () => {
    const names: readonly string[] = PAIRS.map(([name]) => name);
    expect(Object.keys(EXCEPTIONS).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("never give less than what the neutral size says", () => {
    for (const [, { cache, search, nodePools }] of TIERS) {
      expect(cacheInstance(cache).memorySizeGb).toBeGreaterThanOrEqual(cache.memoryGb * cache.shards);
      expect(cacheInstance(cache).replicaCount).toBeGreaterThanOrEqual(cache.replicasPerShard);
      for (const pool of Object.values(nodePools)) {
        expect(machineOf(pool)).toSatisfy(({ vcpu, memoryGiB }) => vcpu >= pool.vcpu && memoryGiB >= pool.memoryGiB);
        expect(bootDiskGiB(pool)).toBeGreaterThanOrEqual(pool.diskGiB);
      }
      // Elastic keeps 45 GB of disk for each GB of memory.
      if (search) expect(Number.parseInt(searchDeployment(search).size, 10) * 45).toBeGreaterThan(search.diskGiB);
    }
  });

  it("let a phase grow in place: an instance of Memorystore can't change its tier", () => {
    const tiers = ["mvp", "growth", "scale"] as const;
    const caches = tiers.map((phase) => cacheInstance(contractOf("production", phase).cache).tier);
    expect(new Set([...caches, cacheInstance(contractOf("production", null).cache).tier]).size).toBe(1);
  });

  it("have a machine in every region: the equal where the usual one is not in three zones", () => {
    const { general } = contractOf("enterprise", null).nodePools;
    expect(machineTypeIn("us-central1", general)).toBe("n2d-standard-4");
    expect(machineTypeIn("asia-southeast2", general)).toBe("n2-standard-4");
    expect(machineTypeIn("asia-southeast2", contractOf("staging", null).nodePools.general)).toBe("e2-standard-2");
  });

  it("refuse what no tier has", () => {
    expect(() => machineOf({ vcpu: 4, memoryGiB: 4, burstable: false })).toThrow(/no GCP equal of size 4x4/);
  });
});

describe("the room on a node of GKE", () => {
  const pool = contractOf("enterprise", null).nodePools.general;

  /** An n2-standard-4 with a disk of 100 GB, as a node of GKE 1.36 reported it in October 2026. */
  it("is what such a node reports, or a little less", () => {
    const reported = { cpu: 3_920, memory: 13_273, disk: 44_880 };
    const shape = nodeShape(pool);
    expect(shape.cpu).toBe(reported.cpu);
    expect(shape.memory).toBeGreaterThan(reported.memory * 0.98);
    expect(shape.memory).toBeLessThanOrEqual(reported.memory);
    expect(shape.disk).toBeGreaterThan(reported.disk * 0.98);
    expect(shape.disk).toBeLessThanOrEqual(reported.disk);
  });

  it("never ends at nothing", () => {
    for (const [, { nodePools }] of TIERS)
      for (const size of Object.values(nodePools))
        for (const value of Object.values(nodeShape(size))) expect(value).toBeGreaterThan(100);
  });
});
