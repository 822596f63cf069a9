import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { DeploymentAtSubscriptionScope } from "@pulumi/azure-native/resources/deploymentAtSubscriptionScope";
import { type AzureContext, nameOf } from "./context";

/** Plans of Microsoft Defender for Cloud, each with its edition; null where there is only one (Defender, plans). */
const PLANS: Readonly<Record<string, string | null>> = {
  Arm: "PerSubscription",
  Containers: null,
  CosmosDbs: null,
  KeyVaults: "PerKeyVault",
  StorageAccounts: "DefenderForStorageV2",
};

const PRICINGS = "Microsoft.Security/pricings";

/**
 * Turns the plans on for the whole subscription, and leaves them on when the stack goes: the deployment ends, what it set
 * stays. A template, because plans exist before they are chosen and Pulumi's own resource refuses what exists already.
 */
export function defend(name: string, suffix: Output<string>, azure: AzureContext, parent: Resource): void {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: Object.entries(PLANS).map(planOf),
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
function planOf(
  [plan, subPlan]: readonly [string, string | null],
  index: number,
  all: readonly (readonly [string, unknown])[],
) {
  const before = all[index - 1];
  return {
    type: PRICINGS,
    apiVersion: "2024-01-01",
    name: plan,
    properties: { pricingTier: "Standard", ...(subPlan !== null && { subPlan }) },
    ...(before !== undefined && { dependsOn: [`[subscriptionResourceId('${PRICINGS}', '${before[0]}')]`] }),
  };
}
