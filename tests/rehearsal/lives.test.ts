import { beforeAll, describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { changeKindOf } from "../../src/diff/effects";
import type { Graph } from "../../src/graph/graph";
import type { RehearsedCloud } from "../../src/rehearsal/simulated";
import { down, up, type Run } from "../../src/rehearsal/driver";
import { memoryJournal } from "../../src/rehearsal/journal";
import { graphOf } from "../graphs";
import { cloudOf, troubles } from "./clouds";

const madeOf = ({ resources }: Graph): readonly string[] =>
  resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:")).map(({ urn }) => urn);

/** Something that production keeps although nothing but the cloud itself protects it, and the cloud's word for it. */
const KEPT: Readonly<Record<CloudName, Readonly<Record<string, string>>>> = {
  aws: {
    "aws:eks/cluster:Cluster": "deletion protection",
    "aws:lb/loadBalancer:LoadBalancer": "deletion protection",
    "mongodbatlas:index/advancedCluster:AdvancedCluster": "TERMINATION_PROTECTION",
  },
  gcp: {
    "gcp:container/cluster:Cluster": "deletion_protection",
    "gcp:redis/instance:Instance": "deletion_protection",
    "gcp:storage/bucket:Bucket": "PREVENT",
  },
  azure: { "azure-native:storage:StorageAccount": "ScopeLocked" },
};

/** What the cloud says to whoever deletes these. */
async function refusalsOf(cloud: RehearsedCloud, type: string): Promise<string> {
  const deletions = cloud.existing.filter((one) => one.type === type).map(({ urn, id }) => cloud.delete(urn, id));
  const results = await Promise.allSettled(deletions);
  return results.map((result) => (result.status === "rejected" ? String(result.reason) : "")).join("\n");
}

describe.each(CLOUDS)("an unprotected stack on %s", (cloud) => {
  const graph = graphOf({ cloud, tier: "dev" });
  const world = cloudOf();
  let made: Run;

  beforeAll(async () => {
    made = await up(world, graph);
  });

  it("is made whole", () => {
    expect(troubles(made)).toEqual([]);
    expect([...made.created].sort()).toEqual([...madeOf(graph)].sort());
  });

  it("goes without a trace after it was lived in, and can be made again", async () => {
    const full = world.existing.filter(({ type }) => changeKindOf(type).holds !== undefined);
    expect(full.length).toBeGreaterThan(5);
    for (const { urn, id } of full) world.fill(urn, id);
    const gone = await down(world, made.checkpoint);
    expect(troubles(gone)).toEqual([]);
    expect(gone.checkpoint.size).toBe(0);
    expect(world.existing).toEqual([]);
    expect(troubles(await up(world, graph))).toEqual([]);
  });
});

describe.each(CLOUDS)("production on %s", (cloud) => {
  const graph = graphOf({ cloud, tier: "production" });
  const journal = memoryJournal();
  const world = cloudOf({ journal });
  let last: Run;

  beforeAll(async () => {
    last = await up(world, graph);
  });

  it("is made whole", () => {
    expect(troubles(last)).toEqual([]);
    expect([...last.created].sort()).toEqual([...madeOf(graph)].sort());
  });

  it("does not change when nothing has changed, and grows in place", async () => {
    const again = await up(world, graph, { checkpoint: last.checkpoint });
    expect(troubles(again)).toEqual([]);
    expect([...again.created, ...again.updated, ...again.replaced, ...again.deleted]).toEqual([]);
    const larger = graphOf({ cloud, tier: "production", phase: "growth" });
    last = await up(world, larger, { checkpoint: again.checkpoint });
    expect(troubles(last)).toEqual([]);
    expect(last.updated.length).toBeGreaterThan(0);
    expect(last.replaced).toEqual([]);
  });

  it.each(Object.entries(KEPT[cloud]))("keeps %s: %s", async (type, says) => {
    const copy = cloudOf({ journal: { ...journal, append: () => undefined } });
    expect(await refusalsOf(copy, type)).toContain(says);
  });

  it("leaves at its end what is protected, and what that stands on", async () => {
    const rest = await down(world, last.checkpoint);
    const exists = new Set(world.existing.map(({ urn }) => urn));
    expect(rest.deleted.length).toBeGreaterThan(100);
    expect(graph.resources.filter(({ protect, urn }) => protect && !exists.has(urn))).toEqual([]);
    expect(rest.lost).toEqual([]);
    expect(rest.leaked).toEqual([]);
  });
});
