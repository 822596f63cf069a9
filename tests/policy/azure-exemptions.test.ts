import { describe, expect, it } from "vitest";
import { AZURE } from "../../src/policy/azure/types";
import type { StackKind } from "../../src/policy/applicability";
import { evaluate } from "../../src/policy/evaluate";
import { add, type Change, changes, drop, graphFrom, put, resource, set } from "./builder";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { MODELS } from "./model";

const DEV = kindOfVariant({ cloud: "azure", tier: "dev" });
const STAGING = kindOfVariant({ cloud: "azure", tier: "staging" });
const PRODUCTION = kindOfVariant({ cloud: "azure", tier: "production" });
const MVP = kindOfVariant({ cloud: "azure", tier: "production", phase: "mvp" });
const ENTERPRISE = kindOfVariant({ cloud: "azure", tier: "enterprise" });

/** What becomes of one rule in the model stack with a change. */
function fate(rule: string, stack: StackKind, change: Change) {
  const { findings, exempted, notApplicable } = evaluate(graphFrom(change(MODELS.azure)), stack, UNWAIVED);
  const isIn = (list: readonly { readonly rule: string }[]) => list.some((entry) => entry.rule === rule);
  if (isIn(findings.filter(({ waiver }) => waiver === null))) return "finding";
  if (isIn(findings)) return "waived";
  if (isIn(exempted)) return "exempted";
  return isIn(notApplicable) ? "not applicable" : "passed";
}

