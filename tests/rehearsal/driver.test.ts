import { describe, expect, it } from "vitest";
import { secretOnWire } from "../../src/graph/wire";
import { down, up } from "../../src/rehearsal/driver";
import { minutesFor } from "../../src/rehearsal/latency";
import { memoryJournal } from "../../src/rehearsal/journal";
import { Refused } from "../../src/rehearsal/simulated";
import { UNKNOWN_ON_WIRE } from "../../src/rehearsal/values";
import { changes, drop, graphFrom, put, resource, set, type Draft } from "../policy/builder";
import { cloudOf, troubles, urnOf } from "./clouds";

const VPC = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const SUBNET = resource("aws:ec2/subnet:Subnet", "subnet", { vpcId: "<vpc.id>", cidrBlock: "10.0.1.0/24" });
const TOPIC = resource("aws:sns/topic:Topic", "topic", { name: "alarms" });
const ROLE = resource("aws:iam/role:Role", "role", { assumeRolePolicy: "{}" });
const PASSWORD = resource("random:index/randomPassword:RandomPassword", "password", { length: 20, special: false });
const DRAFTS: readonly Draft[] = [SUBNET, VPC, TOPIC, ROLE];

/** Made, changed to what `change` makes of it, and made to be so. */
async function life(drafts: readonly Draft[], change: (drafts: readonly Draft[]) => readonly Draft[]) {
  const cloud = cloudOf();
  const before = await up(cloud, graphFrom(drafts));
  const after = await up(cloud, graphFrom(change(drafts)), { checkpoint: before.checkpoint });
  const named = (name: string) => cloud.existing.filter(({ urn }) => urn.endsWith(`::${name}`));
  return { cloud, before, after, named };
}

describe("the driver", () => {
  it("makes things in the order of their dependencies, and puts real ids in the place of symbols", async () => {
    const { before, named } = await life(DRAFTS, (drafts) => drafts);
    expect(troubles(before)).toEqual([]);
    expect(named("subnet")[0]?.inputs["vpcId"]).toBe(named("vpc")[0]?.id);
    expect(named("vpc")[0]?.id).toMatch(/^vpc-[0-9a-f]{17}$/);
  });

  it("changes in place what can be changed", async () => {
    const { after, named } = await life(DRAFTS, set("topic", { kmsMasterKeyId: "key" }));
    expect(after.updated).toHaveLength(1);
    expect(named("topic")[0]?.inputs["kmsMasterKeyId"]).toBe("key");
  });

  it("makes anew what can't be changed, and what stands on it", async () => {
    const change = changes(put("vpc", "cidrBlock", "10.1.0.0/16"), put("subnet", "cidrBlock", "10.1.1.0/24"));
    const { after, before, named } = await life(DRAFTS, change);
    expect(troubles(after)).toEqual([]);
    expect(after.replaced).toHaveLength(2);
    expect(named("vpc")).toHaveLength(1);
    expect(named("vpc")[0]?.id).not.toBe(
      [...before.checkpoint.values()].find(({ resource: { name } }) => name === "vpc")?.id,
    );
  });

  it("deletes before it makes again what has a name of its own", async () => {
    const { after, named } = await life(DRAFTS, set("topic", { name: "pages" }));
    expect(troubles(after)).toEqual([]);
    expect(named("topic").map(({ inputs }) => inputs["name"])).toEqual(["pages"]);
  });

  it("deletes what the graph no longer has", async () => {
    const { after, named } = await life(DRAFTS, drop("subnet"));
    expect(after.deleted).toHaveLength(1);
    expect(named("subnet")).toEqual([]);
  });

  it("does not replace what is protected", async () => {
    const kept = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }, { protect: true });
    const { after, named } = await life([kept], put("vpc", "cidrBlock", "10.1.0.0/16"));
    expect(after.failed.map(({ message }) => message)).toEqual(["it is protected"]);
    expect(named("vpc")[0]?.inputs["cidrBlock"]).toBe("10.0.0.0/16");
  });

  it("does not try what waits for something that failed", async () => {
    const run = await up(cloudOf(), graphFrom([resource("aws:ec2/vpc:Vpc", "vpc", {}), SUBNET]));
    expect(run.failed.map(({ operation }) => operation)).toEqual(["check"]);
    expect(run.skipped).toHaveLength(1);
  });

  it("tells of what somebody else has made, and of what somebody else has deleted", async () => {
    const { cloud, before } = await life([TOPIC], (drafts) => drafts);
    await cloud.create(urnOf("aws:sns/topic:Topic", "stranger"), { name: "stranger" });
    const [topic] = before.checkpoint.values();
    await cloud.delete(topic?.resource.urn ?? "", topic?.id ?? "");
    const run = await up(cloud, graphFrom([TOPIC]), { checkpoint: before.checkpoint });
    expect(run.leaked.map(({ inputs }) => inputs["name"])).toEqual(["stranger"]);
    expect(run.lost).toHaveLength(1);
    expect((await down(cloud, before.checkpoint)).failed).toHaveLength(1);
  });

  it("keeps secret what is made of a secret", async () => {
    const journal = memoryJournal();
    const cloud = cloudOf({ journal });
    const user = resource("mongodbatlas:index/project:Project", "user", { orgId: "say <password.result> twice" });
    const run = await up(cloud, graphFrom([PASSWORD, user]));
    expect(troubles(run)).toEqual([]);
    const made = cloud.existing.find(({ urn }) => urn.endsWith("::password"));
    const { value } = made?.state["result"] as { readonly value: string };
    expect(value).toHaveLength(20);
    expect(cloud.existing.find(({ urn }) => urn.endsWith("::user"))?.inputs["orgId"]).toEqual(
      secretOnWire(`say ${value} twice`),
    );
    expect(JSON.stringify(journal.read())).not.toContain(value);
  });
});

