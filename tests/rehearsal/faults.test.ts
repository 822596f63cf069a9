import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import type { Graph } from "../../src/graph/graph";
import { down, up, type Run } from "../../src/rehearsal/driver";
import { everyFault, FAULT_KINDS, nameOf, sampleOf, type Fault } from "../../src/rehearsal/faults";
import { memoryJournal } from "../../src/rehearsal/journal";
import { HalfMade, Refused } from "../../src/rehearsal/simulated";
import { graphOf } from "../graphs";
import { cloudOf, contentsOf, troubles, urnOf } from "./clouds";

const typesOf = ({ resources }: Graph) =>
  resources.filter(({ type, custom }) => custom && !type.startsWith("pulumi:")).map(({ type }) => type);

/** Runs until nothing fails. After each run, state and world agree, but for deletions that nobody heard of. */
async function until(run: (last: Run | undefined) => Promise<Run>, most: number): Promise<Run> {
  let last: Run | undefined;
  for (let count = 0; count < most && last?.failed.length !== 0; count++) {
    last = await run(last);
    const { failed, leaked, lost } = last;
    const unheard = new Set(failed.flatMap(({ operation, urn }) => (operation === "delete" ? [urn] : [])));
    expect(leaked.map(({ urn }) => urn)).toEqual([]);
    expect(lost.map(({ resource }) => resource.urn).filter((urn) => !unheard.has(urn))).toEqual([]);
  }
  if (last === undefined) throw new Error("nothing was run");
  return last;
}

describe.each(CLOUDS)("faults on %s", (cloud) => {
  const graph = graphOf({ cloud, tier: "dev" });
  const faults = sampleOf(everyFault(typesOf(graph)), cloud, 40);

  it("are overcome by running again: the same world as without any, and nothing left of it", async () => {
    const [plain, troubled] = [cloudOf(), cloudOf({ faults })];
    await up(plain, graph);
    const made = await until((last) => up(troubled, graph, { checkpoint: last?.checkpoint ?? new Map() }), 41);
    expect(troubles(made)).toEqual([]);
    expect(contentsOf(troubled)).toEqual(contentsOf(plain));
    const gone = await until((last) => down(troubled, (last ?? made).checkpoint), 41);
    expect(troubles(gone)).toEqual([]);
    expect(troubled.existing).toEqual([]);
  });
});

describe("a fault", () => {
  const type = "aws:sns/topic:Topic";
  const urn = urnOf(type, "topic");
  const inputs = { name: "alarms" };
  const fault = (operation: Fault["operation"], kind: Fault["kind"]): Fault => ({ operation, type, kind });

  it("that nothing comes of leaves nothing", async () => {
    for (const kind of ["error", "throttled"] as const) {
      const cloud = cloudOf({ faults: [fault("create", kind)] });
      await expect(cloud.create(urn, inputs)).rejects.toBeInstanceOf(Refused);
      expect(cloud.existing).toEqual([]);
      await cloud.create(urn, inputs);
      expect(cloud.existing).toHaveLength(1);
    }
  });

  it("of something that was made all the same tells its id; asked again, it is well", async () => {
    for (const kind of ["timeout", "halfMade"] as const) {
      const cloud = cloudOf({ faults: [fault("create", kind)] });
      const failure: unknown = await cloud.create(urn, inputs).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(HalfMade);
      const [made] = cloud.existing;
      expect((failure as HalfMade).id).toBe(made?.id);
      await expect(cloud.create(urn, inputs)).rejects.toThrow("already exists");
      await cloud.update(urn, made?.id ?? "", inputs);
      await cloud.delete(urn, made?.id ?? "");
      expect(cloud.existing).toEqual([]);
    }
  });

  it("of a deletion that nobody heard of can be followed by another one; a third is a mistake", async () => {
    const cloud = cloudOf({ faults: [fault("delete", "timeout")] });
    const { id } = await cloud.create(urn, inputs);
    await expect(cloud.delete(urn, id)).rejects.toThrow("timeout");
    expect(cloud.existing).toEqual([]);
    await cloud.delete(urn, id);
    await expect(cloud.delete(urn, "never-was")).rejects.toThrow("there is no");
  });

  it("strikes once in the life of a journal, whoever reads it", async () => {
    const journal = memoryJournal();
    const faults = [fault("create", "error")];
    await expect(cloudOf({ journal, faults }).create(urn, inputs)).rejects.toThrow("InternalError");
    await cloudOf({ journal, faults }).create(urn, inputs);
  });
});

describe("a plan of faults", () => {
  it("has each kind for each operation, but no half of a deletion", () => {
    const all = everyFault(["b", "a", "a"]);
    expect(all).toHaveLength(2 * (3 * FAULT_KINDS.length - 1));
    expect(new Set(all.map(nameOf)).size).toBe(all.length);
    expect(all.filter(({ operation, kind }) => operation === "delete" && kind === "halfMade")).toEqual([]);
  });

  it("is drawn by its seed", () => {
    const all = everyFault(["a", "b", "c", "d"]);
    expect(sampleOf(all, "one", 5)).toEqual(sampleOf(all, "one", 5));
    expect(sampleOf(all, "one", 5)).not.toEqual(sampleOf(all, "other", 5));
  });
});
