import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { DeploymentAtSubscriptionScope } from "@pulumi/azure-native/resources/deploymentAtSubscriptionScope";
import { type AzureContext, nameOf } from "./context";

interface Plan {
  readonly name: string;
  /** Its edition; left out where there is only one. */
  readonly subPlan?: string;
  /** Extensions that stay off. */
  readonly without?: readonly string[];
}

/** Plans of Microsoft Defender for Cloud (Defender, plans). */
const PLANS: readonly Plan[] = [
  { name: "Arm", subPlan: "PerSubscription" },
  { name: "Containers" },
  { name: "CosmosDbs" },
  { name: "KeyVaults", subPlan: "PerKeyVault" },
  // Both read every object again and are paid by the GB; where nothing is said, Azure may turn them on.
  {
    name: "StorageAccounts",
    subPlan: "DefenderForStorageV2",
    without: ["OnUploadMalwareScanning", "SensitiveDataDiscovery"],
  },
];

const PRICINGS = "Microsoft.Security/pricings";

/**
 * Turns the plans on for the whole subscription, and leaves them on when the stack goes: the deployment ends, what it set
 * stays. A template, because plans exist before they are chosen and Pulumi's own resource refuses what exists already.
 */
export function defend(name: string, suffix: Output<string>, azure: AzureContext, parent: Resource): void {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: PLANS.map(planOf),
  };
  new DeploymentAtSubscriptionScope(
    name,
    {
      deploymentName: interpolate`${nameOf(azure, "defender")}-${suffix}`,
      location: azure.location,
      properties: { mode: "Incremental", template },
      tags: { ...azure.tags },
    },
    { parent },
  );
}

/** One after another: Defender answers 409 to a change while it still works on the one before. */
function planOf({ name, subPlan, without = [] }: Plan, index: number, all: readonly Plan[]) {
  const before = all[index - 1];
  const extensions = without.map((extension) => ({ name: extension, isEnabled: "False" }));
  return {
    type: PRICINGS,
    apiVersion: "2024-01-01",
    name,
    properties: {
      pricingTier: "Standard",
      ...(subPlan !== undefined && { subPlan }),
      ...(extensions.length > 0 && { extensions }),
    },
    ...(before !== undefined && { dependsOn: [`[subscriptionResourceId('${PRICINGS}', '${before.name}')]`] }),
  };
}
