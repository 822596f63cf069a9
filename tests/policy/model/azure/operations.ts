import { AZURE } from "../../../../src/policy/azure/types";
import { resource } from "../../builder";
import { tagged } from "./tagged";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
const roleOf = (id: string) => `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

const IDENTITY = [
  tagged(AZURE.group, "snapshots"),
  tagged(AZURE.group, "group"),
  tagged(AZURE.registry, "images", {
    resourceGroupName: "<group.name>",
    sku: { name: "Premium" },
    adminUserEnabled: false,
    publicNetworkAccess: "Disabled",
  }),
  resource(AZURE.roleAssignment, "images-pull", {
    scope: "<images.id>",
    roleDefinitionId: roleOf("7f951dda-4ed3-4680-a7ca-43fe172d538d"),
  }),
  resource(AZURE.roleDefinition, "exporter", {
    permissions: [{ actions: ["Microsoft.Cache/redisEnterprise/databases/export/action"] }],
  }),
  resource(AZURE.roleAssignment, "cache-export", { scope: "<cache.id>", roleDefinitionId: "<exporter.id>" }),
  resource(AZURE.roleAssignment, "snapshots-read", {
    scope: "<snapshots.id>",
    roleDefinitionId: roleOf("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
  }),
];

const kept = (name: string, part = "", category = "audit") =>
  resource(AZURE.diagnostics, `${name}-logs`, {
    resourceUri: `<${name}.id>${part}`,
    logs: [{ category, enabled: true }],
  });

const LOGS = [
  ...["vault", "search", "balancer", "gateway", "alb", "app"].map((name) => kept(name)),
  ...["data", "copy", "static", "flows"].map((name) => kept(name, "/blobServices/default", "StorageDelete")),
  kept("aks", "", "kube-audit-admin"),
];

const alert = (name: string, event: string) =>
  tagged(AZURE.activityAlert, name, {
    enabled: true,
    scopes: [SUBSCRIPTION],
    condition: {
      allOf:
        event === "ServiceHealth"
          ? [{ field: "category", equals: event }]
          : [
              { field: "category", equals: "Administrative" },
              { field: "operationName", equals: event },
            ],
    },
    actions: { actionGroups: [{ actionGroupId: "<owners.id>" }] },
  });

const TYPES = {
  policy: "Microsoft.Authorization/policyAssignments",
  groups: "Microsoft.Network/networkSecurityGroups",
  solutions: "Microsoft.Security/securitySolutions",
  addresses: "Microsoft.Network/publicIPAddresses",
};

const plan = (name: string) => ({
  type: "Microsoft.Security/pricings",
  name,
  properties: { pricingTier: "Standard" },
});

const SUBSCRIPTION_WIDE = [
  resource(AZURE.subscriptionDiagnostics, "activity", {
    workspaceId: "<workspace.id>",
    logs: ["Administrative", "Alert", "Policy", "Security"].map((category) => ({ category, enabled: true })),
  }),
  alert("on-health", "ServiceHealth"),
  ...Object.entries(TYPES).flatMap(([name, type]) =>
    ["write", "delete"].map((change) => alert(`on-${name}-${change}`, `${type}/${change}`)),
  ),
  tagged(AZURE.deployment, "defender", {
    properties: { template: { resources: ["Arm", "Containers", "CosmosDbs", "KeyVaults"].map(plan) } },
  }),
  resource(AZURE.pricing, "defender-storage", { pricingName: "StorageAccounts", pricingTier: "Standard" }),
];

export const OPERATIONS = [...IDENTITY, ...LOGS, ...SUBSCRIPTION_WIDE];
