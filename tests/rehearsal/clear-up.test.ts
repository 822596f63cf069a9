import { describe, expect, it } from "vitest";
import { clearUp } from "../../src/rehearsal/clear-up";
import { run } from "../../src/rehearsal/processes";
import type { Stage } from "../../src/rehearsal/stage";
import type { RehearsedStack } from "../../src/rehearsal/stack";
import { stateOf } from "../../src/rehearsal/state";
import { cloudOf } from "./clouds";

const PARENT = "urn:pulumi:dev::crm::crm:aws:Cache::crm-cache";
const PROVIDER = "urn:pulumi:dev::crm::pulumi:providers:aws::aws";
const urnOf = (name: string) => `urn:pulumi:dev::crm::crm:aws:Cache$aws:sns/topic:Topic::${name}`;

/** A stack whose engine died while it made two topics, of which the cloud has one. */
async function stuck() {
  const cloud = cloudOf();
  const { id } = await cloud.create(urnOf("made"), { name: "made" });
  const pending = (name: string) => ({
    type: "creating",
    resource: { urn: urnOf(name), parent: PARENT, provider: `${PROVIDER}::4f2a` },
  });
  const exported = { deployment: { pending_operations: [pending("made"), pending("never made")] } };
  const commands: string[][] = [];
  const files = new Map<string, string>();
  const stack = {
    name: "dev",
    state: async () => stateOf(JSON.stringify(exported)),
    manage: async (...args: string[]) => void commands.push(args),
  } as unknown as RehearsedStack;
  const workspace = { write: (file: string, text: string) => void files.set(file, text) };
  await clearUp({ cloud, workspace } as unknown as Stage, stack);
  return { id, commands, files };
}

describe("clearing up after an engine that died", () => {
  it("takes the lock away, forgets what was begun, and takes over what came of it", async () => {
    const { id, commands, files } = await stuck();
    expect(commands.map(([command]) => command)).toEqual(["cancel", "refresh", "import"]);
    expect(commands[1]).toContain("--clear-pending-creates");
    const { nameTable, resources } = JSON.parse(files.get("orphans.json") ?? "") as {
      readonly nameTable: Record<string, string>;
      readonly resources: readonly Record<string, string>[];
    };
    expect(resources).toHaveLength(1);
    const [orphan = {}] = resources;
    expect(orphan).toMatchObject({ type: "aws:sns/topic:Topic", name: "made", id });
    expect([orphan["parent"], orphan["provider"]].map((name) => nameTable[name ?? ""])).toEqual([PARENT, PROVIDER]);
  });
});

describe("a process that is killed", () => {
  it("ends with all that descends from it, as if the machine had died", async () => {
    const surroundings = { folder: ".", environment: { PATH: process.env["PATH"] ?? "" } };
    const isTime = new Promise<void>((settle) => setTimeout(settle, 200));
    const ended = await run("sh", ["-c", "trap '' INT TERM; sleep 60 & sleep 60"], surroundings, isTime);
    expect([ended.killed, ended.exitCode]).toEqual([true, -1]);
  });

  it("is not when it ends before that", async () => {
    const surroundings = { folder: ".", environment: { PATH: process.env["PATH"] ?? "" } };
    const ended = await run("sh", ["-c", "echo done"], surroundings, new Promise(() => undefined));
    expect(ended).toMatchObject({ killed: false, exitCode: 0, output: "done\n" });
  });
});
