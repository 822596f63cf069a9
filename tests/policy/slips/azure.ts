import { AZURE } from "../../../src/policy/azure/types";
import { on, retyped, type Slips } from "./slip";

export const AZURE_SLIPS: Slips = {
  Z04: on(AZURE.cluster, "crm-cluster-aks", retyped('"enablePrivateCluster":true', '"enablePrivateCluster":false')),
  Z17: on(AZURE.nodePool, "crm-cluster-general-3-1", (inputs) => ({ ...inputs, availabilityZones: ["2"] })),
  Z22: on(AZURE.vault, "crm-secrets-vault", (inputs) => ({
    ...inputs,
    properties: { enableRbacAuthorization: true, enablePurgeProtection: true, publicNetworkAccess: "Enabled" },
  })),
  Z28: on(AZURE.storageAccount, "crm-cache-snapshots-account", (inputs) => ({ ...inputs, allowSharedKeyAccess: true })),
  Z30: on(AZURE.storageAccount, "crm-object-store-data", (inputs) => ({
    ...inputs,
    publicNetworkAccess: "Enabled",
    networkRuleSet: { defaultAction: "Allow", bypass: "AzureServices" },
  })),
  Z32: on(AZURE.storageAccount, "crm-object-store-data", retyped("Standard_ZRS", "Standard_LRS")),
  Z33: on(AZURE.blobService, "crm-object-store-cdn-versions", () => null),
  Z37: on(AZURE.mongo, "crm-database-cluster", retyped("ZoneRedundantPreferred", "Disabled")),
  Z38: on(AZURE.privateEndpoint, "crm-cache-endpoint", () => null),
  Z39: on(AZURE.redisDatabase, "crm-cache-database", (inputs) => ({ ...inputs, clientProtocol: "Plaintext" })),
  Z41: on(AZURE.subnet, "crm-network-database-0", (inputs) => ({ ...inputs, networkSecurityGroup: {} })),
  Z42: on(AZURE.securityGroup, "crm-network-app", retyped('"AzureLoadBalancer"', '"Internet"')),
  Z44: on(AZURE.originFirewall, "crm-edge-waf", (inputs) => ({ ...inputs, customRules: [] })),
  Z49: on(AZURE.roleAssignment, "crm-registry-pull", (inputs) => ({ ...inputs, scope: "<crm-account-group.id>" })),
  Z50: on(AZURE.diagnostics, "crm-secrets-vault-logs", () => null),
  Z52: on(AZURE.activityAlert, "crm-account-audit-alert-policy-write", () => null),
  Z53: on(AZURE.deployment, "crm-account-audit-defender", retyped('"Containers"', '"VirtualMachines"')),
  Z54: on(AZURE.search, "crm-search-service", (inputs) => ({ ...inputs, tags: {} })),
  P64: on(AZURE.mongo, "crm-database-cluster", retyped('"[secret]"', '"<crm-database-password.result>"')),
};
