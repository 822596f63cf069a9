import type { GraphResource, Value } from "../../graph/graph";
import { AZURE } from "../../policy/azure/types";
import { itemsOf, listOf, plain, readIn } from "../../policy/values";
import { billed, type Charge, type CostContext, type Costs, hourly, monthly } from "../estimator";
import { nodeCpus } from "./compute";

/** What a plan of Defender for Cloud costs, by its name. */
type Plan = (context: CostContext, plan: Value) => readonly Charge[];

/**
 * A plan is paid for what it guards in the subscription; counted is what this stack brings. The plan for Cosmos DB guards request
 * units, of which DocumentDB has none, and plans that are not here are not sold apart.
 */
const PLANS: Readonly<Record<string, Plan>> = {
  Arm: () => [monthly("Defender for Resource Manager", "azure/defender/resource-manager")],
  Containers: ({ graph }) => {
    const cpus = graph.derived(nodeCpus);
    return [hourly(`Defender for ${cpus} CPUs of nodes`, "azure/defender/containers", cpus)];
  },
  KeyVaults: ({ graph }) => {
    const vaults = graph.ofType(AZURE.vault).length;
    return [monthly(`Defender for ${vaults} vaults`, "azure/defender/key-vault", vaults)];
  },
  StorageAccounts: ({ graph, usage }, plan) => {
    const accounts = graph.ofType(AZURE.storageAccount).length;
    const scanned = usage.recordingsGb + usage.transcriptsGb + usage.documentsGb;
    return [
      monthly(`Defender for ${accounts} storage accounts`, "azure/defender/storage", accounts),
      ...(scans(plan) ? [monthly("new objects scanned", "azure/defender/malware-scanning", scanned)] : []),
    ];
  },
};

/** Malware scanning is an extension of the plan, paid by what is scanned. */
const scans = (plan: Value): boolean =>
  itemsOf(readIn(plan, "properties.extensions"), "extensions").some(
    (extension) =>
      plain(readIn(extension, "name"), "name") === "OnUploadMalwareScanning" &&
      String(plain(readIn(extension, "isEnabled"), "isEnabled")) === "True",
  );

/** Plans are turned on by a template for the subscription. */
function deploymentCharges(deployment: GraphResource, context: CostContext): readonly Charge[] {
  return listOf(deployment, "properties.template.resources").flatMap((resource) => {
    const name = String(plain(readIn(resource, "name"), "name"));
    const tier = plain(readIn(resource, "properties.pricingTier"), "pricingTier");
    return tier === "Standard" ? (PLANS[name]?.(context, resource) ?? []) : [];
  });
}

export const DEFENDER_COSTS: Costs = { [AZURE.deployment]: billed(deploymentCharges) };
