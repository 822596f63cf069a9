import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { ActionGroup } from "@pulumi/azure-native/monitor/actionGroup";
import { ActivityLogAlert } from "@pulumi/azure-native/monitor/activityLogAlert";
import { SubscriptionDiagnosticSetting } from "@pulumi/azure-native/monitor/subscriptionDiagnosticSetting";
import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { type AzureContext, nameOf } from "./context";
import { defend } from "./defender";

const AUDIT_DAYS = 365;

/** What the activity log of a subscription holds that an audit asks for (CIS Azure Foundations 6.0, 6.1.1.2). */
const CATEGORIES = ["Administrative", "Security", "Alert", "Policy"] as const;

/** Changes that the subscription's owners hear of at once (CIS Azure Foundations 6.0, 6.1.2). */
const WATCHED_CHANGES: Readonly<Record<string, string>> = {
  policy: "Microsoft.Authorization/policyAssignments",
  "security-group": "Microsoft.Network/networkSecurityGroups",
  "security-solution": "Microsoft.Security/securitySolutions",
  "public-address": "Microsoft.Network/publicIPAddresses",
};

/** Built-in role whose holders are told, by its id. */
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

/** What exists once per subscription: who changed what, kept for a year, and Microsoft's watch over it. */
export function createAudit(name: string, suffix: Output<string>, azure: AzureContext, parent: Resource): void {
  const { location } = azure;
  const tags = { ...azure.tags };
  // The group and its logs outlive the stack; the suffix lets the next build of the stack have its own.
  const kept = { parent, retainOnDelete: true };
  const resourceGroupName = new ResourceGroup(
    `${name}-group`,
    { resourceGroupName: interpolate`${nameOf(azure, "audit")}-${suffix}`, location, tags },
    kept,
  ).name;
  const workspace = new Workspace(
    `${name}-logs`,
    {
      resourceGroupName,
      location,
      workspaceName: nameOf(azure, "audit"),
      sku: { name: "PerGB2018" },
      retentionInDays: AUDIT_DAYS,
      features: { disableLocalAuth: true },
      tags,
    },
    kept,
  );
  const logs = CATEGORIES.map((category) => ({ category, enabled: true }));
  // Goes with the stack: a subscription takes five of them, and Azure itself keeps the activity log for 90 days.
  new SubscriptionDiagnosticSetting(
    `${name}-activity`,
    { name: nameOf(azure, "audit"), workspaceId: workspace.id, logs },
    { parent },
  );
  alertOwners(`${name}-alert`, resourceGroupName, azure, parent);
  defend(`${name}-defender`, suffix, azure, parent);
}

function alertOwners(name: string, resourceGroupName: Output<string>, azure: AzureContext, parent: Resource): void {
  const common = { resourceGroupName, location: "Global", enabled: true, tags: { ...azure.tags } };
  const owners = new ActionGroup(
    `${name}-owners`,
    {
      ...common,
      actionGroupName: nameOf(azure, "owners"),
      groupShortName: "owners",
      armRoleReceivers: [{ name: "owners", roleId: OWNER, useCommonAlertSchema: true }],
    },
    { parent },
  );
  const alert = (role: string, allOf: { readonly field: string; readonly equals: string }[]) => {
    const scopes = [`/subscriptions/${azure.subscriptionId}`];
    const actions = { actionGroups: [{ actionGroupId: owners.id }] };
    const args = { ...common, activityLogAlertName: nameOf(azure, role), scopes, condition: { allOf }, actions };
    new ActivityLogAlert(`${name}-${role}`, args, { parent });
  };
  alert("service-health", [{ field: "category", equals: "ServiceHealth" }]);
  for (const [role, type] of Object.entries(WATCHED_CHANGES)) {
    for (const change of ["write", "delete"]) {
      const operation = { field: "operationName", equals: `${type}/${change}` };
      alert(`${role}-${change}`, [{ field: "category", equals: "Administrative" }, operation]);
    }
  }
}
