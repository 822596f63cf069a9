import { describe, expect, it } from "vitest";
import { bareResource, SECRET, type GraphResource } from "../../src/graph/graph";
import { secretOnWire } from "../../src/graph/wire";
import { differencesFromCloud, differencesFromPlan, fits } from "../../src/rehearsal/agreement";
import type { StateResource } from "../../src/rehearsal/state";

const TYPE = "aws:s3/bucket:Bucket";
const URN = `urn:pulumi:dev::sequelstring-crm::${TYPE}::recordings`;
const inputs = { name: "recordings", key: secretOnWire("hush") };
const known: StateResource = {
  urn: URN,
  type: TYPE,
  custom: true,
  id: "b-1",
  inputs,
  outputs: { ...inputs, arn: "arn" },
};
const there = { urn: URN, type: TYPE, id: "b-1", inputs, state: { ...inputs, arn: "arn" } };
const state = (...resources: readonly StateResource[]) => ({ resources, pending: [] });

describe("a state and a cloud", () => {
  it("agree on resources, ids, inputs and outputs", () => {
    expect(differencesFromCloud(state(known), [there])).toEqual([]);
  });

  it("differ by what leaked, what was lost, and what was changed", () => {
    expect(differencesFromCloud(state(), [there])).toEqual([`${URN} (b-1) exists and is not in the state`]);
    expect(differencesFromCloud(state(known), [])).toEqual([`${URN} (b-1) is in the state and does not exist`]);
    expect(differencesFromCloud(state(known), [{ ...there, id: "b-2" }])).toHaveLength(2);
    expect(differencesFromCloud(state({ ...known, inputs: { name: "other" } }), [there])).toEqual([
      `${URN} (b-1): inputs.name is not what the state says`,
      `${URN} (b-1): inputs.key is not what the state says`,
    ]);
    expect(differencesFromCloud(state({ ...known, outputs: inputs }), [there])).toEqual([
      `${URN} (b-1): outputs.arn is not what the state says`,
    ]);
  });

  it("need not agree on components, providers and what was only read", () => {
    const others = [
      { ...known, custom: false },
      { ...known, type: "pulumi:providers:aws" },
      { ...known, external: true },
    ];
    expect(differencesFromCloud(state(...others), [])).toEqual([]);
  });
});

describe("a plan and a state", () => {
  const planned: GraphResource = {
    ...bareResource({
      ...{ urn: URN, type: TYPE, name: "recordings" },
      inputs: { name: "recordings", key: SECRET, version: 7 },
    }),
    ...{ dependencies: ["urn:a", "urn:b"], propertyDependencies: { key: ["urn:a"], version: ["urn:a"] } },
  };
  const real: StateResource = {
    ...known,
    inputs: { ...inputs, version: 8 },
    dependencies: ["urn:b", "urn:a"],
    propertyDependencies: { key: ["urn:a"], version: ["urn:a"], name: null },
  };

  it("agree where a number was made of what only the cloud knows", () => {
    expect(differencesFromPlan(state(real), [planned])).toEqual([]);
    const { key } = planned.propertyDependencies;
    const constant = { ...planned, propertyDependencies: { key: key ?? [] } };
    expect(differencesFromPlan(state(real), [constant])).toEqual([
      `${URN}: input version is not as planned`,
      `${URN}: input version has other dependencies than planned`,
    ]);
  });

  it("differ by resources, inputs and dependencies", () => {
    expect(differencesFromPlan(state(), [planned])).toEqual([`${URN} is only in the plan`]);
    expect(differencesFromPlan(state(real), [])).toEqual([`${URN} is not in the plan`]);
    expect(differencesFromPlan(state({ ...real, dependencies: ["urn:a"] }), [planned])).toEqual([
      `${URN}: other dependencies than planned`,
    ]);
    expect(differencesFromPlan(state({ ...real, inputs: { ...real.inputs, name: "x", more: 1 } }), [planned])).toEqual([
      `${URN}: input name is not as planned`,
      `${URN}: input more is not as planned`,
    ]);
  });
});

describe("a value", () => {
  it.each([
    ["a", "a"],
    ["<crm-vpc.id>", "vpc-1"],
    ["<crm-node.count>", 3],
    ["arn:<crm-vpc.arn>/*", "arn:aws:1/*"],
    [{ a: ["<crm-vpc.id>"] }, { a: ["vpc-1"] }],
    [SECRET, SECRET],
    [{ "<crm-keys.id>": {} }, { "/subscriptions/1/keys": {} }],
  ])("%j may turn out as %j", (planned, real) => {
    expect(fits(planned, real)).toBe(true);
  });

  it.each([
    ["a", "b"],
    ["<crm-vpc.id>", undefined],
    ["arn:<crm-vpc.arn>/*", "arn:aws:1/?"],
    ["(<crm-vpc.id>", "vpc-1"],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [["a"], { 0: "a" }],
    [["a"], ["a", "b"]],
    [undefined, SECRET],
    [{ "id/<crm-keys.id>": {} }, { "/subscriptions/1/keys": {} }],
    [SECRET, "anything"],
    ["anything", SECRET],
  ])("%j may not turn out as %j", (planned, real) => {
    expect(fits(planned, real)).toBe(false);
  });
});
