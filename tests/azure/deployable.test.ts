import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { SUBNET_CIDRS } from "../../src/conventions/cidrs";
import type { Value } from "../../src/graph/graph";
import { PolicyGraph } from "../../src/policy/query";
import { listOf, plainOf, read, readIn } from "../../src/policy/values";
import { AZURE_VARIANTS, graphOf, nameOfVariant } from "../graphs";

const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

/** What Azure refuses only once it is asked for real, and its documentation says beforehand. */
describe.each(AZURE_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const named = (name: string) => graph.resources.find((resource) => resource.name === name);

  it("lets the control plane ask the vault for the key of its secrets", () => {
    expect(named("crm-network-db")?.inputs["securityRules"]).toContainEqual(
      expect.objectContaining({
        access: "Allow",
        direction: "Inbound",
        sourceAddressPrefixes: [SUBNET_CIDRS.public[2]],
        destinationAddressPrefixes: [SUBNET_CIDRS.database[2]],
        destinationPortRanges: ["443"],
      }),
    );
  });

  it("lets the load balancer's controller read where the nodes are, in a group that takes rights", () => {
    const [cluster] = graph.ofType("azure-native:containerservice:ManagedCluster");
    const right = named("crm-edge-controller-nodes");
    expect(String(right?.inputs["scope"])).toMatch(
      new RegExp(`/resourceGroups/${String(cluster?.inputs["nodeResourceGroup"])}$`),
    );
    expect(String(right?.inputs["roleDefinitionId"])).toContain(READER);
    expect(cluster?.inputs).not.toHaveProperty("nodeResourceGroupProfile");
  });

  it("opens the assets to the internet for a CDN only, which may read before it asks", () => {
    const assets = named("crm-object-store-cdn");
    expect(assets?.inputs["publicNetworkAccess"]).toBe(contract.cdn ? "Enabled" : "Disabled");
    const origins = named("crm-cdn-origins");
    expect(origins !== undefined).toBe(contract.cdn);
    if (origins !== undefined) expect(origins.dependencies).toContain(named("crm-cdn-reader")?.urn);
  });

  it("takes no own key for the backup vault out of a key vault that is closed", () => {
    const closed = graph.ofType("azure-native:keyvault:Vault").every((vault) => {
      return plainOf(vault, "properties.publicNetworkAccess") === "Disabled";
    });
    const vaults = graph.ofType("azure-native:dataprotection:BackupVault");
    expect(closed).toBe(true);
    expect(vaults.length > 0).toBe(contract.backup.volumes);
    for (const vault of vaults) expect(read(vault, "properties.securitySettings.encryptionSettings")).toBeUndefined();
  });

  it("copies the first backup of a day into the vault where there is DR, and gives every tag one rule", () => {
    for (const policy of graph.ofType("azure-native:dataprotection:BackupPolicy")) {
      const [daily, ...kept] = listOf(policy, "properties.policyRules");
      const criteria = readIn(daily ?? null, "trigger.taggingCriteria") as readonly Value[];
      const tags = criteria.map((tag) => readIn(tag, "tagInfo.tagName"));
      const rules = kept.map((rule) => readIn(rule, "name"));
      expect([...tags].sort()).toEqual([...rules].sort());
      expect(rules.includes("Vault")).toBe(contract.dr !== "none");
    }
  });
});
