import { createRequire } from "node:module";
import { getOrganization, interpolate, output, runtime, secret, StackReference } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { SECRET, UNKNOWN } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { FAKE_STACK, FakeProvider, Group, Store } from "./fakes";

const MODES = ["firstPreview", "resolved", "update"] as const;
const URN = "urn:pulumi:dev::fakes::";

async function recorded(program: () => unknown, options: Partial<Parameters<typeof record>[1]> = {}) {
  const graph = await record(async () => program(), { ...FAKE_STACK, ...options });
  return { graph, of: (name: string) => graph.resources.find((resource) => resource.name === name) };
}

/** One resource that stands on another one, below two components. */
function nested() {
  const providers = [new FakeProvider("fake")];
  const outer = new Group("outer", () => undefined, { type: "crm:platform:Platform", providers });
  const make = (parent: Group) => {
    const first = new Store("first", { size: 1, label: "a" }, { parent });
    new Store(
      "second",
      { label: interpolate`at ${first.address}`, settings: { id: first.id } },
      { parent, dependsOn: first },
    );
  };
  return new Group("inner", make, { parent: outer });
}

describe("a recorded resource", () => {
  it("has the URN that the engine gives it: all parents' types, without the stack's", async () => {
    const { of } = await recorded(nested);
    expect(of("fakes-dev")?.urn).toBe(`${URN}pulumi:pulumi:Stack::fakes-dev`);
    expect(of("fake")?.urn).toBe(`${URN}pulumi:providers:fake::fake`);
    expect(of("first")?.urn).toBe(`${URN}crm:platform:Platform$crm:fake:Database$fake:data/store:Store::first`);
  });

  it("names its parent, its provider and what it depends on", async () => {
    const { of } = await recorded(nested);
    const first = of("first")?.urn;
    expect(of("second")).toMatchObject({
      custom: true,
      parent: of("inner")?.urn,
      provider: `${URN}pulumi:providers:fake::fake`,
      dependencies: [first],
      propertyDependencies: { label: [first], settings: [first] },
    });
    expect(of("inner")).toMatchObject({ custom: false, provider: null });
  });

  it("carries every option that the program set", async () => {
    const opts = {
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["size"],
      replaceOnChanges: ["label"],
      aliases: [{ name: "old" }, { type: "fake:data/store:Old" }, "urn:pulumi:dev::fakes::x::y"],
      customTimeouts: { create: "5m" },
    };
    const { of } = await recorded(() => {
      const keeper = new Store("keeper", {});
      new Store("kept", {}, { ...opts, deletedWith: keeper });
    });
    expect(of("kept")).toMatchObject({
      ...opts,
      deletedWith: of("keeper")?.urn,
      aliases: [`${URN}fake:data/store:Store::old`, `${URN}fake:data/store:Old::kept`, "urn:pulumi:dev::fakes::x::y"],
    });
    expect(of("keeper")).toMatchObject({ protect: false, deletedWith: null, aliases: [], customTimeouts: null });
  });

  it("has no inputs that were never given", async () => {
    const { of } = await recorded(() => new Store("bare", { size: 1 }));
    expect(of("bare")?.inputs).toEqual({ size: 1 });
  });

  it("is refused when another one has the same URN", async () => {
    await expect(recorded(() => [new Store("twin", {}), new Store("twin", {})])).rejects.toThrow(/two resources.*twin/);
  });
});

describe("a value that only the cloud knows", () => {
  it("is unknown in a first preview", async () => {
    const { of } = await recorded(nested, { mode: "firstPreview" });
    expect(of("second")?.inputs).toEqual({ label: UNKNOWN, settings: { id: UNKNOWN } });
  });

  it.each(["resolved", "update"] as const)("reads <name.property> in mode %s", async (mode) => {
    const { of } = await recorded(nested, { mode });
    expect(of("second")?.inputs).toEqual({ label: "at <first.address>", settings: { id: "<first.id>" } });
  });

  it.each(MODES)("is computed in a preview or not, as mode %s says", async (mode) => {
    const { graph } = await recorded(() => ({ preview: runtime.isDryRun() }), { mode });
    expect(graph.outputs).toEqual({ preview: mode !== "update" });
  });

  it("changes no URN from mode to mode", async () => {
    const urns = [];
    for (const mode of MODES) urns.push((await recorded(nested, { mode })).graph.resources.map(({ urn }) => urn));
    expect(urns[0]).toHaveLength(6);
    expect(urns[1]).toEqual(urns[0]);
    expect(urns[2]).toEqual(urns[0]);
  });
});