describe("a cloud that is not there", () => {
  const role = "azure-native:authorization:RoleAssignment";
  const identity = "azure-native:managedidentity:UserAssignedIdentity";

  it("does not know a new identity everywhere at once: only who says what it is can use it", async () => {
    const cloud = cloudOf();
    await cloud.create(urnOf("azure-native:resources:ResourceGroup", "group"), { resourceGroupName: "group" });
    const { state } = await cloud.create(urnOf(identity, "someone"), {
      resourceName: "one",
      resourceGroupName: "group",
    });
    const inputs = { principalId: state["principalId"], roleDefinitionId: "reader", scope: "/subscriptions/1" };
    await expect(cloud.create(urnOf(role, "may"), inputs)).rejects.toThrow("PrincipalNotFound");
    await cloud.create(urnOf(role, "may"), inputs);
    const other = await cloud.create(urnOf(identity, "other"), { resourceName: "two", resourceGroupName: "group" });
    const said = { ...inputs, principalId: other.state["principalId"], principalType: "ServicePrincipal" };
    await cloud.create(urnOf(role, "also"), said);
  });

  it("makes up names that its services take", async () => {
    const cloud = cloudOf();
    const name = "crm-edge-a-name-that-is-much-longer-than-a-target-group-may-have";
    const vpc = await cloud.create(urnOf("aws:ec2/vpc:Vpc", "vpc"), { cidrBlock: "10.0.0.0/16" });
    const { state } = await cloud.create(urnOf("aws:lb/targetGroup:TargetGroup", name), { vpcId: vpc.id });
    expect(state["name"]).toMatch(/^crm-edge-[a-z-]+-[0-9a-f]{7}$/);
    expect(String(state["name"]).length).toBeLessThanOrEqual(32);
    expect(() => cloud.fill(vpc.urn, "not-there")).toThrow("there is no");
  });

  it("shows in a preview what was asked for, and of the rest that it is not known", () => {
    const shown = cloudOf().preview(urnOf("aws:eks/cluster:Cluster", "eks"), {
      name: "eks",
      vpcConfig: { subnetIds: [] },
    });
    expect(shown["name"]).toBe("eks");
    expect(shown["endpoint"]).toBe(UNKNOWN_ON_WIRE);
    expect(shown["vpcConfig"]).toBe(UNKNOWN_ON_WIRE);
  });

  it("answers the two calls for credentials of what exists, and no lookup", async () => {
    const cloud = cloudOf();
    const token = "azure-native:containerservice:listManagedClusterUserCredentials";
    expect(() => cloud.invoke(token, { resourceName: "aks" })).toThrow(Refused);
    expect(() => cloud.invoke("aws:index/getRegion:getRegion", {})).toThrow("lookup");
    await cloud.create(urnOf("azure-native:resources:ResourceGroup", "group"), { resourceGroupName: "group" });
    await cloud.create(urnOf("azure-native:containerservice:ManagedCluster", "aks"), {
      ...{ resourceName: "aks", resourceGroupName: "group", dnsPrefix: "aks", location: "eastus2" },
      ...{ agentPoolProfiles: [{}], identity: { type: "SystemAssigned" } },
    });
    const { kubeconfigs } = cloud.invoke(token, { resourceName: "aks" });
    const [{ value } = { value: "" }] = kubeconfigs as readonly { readonly value: string }[];
    expect(Buffer.from(value, "base64").toString()).toMatch(/certificate-authority-data: \S{64}/);
  });

  it("refuses to change what makes another resource of it", async () => {
    const cloud = cloudOf();
    const { urn, id } = await cloud.create(urnOf("aws:sns/topic:Topic", "topic"), { name: "one" });
    await expect(cloud.update(urn, id, { name: "two" })).rejects.toThrow("can't be changed");
    expect(cloud.diff(urn, { name: "one", a: { b: 1 } }, { name: "two", a: { b: 2 } })).toEqual({
      changed: ["name", "a.b"],
      replaces: ["name"],
    });
  });

  it("tells secrets apart by what they hold", () => {
    const cloud = cloudOf();
    const urn = urnOf("aws:sns/topic:Topic", "topic");
    expect(cloud.diff(urn, { a: secretOnWire("1") }, { a: secretOnWire("2") }).changed).toEqual(["a"]);
    expect(cloud.diff(urn, { a: secretOnWire("1") }, { a: "1" }).changed).toEqual([]);
  });

  it("takes its time", () => {
    const subject = { urn: "", type: "aws:eks/cluster:Cluster", name: "eks" };
    expect(minutesFor("create", subject, {})).toBeGreaterThan(5);
    expect(minutesFor("update", subject, {}, ["version"])).toBeGreaterThan(5);
    expect(minutesFor("update", subject, {}, ["tags"])).toBe(0);
  });

  it("has no cluster to delete an object from when the cluster is gone", async () => {
    const cloud = cloudOf();
    const cluster = await cloud.create(urnOf("gcp:container/cluster:Cluster", "gke"), {
      name: "gke",
      location: "us-central1",
    });
    const space = await cloud.create(urnOf("kubernetes:core/v1:Namespace", "crm"), { metadata: { name: "crm" } });
    await cloud.delete(cluster.urn, cluster.id);
    await expect(cloud.delete(space.urn, space.id)).rejects.toThrow("unreachable");
  });

  it("keeps a controller as long as it has finalizers to take off", async () => {
    const cloud = cloudOf();
    await cloud.create(urnOf("gcp:container/cluster:Cluster", "gke"), { name: "gke", location: "us-central1" });
    await cloud.create(urnOf("gcp:container/nodePool:NodePool", "nodes"), { cluster: "gke" });
    const object = {
      urn: urnOf("kubernetes:keda.sh/v1alpha1:ScaledObject", "api"),
      inputs: { metadata: { name: "api" } },
    };
    await expect(cloud.create(object.urn, object.inputs)).rejects.toThrow("keda");
    const keda = await cloud.create(urnOf("kubernetes:helm.sh/v3:Release", "keda"), { name: "keda", chart: "keda" });
    const { id } = await cloud.create(object.urn, object.inputs);
    await expect(cloud.delete(keda.urn, keda.id)).rejects.toThrow("finalizer");
    await cloud.delete(object.urn, id);
    await cloud.delete(keda.urn, keda.id);
  });
});