describe("what Azure's tiers are spared", () => {
  it.each([
    ["Z08", put("aks", "addonProfiles.azurepolicy.enabled", false), put("aks", "addonProfiles", undefined)],
    ["Z13", put("aks", "securityProfile.defender", undefined), drop("aks-logs")],
    ["Z15", put("aks", "sku.tier", "Free"), put("aks", "sku", undefined)],
    [
      "Z17",
      put("aks", "agentPoolProfiles.0.count", 2),
      put("aks", "agentPoolProfiles.0.availabilityZones", ["1", "2"]),
    ],
    [
      "Z21",
      put("vault", "properties.enablePurgeProtection", undefined),
      put("vault", "properties.enableSoftDelete", false),
    ],
    [
      "Z48",
      set("images", { sku: { name: "Basic" }, publicNetworkAccess: "Enabled" }),
      set("images", { adminUserEnabled: true }),
    ],
    [
      "Z48",
      set("images", { sku: { name: "Basic" }, publicNetworkAccess: "Enabled" }),
      set("images", { sku: { name: "Premium" } }),
    ],
  ])("%s asks less of dev, but not nothing", (rule, spared, wrong) => {
    expect(fate(rule, DEV, spared)).toBe("exempted");
    expect(fate(rule, STAGING, spared)).toBe("finding");
    expect(fate(rule, PRODUCTION, spared)).toBe("finding");
    expect(fate(rule, DEV, changes(spared, wrong))).toBe("finding");
  });

  it.each([
    [
      "Z32",
      changes(put("data", "sku.name", "Standard_ZRS"), drop("replication")),
      put("data", "sku.name", "Standard_LRS"),
    ],
    [
      "Z37",
      put("mongo", "properties.highAvailability", undefined),
      put("mongo", "properties.publicNetworkAccess", "Enabled"),
    ],
    ["Z40", set("search", { replicaCount: 1 }), set("search", { disableLocalAuth: false })],
  ])("%s asks less of a tier that does not protect its data, but not nothing", (rule, spared, wrong) => {
    expect(fate(rule, STAGING, spared)).toBe("exempted");
    expect(fate(rule, PRODUCTION, spared)).toBe("finding");
    expect(fate(rule, MVP, spared)).toBe("finding");
    expect(fate(rule, STAGING, changes(spared, wrong))).toBe("finding");
  });

  it("needs no third copy of recordings where object replication has one in another region", () => {
    const zones = put("data", "sku.name", "Standard_ZRS");
    expect([PRODUCTION, MVP, ENTERPRISE].map((stack) => fate("Z32", stack, zones))).toEqual(Array(3).fill("exempted"));
    const copyHere = put("copy", "location", "eastus2");
    const oneZone = put("data", "sku.name", "Standard_LRS");
    for (const wrong of [drop("replication"), copyHere, oneZone])
      expect(fate("Z32", PRODUCTION, changes(zones, wrong))).toBe("finding");
  });

  it("lets nobody open the database because it has no standby", () => {
    const open = { properties: { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" } };
    expect(fate("Z37", DEV, add(resource(AZURE.mongoFirewall, "all", open)))).toBe("finding");
  });

  it("leaves the subscription to the stack that looks after it", () => {
    const notOurs = changes(drop("activity", "defender", "defender-storage"), (drafts) =>
      drafts.filter(({ type }) => type !== AZURE.activityAlert),
    );
    const fates = (stack: StackKind) => ["Z51", "Z52", "Z53"].map((rule) => fate(rule, stack, notOurs));
    expect(new Set(fates(STAGING))).toEqual(new Set(["not applicable"]));
    expect(new Set(fates(PRODUCTION))).toEqual(new Set(["finding"]));
  });

  it("asks for own keys, search and the CDN where the tier has them", () => {
    const fates = (stack: StackKind) => [
      fate("Z24", stack, drop("key")),
      fate("Z40", stack, drop("search")),
      fate("Z47", stack, drop("assets-domain", "assets-route")),
    ];
    expect(fates(DEV)).toEqual(["not applicable", "finding", "not applicable"]);
    expect(fates(MVP)).toEqual(["finding", "not applicable", "finding"]);
  });
});

describe("what Azure itself does not offer", () => {
  it("lets production's workers be two, and nobody else's nodes", () => {
    const two = set("nodes-3", { minCount: 0 });
    expect(fate("Z17", PRODUCTION, two)).toBe("exempted");
    expect(fate("Z17", ENTERPRISE, two)).toBe("finding");
    expect(fate("Z17", PRODUCTION, changes(two, set("nodes-2", { minCount: 0 })))).toBe("finding");
    expect(fate("Z17", PRODUCTION, changes(two, set("nodes-3", { availabilityZones: ["1"] })))).toBe("finding");
    expect(fate("Z17", PRODUCTION, put("aks", "agentPoolProfiles.0.count", 2))).toBe("finding");
  });

  it("lets the assets' account alone answer the internet, and only for identities", () => {
    const rules = { defaultAction: "Allow", bypass: "AzureServices" };
    const open = (name: string) => set(name, { publicNetworkAccess: "Enabled", networkRuleSet: rules });
    expect(fate("Z30", PRODUCTION, open("static"))).toBe("waived");
    expect(fate("Z30", STAGING, open("static"))).toBe("finding");
    expect(fate("Z30", PRODUCTION, open("data"))).toBe("finding");
    expect(fate("Z30", PRODUCTION, changes(open("static"), set("static", { allowSharedKeyAccess: true })))).toBe(
      "finding",
    );
  });

  it("keeps no versions of flow logs, which nobody but Azure reaches", () => {
    const unversioned = drop("flows-versions");
    const rules = { defaultAction: "Deny", bypass: "AzureServices", ipRules: [{ iPAddressOrRange: "203.0.113.7" }] };
    expect(fate("Z33", PRODUCTION, unversioned)).toBe("waived");
    expect(fate("Z33", PRODUCTION, drop("static-versions"))).toBe("finding");
    expect(fate("Z33", PRODUCTION, changes(unversioned, set("flows", { networkRuleSet: rules })))).toBe("finding");
  });

  it("lets the cache have a key, over TLS", () => {
    const key = set("cache-database", { accessKeysAuthentication: "Enabled" });
    expect(fate("Z39", PRODUCTION, key)).toBe("waived");
    expect(fate("Z39", PRODUCTION, changes(key, set("cache-database", { clientProtocol: "Plaintext" })))).toBe(
      "finding",
    );
  });

  it("lets the CDN's firewall do without rule sets, but not stand aside", () => {
    const own = set("cdn-waf", { managedRules: undefined });
    expect(fate("Z44", PRODUCTION, own)).toBe("exempted");
    expect(fate("Z44", PRODUCTION, changes(own, drop("cdn-firewall")))).toBe("finding");
    expect(fate("Z44", PRODUCTION, changes(own, put("cdn-waf", "customRules.rules", [])))).toBe("finding");
    expect(fate("Z44", PRODUCTION, set("waf", { managedRules: undefined }))).toBe("finding");
  });

  it("lets backups change what is in a group of their own", () => {
    const as = (role: string) => set("snapshots-read", { roleDefinitionId: `/roleDefinitions/${role}` });
    const contributor = as("b24988ac-6180-42a0-ab88-20f7382dd24c");
    expect(fate("Z49", STAGING, contributor)).toBe("waived");
    expect(fate("Z49", DEV, contributor)).toBe("finding");
    expect(fate("Z49", PRODUCTION, changes(contributor, set("snapshots-read", { scope: "<group.id>" })))).toBe(
      "finding",
    );
    expect(fate("Z49", PRODUCTION, as("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"))).toBe("finding");
  });

  it("lets the load balancer's controller read where nodes are, and do nothing else there", () => {
    const nodes = "/subscriptions/0/resourceGroups/nodes";
    const onNodes = changes(set("aks", { nodeResourceGroup: "nodes" }), set("snapshots-read", { scope: nodes }));
    expect(fate("Z49", DEV, onNodes)).toBe("waived");
    expect(fate("Z49", DEV, changes(onNodes, set("aks", { nodeResourceGroup: "others" })))).toBe("finding");
    const operator = "/roleDefinitions/f1a07417-d97a-45cb-824c-7a7467783830";
    expect(fate("Z49", DEV, changes(onNodes, set("snapshots-read", { roleDefinitionId: operator })))).toBe("finding");
  });

  it("lets two namespaces be less confined, each as far as it says", () => {
    const named = (name: string, enforced: string) =>
      set("namespace", { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": enforced } } });
    expect(fate("P55", PRODUCTION, named("azure-alb-system", "baseline"))).toBe("waived");
    expect(fate("P55", PRODUCTION, named("azure-alb-system", "privileged"))).toBe("finding");
    expect(fate("P55", PRODUCTION, named("datadog", "privileged"))).toBe("waived");
    expect(fate("P55", PRODUCTION, named("crm", "baseline"))).toBe("finding");
  });
});
