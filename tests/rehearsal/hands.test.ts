import { beforeEach, describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { up } from "../../src/rehearsal/driver";
import type { Fault } from "../../src/rehearsal/faults";
import { existingOf, happen, placesOfCopies } from "../../src/rehearsal/happenings";
import type { Subject } from "../../src/rehearsal/scenarios";
import type { RehearsedCloud } from "../../src/rehearsal/simulated";
import type { Stage } from "../../src/rehearsal/stage";
import { graphOf } from "../graphs";
import { cloudOf, contentsOf, urnOf } from "./clouds";

const TOPIC = "aws:sns/topic:Topic";
const PASSWORD = "random:index/randomPassword:RandomPassword";

describe("hands that reach into a cloud", () => {
  const urn = urnOf(TOPIC, "topic");

  it("change what the cloud lets be changed, and nothing else, without a fault's leave", async () => {
    const fault: Fault = { operation: "update", type: TOPIC, kind: "error" };
    const cloud = cloudOf({ faults: [fault] });
    const { id } = await cloud.create(urn, { name: "alarms", displayName: "one" });
    cloud.change(urn, id, { name: "alarms", displayName: "other" });
    expect(cloud.read(urn, id)?.state).toMatchObject({ displayName: "other" });
    expect(() => cloud.change(urn, id, { name: "others" })).toThrow("can't be changed");
    expect(cloud.struck).toEqual([]);
  });

  it("lose it without a question; the engine may still delete it, and make it again", async () => {
    const cloud = cloudOf();
    const { id } = await cloud.create(urn, { name: "alarms" });
    cloud.lose(urn, id);
    expect(cloud.existing).toEqual([]);
    await cloud.delete(urn, id);
    await cloud.create(urn, { name: "alarms" });
    await cloud.delete(urn, id);
    expect(cloud.existing).toEqual([]);
  });
});

describe("a request that is never answered", () => {
  const fault = (operation: Fault["operation"]): Fault => ({ operation, type: TOPIC, kind: "killed" });
  const isOpen = (request: Promise<unknown>) =>
    Promise.race([request.then(() => false), new Promise((settle) => setTimeout(() => settle(true), 20))]);

  it("was granted all the same", async () => {
    const cloud = cloudOf({ faults: [fault("create"), fault("update"), fault("delete")] });
    const urn = urnOf(TOPIC, "topic");
    expect(await isOpen(cloud.create(urn, { name: "alarms" }))).toBe(true);
    const id = cloud.existing[0]?.id ?? "";
    expect(await isOpen(cloud.update(urn, id, { name: "alarms", displayName: "x" }))).toBe(true);
    expect(cloud.existing[0]?.state).toMatchObject({ displayName: "x" });
    expect(await isOpen(cloud.delete(urn, id))).toBe(true);
    expect([cloud.existing, cloud.hanging]).toEqual([[], 3]);
  });
});

describe("names", () => {
  it("of passwords are all the same: the old one goes, the new one stays", async () => {
    const cloud = cloudOf();
    const urn = urnOf(PASSWORD, "password");
    const { id } = await cloud.create(urn, { length: 8 });
    await cloud.create(urn, { length: 9 });
    await cloud.delete(urn, id);
    expect(cloud.existing.map(({ inputs }) => inputs)).toEqual([{ length: 9 }]);
    await cloud.delete(urn, id);
    expect(cloud.existing).toEqual([]);
  });

  it.each([
    ["mongodbatlas:index/project:Project", { name: "crm", orgId: "1" }, { name: "crm", orgId: "2" }],
    [
      "cloudflare:index/dnsRecord:DnsRecord",
      { type: "A", name: "app", zoneId: "z", content: "1.1.1.1", ttl: 1 },
      { type: "NS", name: "app", zoneId: "z", content: "ns", ttl: 1 },
    ],
  ])("of %s are taken once, whatever the id", async (type, one, other) => {
    const cloud = cloudOf();
    await cloud.create(urnOf(type, "one"), one);
    await expect(cloud.create(urnOf(type, "two"), one)).rejects.toThrow("already exists");
    await cloud.create(urnOf(type, "two"), other);
    expect(cloud.existing).toHaveLength(2);
  });
});

describe("what happens to a whole stack", () => {
  const graph = graphOf({ tier: "production" });
  const stack = graph.stack;
  let stage: Stage;
  let cloud: RehearsedCloud;

  beforeEach(async () => {
    cloud = cloudOf();
    await up(cloud, graph);
    stage = {
      cloud,
      subject: graph as unknown as Subject,
      stack: { name: stack },
      lost: new Set(),
    } as unknown as Stage;
  });

  it("drift everywhere changes one resource of nearly every type, and takes none away", () => {
    const [before, types] = [new Set(contentsOf(cloud)), new Set(cloud.existing.map(({ type }) => type))];
    const count = cloud.existing.length;
    happen(stage, { kind: "drift everywhere" });
    const changed = existingOf(cloud, stack).filter(
      ({ urn, id, inputs, state }) => !before.has(JSON.stringify({ urn, id, inputs, state })),
    );
    expect(cloud.existing).toHaveLength(count);
    expect(new Set(changed.map(({ type }) => type)).size).toBe(changed.length);
    expect(changed.length).toBeGreaterThan(0.6 * types.size);
  });

  it("the loss of its region leaves what stands elsewhere", () => {
    happen(stage, { kind: "loss of the region", ofFirst: true });
    const left = existingOf(cloud, stack);
    const buckets = left.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ urn }) => urn.split("::")[3]);
    expect(buckets.length).toBeGreaterThan(0);
    expect(buckets.every((name) => name?.includes("-dr"))).toBe(true);
    expect(left.filter(({ type }) => type.startsWith("kubernetes:"))).toEqual([]);
    expect(stage.lost.size).toBeGreaterThan(left.length);
    expect(left.some(({ urn }) => stage.lost.has(urn))).toBe(false);
  });

  it("a loss takes all of a type", () => {
    const type = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(existingOf(cloud, stack).some((one) => one.type === type)).toBe(true);
    happen(stage, { kind: "loss", types: [type] });
    expect(existingOf(cloud, stack).some((one) => one.type === type)).toBe(false);
  });
});

it("what many may ask for is there for all of them", async () => {
  const cloud = cloudOf();
  const type = "gcp:projects/service:Service";
  const inputs = { project: "crm", service: "compute.googleapis.com" };
  await cloud.create(urnOf(type, "one"), inputs);
  await cloud.create(urnOf(type, "two"), inputs);
  expect(cloud.existing).toHaveLength(2);
});

it.each(CLOUDS)("production's copies on %s are where the region's loss leaves them", async (cloud) => {
  const graph = graphOf({ cloud, tier: "production" });
  const world = cloudOf();
  await up(world, graph);
  const subject = graph as unknown as Subject;
  const stage = { cloud: world, subject, stack: { name: graph.stack }, lost: new Set() } as unknown as Stage;
  happen(stage, { kind: "loss of the region", ofFirst: true });
  const there = new Set(world.existing.map(({ urn }) => urn));
  const places = placesOfCopies(stage);
  expect(places.length).toBeGreaterThan(2);
  expect(places.filter((urn) => !there.has(urn))).toEqual([]);
});
