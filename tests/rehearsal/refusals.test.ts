import { describe, expect, it } from "vitest";
import { wrongAddresses } from "../../src/rehearsal/refusals/addresses";
import { deletionOf } from "../../src/rehearsal/refusals/deletion";
import { takenId } from "../../src/rehearsal/refusals/existence";
import { ALL_RULES } from "../../src/rehearsal/refusals";
import { wrongInputs } from "../../src/rehearsal/refusals/inputs";
import { missingReference } from "../../src/rehearsal/refusals/references";
import type { Reference } from "../../src/rehearsal/refusals/rules";
import { subjectOf } from "../../src/rehearsal/subject";
import { UNKNOWN_ON_WIRE } from "../../src/rehearsal/values";
import type { World } from "../../src/rehearsal/world";
import { nested, place, urnOf, worldWith } from "./clouds";
import { LIMIT_CASES } from "./limit-cases";

const subject = (type: string, name = "asking") => subjectOf(urnOf(type, name));
const reasons = (type: string, inputs: object) =>
  wrongInputs(subject(type), { ...inputs }).map(({ property }) => property);
const residentOf = (world: World, name: string) => {
  const found = world.all.find(({ id }) => id === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
};

const REQUIRED = ALL_RULES.flatMap(({ required }) =>
  Object.entries(required).flatMap(([type, paths]) => paths.map((path) => [type, path] as const)),
);

describe("inputs that are missing", () => {
  it.each(REQUIRED)("%s needs %s", (type, path) => {
    expect(reasons(type, {})).toContain(path);
    expect(reasons(type, nested(path, UNKNOWN_ON_WIRE))).not.toContain(path);
  });
});

describe("values that are not allowed", () => {
  const limits = ALL_RULES.flatMap(({ limits: all }) => all);

  it.each(limits.map(({ type, path, says }) => [type, path, says] as const))("%s takes for %s %s", (type, path) => {
    const [right, wrong] = LIMIT_CASES[`${type} ${path}`] ?? [];
    expect(right).toBeDefined();
    expect(reasons(type, nested(path, right))).not.toContain(path);
    expect(reasons(type, nested(path, UNKNOWN_ON_WIRE))).not.toContain(path);
    expect(reasons(type, nested(path, wrong))).toContain(path);
  });
});

const REFERENCES = ALL_RULES.flatMap(({ references }) => references);
const titleOf = ({ from, path, value, to, hold }: Reference) =>
  `${from} ${path ?? value ?? ""} -> ${to.join()} ${hold}`;
/** A type that begins like that. */
const typeLike = (pattern: string) => pattern.replace("*", "some:Thing");

/** A world with what a request names, and the request. */
function bothSides({ from, path, value, to, by }: Reference) {
  const name = value ?? "the-name";
  const [target = ""] = to;
  const [property = "id"] = by;
  const state = property === "id" ? {} : nested(property, name);
  const inputs = path === undefined ? {} : nested(path, name);
  return { asking: subject(typeLike(from)), inputs, target: typeLike(target), state, name };
}

describe("references", () => {
  // A namespace is asked for by everything in a cluster, which itself has to be there: the driver's suite makes both.
  const cases = REFERENCES.filter(({ from, by }) => !from.startsWith("kubernetes:") && by.length > 0);

  it.each(cases.map((reference) => [titleOf(reference), reference] as const))("%s", (_, reference) => {
    const { asking, inputs, target, state, name } = bothSides(reference);
    const isThere = worldWith([target, name, state]);
    const others = worldWith([target, "another", {}]);
    const complaint = missingReference(isThere, asking, inputs);
    const path = reference.path ?? "";
    // The same input may name two things; then this one is not what is missing.
    const isOnlyOne = cases.filter((other) => other.from === reference.from && other.path === path).length === 1;
    if (isOnlyOne) expect(complaint).toBeUndefined();
    expect(missingReference(others, asking, inputs)).toContain(name);
    place(isThere, asking.type, asking.name, inputs);
    const { going, refusal } = deletionOf(isThere, residentOf(isThere, name));
    expect(refusal !== undefined).toBe(reference.hold === "refuses");
    expect(going.length).toBe(reference.hold === "goesAlong" ? 2 : 1);
  });
});

describe("what keeps a resource", () => {
  const guards = ALL_RULES.flatMap(({ guards: all }) => all);

  it.each(guards.map((guard) => [`${guard.type} ${guard.path}`, guard] as const))(
    "%s",
    (_, { type, path, is, filled }) => {
      const kept = worldWith([type, "kept", nested(path, is)]);
      const free = worldWith([type, "free", nested(path, is === "PREVENT" ? "DELETE" : !is)]);
      if (filled === true) {
        expect(deletionOf(kept, residentOf(kept, "kept")).refusal).toBeUndefined();
        for (const world of [kept, free]) world.all.forEach((resident) => world.fill(resident));
      }
      expect(deletionOf(kept, residentOf(kept, "kept")).refusal).toContain("kept");
      expect(deletionOf(free, residentOf(free, "free")).refusal).toBeUndefined();
    },
  );

  it("a lock of Azure keeps what is below its scope, and nothing else", () => {
    const scope = "/subscriptions/1/resourceGroups/data";
    const world = worldWith(["azure-native:authorization:ManagementLockByScope", "lock", { scope }]);
    place(
      world,
      "azure-native:storage:StorageAccount",
      "in",
      {},
      `${scope}/providers/Microsoft.Storage/storageAccounts/in`,
    );
    place(world, "azure-native:storage:StorageAccount", "out", {}, "/subscriptions/1/resourceGroups/other/out");
    const refusalOf = (id: string) => deletionOf(world, residentOf(world, id)).refusal;
    expect(refusalOf(`${scope}/providers/Microsoft.Storage/storageAccounts/in`)).toContain("ScopeLocked");
    expect(refusalOf("/subscriptions/1/resourceGroups/other/out")).toBeUndefined();
  });
});

describe("names", () => {
  const bucket = "aws:s3/bucket:Bucket";

  it("of two resources are not the same, but in two regions", () => {
    const world = worldWith([bucket, "assets", { region: "us-east-1" }]);
    expect(takenId(world, subject(bucket), "assets", { region: "us-east-1" })).toContain("already exists");
    expect(takenId(world, subject(bucket), "assets", { region: "us-west-2" })).toBeUndefined();
    expect(takenId(world, subject(bucket), "logs", { region: "us-east-1" })).toBeUndefined();
  });

  const kept = ALL_RULES.flatMap(({ keeps }) => keeps);
  const [on, off] = [
    { days: 30, policy: "ABANDON", flag: true },
    { days: 0, policy: "DELETE", flag: false },
  ];
  const valueFor = (path: string, of: typeof on) =>
    path.endsWith("Days") ? of.days : path.endsWith("Policy") ? of.policy : of.flag;

  it.each(kept.map((rule) => [rule.type, rule] as const))("of %s are kept for a while", (type, { path }) => {
    const taken = (of: typeof on) => {
      const world = worldWith([type, "gone", path === undefined ? {} : nested(path, valueFor(path, of))]);
      world.remove(residentOf(world, "gone"), "deleted");
      return takenId(world, subject(type), "gone", {});
    };
    expect(taken(on)).toContain("gone");
    if (path !== undefined) expect(taken(off)).toBeUndefined();
  });
});

describe("addresses", () => {
  const vpc = ["aws:ec2/vpc:Vpc", "vpc-1", { cidrBlock: "10.0.0.0/16" }] as const;
  const subnet = (cidrBlock: string) => ({ vpcId: "vpc-1", cidrBlock });
  const ask = (world: World, cidr: string) => wrongAddresses(world, subject("aws:ec2/subnet:Subnet"), subnet(cidr));

  it("of a subnet are in its network, and nobody else's", () => {
    const world = worldWith(vpc, ["aws:ec2/subnet:Subnet", "subnet-1", subnet("10.0.1.0/24")]);
    expect(ask(world, "10.0.2.0/24")).toBeUndefined();
    expect(ask(world, "10.1.2.0/24")).toContain("10.1.2.0/24 is not in");
    expect(ask(world, "10.0.0.0/15")).toContain("is not in");
    expect(ask(world, "10.0.1.128/25")).toContain("overlaps");
  });

  it("of pods and of managed services count as well", () => {
    const type = "gcp:compute/subnetwork:Subnetwork";
    const range = { network: "net", address: "10.0.32.0", prefixLength: 20, purpose: "VPC_PEERING" };
    const world = worldWith(["gcp:compute/globalAddress:GlobalAddress", "range", range]);
    const asked = (ipCidrRange: string, pods: string) =>
      wrongAddresses(world, subject(type), { network: "net", ipCidrRange, secondaryIpRanges: [{ ipCidrRange: pods }] });
    expect(asked("10.0.1.0/24", "10.0.128.0/17")).toBeUndefined();
    expect(asked("10.0.33.0/24", "10.0.128.0/17")).toContain("overlaps");
    expect(asked("10.0.1.0/24", "10.0.0.0/18")).toContain("overlaps");
  });

  it("of Azure's subnets are in the network's own", () => {
    const network = { virtualNetworkName: "vnet", name: "vnet", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
    const world = worldWith(["azure-native:network:VirtualNetwork", "vnet", network]);
    const asked = (addressPrefix: string) =>
      wrongAddresses(world, subject("azure-native:network:Subnet"), { virtualNetworkName: "vnet", addressPrefix });
    expect(asked("10.0.1.0/24")).toBeUndefined();
    expect(asked("10.9.1.0/24")).toContain("is not in");
  });
});