describe("a secret", () => {
  it.each(MODES)("is never readable in mode %s, at any depth or through any output", async (mode) => {
    const { graph, of } = await recorded(
      () => {
        const made = new Store("made", { label: secret("canary"), settings: { deep: [{ key: secret("canary") }] } });
        new Store("derived", { label: interpolate`x-${made.label}`, settings: { password: made.password } });
        return { label: made.label, password: made.password };
      },
      { mode },
    );
    expect(JSON.stringify(graph)).not.toContain("canary");
    expect(of("made")?.inputs).toEqual({ label: SECRET, settings: { deep: [{ key: SECRET }] } });
    expect(of("derived")?.inputs["label"]).toBe(SECRET);
    expect(graph.outputs["label"]).toBe(SECRET);
  });

  it("is what the resource says is one", async () => {
    const { of } = await recorded(() => {
      const made = new Store("made", {});
      new Store("user", { label: made.password, settings: { address: made.address } });
    });
    expect(of("user")?.inputs).toEqual({ label: SECRET, settings: { address: "<made.address>" } });
  });
});

describe("the rest of a graph", () => {
  it("has the outputs of the stack and of its components", async () => {
    const { graph, of } = await recorded(() => ({ inner: nested().urn, list: [1, output("two")] }));
    expect(graph.outputs).toEqual({ inner: of("inner")?.urn, list: [1, "two"] });
    expect(graph.componentOutputs[of("inner")?.urn ?? ""]).toEqual({ made: "inner" });
  });

  it("has what the stack was last deployed with, which is no resource", async () => {
    const program = async () => {
      const self = new StackReference("self", { name: `${getOrganization()}/fakes/dev` });
      return { placement: (await self.getOutputDetails("placement")).value ?? "never deployed" };
    };
    const first = await record(program, FAKE_STACK);
    expect(first.outputs).toEqual({ placement: "never deployed" });
    expect(first.resources).toHaveLength(1);
    const later = await record(program, { ...FAKE_STACK, deployed: { placement: { cloud: "aws" } } });
    expect(later.outputs).toEqual({ placement: { cloud: "aws" } });
  });

  it("starts from the configuration it was given, and from nothing else", async () => {
    const program = () => ({ ...runtime.allConfig() });
    await recorded(program, { config: { "crm:a": "1", "crm:b": "2" } });
    const { graph } = await recorded(program, { config: { "crm:a": "3" } });
    expect(graph.outputs).toEqual({ "crm:a": "3" });
  });
});

describe("a program that fails", () => {
  it("rejects the recording with its own error, and the next recording works", async () => {
    const bug = new Error("bug");
    const program = () => {
      new Store("begun", {});
      throw bug;
    };
    await expect(recorded(program)).rejects.toBe(bug);
    expect((await recorded(nested)).graph.resources).toHaveLength(6);
  });

  it("is one that looks something up", async () => {
    const lookup = () => runtime.invoke("fake:data/getZones:getZones", {});
    await expect(recorded(lookup)).rejects.toThrow(/^fake:data\/getZones:getZones was looked up/);
    const { graph } = await recorded(() => lookup().catch(() => undefined));
    expect(graph.invokes).toEqual(["fake:data/getZones:getZones"]);
    await expect(recorded(() => new Store("read", {}, { id: "x" }))).rejects.toThrow(/Store was looked up/);
  });

  it("is none that asks for credentials of its own resource, once that exists", async () => {
    const token = "azure-native:redisenterprise:listDatabaseKeys";
    const keys = () => runtime.invoke(token, { clusterName: "<cache.name>" });
    await expect(recorded(keys)).resolves.toMatchObject({ graph: { invokes: [] } });
    await recorded(async () => {
      expect(await keys()).toMatchObject({ primaryKey: "<cache.primaryKey>" });
    });
  });

  it("leaves stack traces and the SDK's search for leaks as they were", async () => {
    const sdk = createRequire(require.resolve("@pulumi/pulumi"))("./runtime/debuggable") as object;
    const before = { ...sdk };
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 7;
    await recorded(() => Promise.reject(new Error("bug"))).catch(() => undefined);
    await recorded(nested);
    expect(Error.stackTraceLimit).toBe(7);
    expect(new Error("traced").stack).toContain("record.test");
    Error.stackTraceLimit = limit;
    expect({ ...sdk }).toEqual(before);
  });
});
