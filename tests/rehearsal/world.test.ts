import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { secretOnWire } from "../../src/graph/wire";
import { simulatedCloud } from "../../src/rehearsal/cloud";
import { up } from "../../src/rehearsal/driver";
import { fileJournal, memoryJournal } from "../../src/rehearsal/journal";
import { CANARY, graphOf } from "../graphs";
import { cloudOf, contentsOf, SEED, urnOf } from "./clouds";

const TOPIC = "aws:sns/topic:Topic";
const secret = "canary-password-7f3a";
const folders: string[] = [];

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  folders.push(folder);
  return join(folder, "journal");
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the journal", () => {
  it("is all that a world is made of", async () => {
    const file = newFile();
    const cloud = cloudOf({ journal: fileJournal(file) });
    const made = await cloud.create(urnOf(TOPIC, "one"), { name: "one" });
    await cloud.create(urnOf(TOPIC, "two"), { name: "two" });
    await cloud.update(made.urn, made.id, { name: "one", kmsMasterKeyId: "key" });
    await cloud.delete(urnOf(TOPIC, "two"), cloud.existing[1]?.id ?? "");
    const again = cloudOf({ journal: fileJournal(file) });
    expect(contentsOf(again)).toEqual(contentsOf(cloud));
    expect(again.read(made.urn, made.id)?.inputs).toEqual({ name: "one", kmsMasterKeyId: "key" });
  });

  it("survives that its writer is killed in the middle of a line", async () => {
    const file = newFile();
    const cloud = cloudOf({ journal: fileJournal(file) });
    await cloud.create(urnOf(TOPIC, "one"), { name: "one" });
    appendFileSync(file, '{"operation":"create","urn":"urn:pul');
    const again = cloudOf({ journal: fileJournal(file) });
    expect(contentsOf(again)).toEqual(contentsOf(cloud));
    await again.create(urnOf(TOPIC, "two"), { name: "two" });
    expect(cloudOf({ journal: fileJournal(file) }).existing).toHaveLength(2);
  });

  it("keeps secrets, and shows none", async () => {
    const file = newFile();
    const cloud = cloudOf({ journal: fileJournal(file) });
    const inputs = { name: "one", policy: secretOnWire({ deep: [secret] }) };
    const { urn, id } = await cloud.create(urnOf(TOPIC, "one"), inputs);
    const { state } = await cloud.create(urnOf("random:index/randomPassword:RandomPassword", "made"), { length: 40 });
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(CANARY);
    expect(text).not.toContain((state["result"] as { readonly value: string }).value);
    expect(cloudOf({ journal: fileJournal(file) }).read(urn, id)?.inputs).toEqual(inputs);
    expect(() => simulatedCloud({ journal: fileJournal(file), seed: "another" })).toThrow();
  });

  it("of a whole stack shows no secret, nor anything that is made of one", async () => {
    const journal = memoryJournal();
    await up(cloudOf({ journal }), graphOf({ cloud: "gcp", tier: "dev" }), { secret });
    expect(JSON.stringify(journal.read())).not.toMatch(CANARY);
  });
});

describe("a seed", () => {
  it("makes a world, and another one another", async () => {
    const graph = graphOf({ cloud: "aws", tier: "dev" });
    const worlds = [cloudOf(), cloudOf(), cloudOf({ seed: `not ${SEED}` })] as const;
    for (const world of worlds) await up(world, graph);
    const [one, same, other] = worlds.map(contentsOf);
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });
});
