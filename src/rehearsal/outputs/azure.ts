import type { Answers, Template, VendorAnswers } from "./template";

const SUBSCRIPTION = "/subscriptions/{account}";
const GROUP = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}`;

/** A resource of a group: `Microsoft.Network/virtualNetworks/{virtualNetworkName}`; the last input in it is its name. */
function inGroup(path: string, outputs: Readonly<Record<string, Template>> = {}): Answers {
  const named = /\{(\w+)\}$/.exec(path)?.[1] ?? "name";
  return {
    named,
    id: `${GROUP}/providers/${path.replace(/\{\w+\}$/, "{name}")}`,
    outputs: { name: "{name}", ...outputs },
  };
}

const PRINCIPAL = { principalId: "{uuid}", tenantId: "{uuid}" };
const CLUSTER = "Microsoft.ContainerService/managedClusters/{resourceName}";
const PROFILE = "Microsoft.Cdn/profiles/{profileName}";
const VAULT = "Microsoft.KeyVault/vaults/{vaultName}";
const ACCOUNT = "Microsoft.Storage/storageAccounts/{accountName}";
const TRAFFIC = "Microsoft.ServiceNetworking/trafficControllers/{trafficControllerName}";
const KEY = "https://{vaultName}.vault.azure.net/keys/{keyName}";

/** Azure: ids as Azure Resource Manager makes them, outputs that the program reads. */
export const AZURE_ANSWERS: VendorAnswers = {
  prefix: "azure-native:",
  region: "location",
  usual: { id: `${GROUP}/providers/{name}`, named: "name", longest: 80, outputs: { name: "{name}" } },
  types: {
    "authorization:ManagementLockByScope": {
      id: "{scope}/providers/Microsoft.Authorization/locks/{name}",
      named: "lockName",
    },
    "authorization:RoleAssignment": {
      id: "{scope}/providers/Microsoft.Authorization/roleAssignments/{uuid}",
      named: "roleAssignmentName",
    },
    "authorization:RoleDefinition": {
      id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}`,
      named: "roleDefinitionId",
    },
    "cdn:AFDCustomDomain": inGroup(`${PROFILE}/customDomains/{customDomainName}`, {
      validationProperties: { validationToken: "_{lower:31}" },
    }),
    "cdn:AFDEndpoint": inGroup(`${PROFILE}/afdEndpoints/{endpointName}`, {
      hostName: "{name}-{lower:16}.z01.azurefd.net",
    }),
    "cdn:AFDOrigin": inGroup(`${PROFILE}/originGroups/{originGroupName}/origins/{originName}`),
    "cdn:AFDOriginGroup": inGroup(`${PROFILE}/originGroups/{originGroupName}`),
    "cdn:Profile": inGroup(PROFILE, { frontDoorId: "{uuid}" }),
    "cdn:Route": inGroup(`${PROFILE}/afdEndpoints/{endpointName}/routes/{routeName}`),
    "cdn:Rule": inGroup(`${PROFILE}/ruleSets/{ruleSetName}/rules/{ruleName}`),
    "cdn:RuleSet": inGroup(`${PROFILE}/ruleSets/{ruleSetName}`),
    "cdn:SecurityPolicy": inGroup(`${PROFILE}/securityPolicies/{securityPolicyName}`),
    "compute:DiskEncryptionSet": inGroup("Microsoft.Compute/diskEncryptionSets/{diskEncryptionSetName}"),
    "consumption:Budget": { id: "{scope}/providers/Microsoft.Consumption/budgets/{name}", named: "budgetName" },
    "containerregistry:Registry": inGroup("Microsoft.ContainerRegistry/registries/{registryName}", {
      loginServer: "{name}.azurecr.io",
    }),
    "containerservice:AgentPool": inGroup(`${CLUSTER}/agentPools/{agentPoolName}`),
    "containerservice:MaintenanceConfiguration": inGroup(`${CLUSTER}/maintenanceConfigurations/{configName}`),
    "containerservice:ManagedCluster": inGroup(CLUSTER, {
      fqdn: "{dnsPrefix}-{lower:8}.hcp.{location}.azmk8s.io",
      oidcIssuerProfile: { issuerURL: "https://{location}.oic.prod-aks.azure.com/{uuid}/{uuid}/" },
    }),
    "containerservice:TrustedAccessRoleBinding": inGroup(
      `${CLUSTER}/trustedAccessRoleBindings/{trustedAccessRoleBindingName}`,
    ),
    "dataprotection:BackupInstance": inGroup(
      "Microsoft.DataProtection/backupVaults/{vaultName}/backupInstances/{backupInstanceName}",
    ),
    "dataprotection:BackupPolicy": inGroup(
      "Microsoft.DataProtection/backupVaults/{vaultName}/backupPolicies/{backupPolicyName}",
    ),
    "dataprotection:BackupVault": inGroup("Microsoft.DataProtection/backupVaults/{vaultName}", { identity: PRINCIPAL }),
    "dns:DnssecConfig": { id: `${GROUP}/providers/Microsoft.Network/dnsZones/{zoneName}/dnssecConfigs/default` },
    "dns:RecordSet": inGroup("Microsoft.Network/dnsZones/{zoneName}/{recordType}/{relativeRecordSetName}"),
    "dns:Zone": inGroup("Microsoft.Network/dnsZones/{zoneName}", {
      nameServers: ["com", "net", "org", "info"].map((top, index) => `ns${index + 1}-09.azure-dns.${top}.`),
    }),
    "frontdoor:Policy": inGroup("Microsoft.Network/frontdoorWebApplicationFirewallPolicies/{policyName}"),
    "keyvault:Key": inGroup(`${VAULT}/keys/{keyName}`, { keyUri: KEY, keyUriWithVersion: `${KEY}/{hex:32}` }),
    "keyvault:Secret": inGroup(`${VAULT}/secrets/{secretName}`),
    "keyvault:Vault": inGroup(VAULT, { properties: { vaultUri: "https://{name}.vault.azure.net/" } }),
    "kubernetesconfiguration:Extension": {
      named: "extensionName",
      id: `${GROUP}/providers/{clusterRp}/{clusterResourceName}/{clusterName}/providers/Microsoft.KubernetesConfiguration/extensions/{name}`,
      outputs: { name: "{name}", aksAssignedIdentity: PRINCIPAL },
    },
    "logic:Workflow": inGroup("Microsoft.Logic/workflows/{workflowName}"),
    "managedidentity:FederatedIdentityCredential": inGroup(
      "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}",
    ),
    "managedidentity:UserAssignedIdentity": inGroup("Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}", {
      ...PRINCIPAL,
      clientId: "{uuid}",
    }),
    "mongocluster:MongoCluster": inGroup("Microsoft.DocumentDB/mongoClusters/{mongoClusterName}"),
    "monitor:ActionGroup": inGroup("Microsoft.Insights/actionGroups/{actionGroupName}"),
    "monitor:ActivityLogAlert": inGroup("Microsoft.Insights/activityLogAlerts/{activityLogAlertName}"),
    "monitor:DataCollectionRule": inGroup("Microsoft.Insights/dataCollectionRules/{dataCollectionRuleName}"),
    "monitor:DataCollectionRuleAssociation": {
      named: "associationName",
      id: "{resourceUri}/providers/Microsoft.Insights/dataCollectionRuleAssociations/{name}",
    },
    "monitor:DiagnosticSetting": { id: "{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}" },
    "monitor:MetricAlert": inGroup("Microsoft.Insights/metricAlerts/{ruleName}"),
    "monitor:ScheduledQueryRule": inGroup("Microsoft.Insights/scheduledQueryRules/{ruleName}"),
    "monitor:SubscriptionDiagnosticSetting": {
      id: `${SUBSCRIPTION}/providers/Microsoft.Insights/diagnosticSettings/{name}`,
    },
    "network:FlowLog": inGroup("Microsoft.Network/networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}"),
    "network:NatGateway": inGroup("Microsoft.Network/natGateways/{natGatewayName}"),
    "network:NetworkSecurityGroup": inGroup("Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}"),
    "network:PrivateDnsZoneGroup": inGroup(
      "Microsoft.Network/privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}",
    ),
    "network:PrivateEndpoint": inGroup("Microsoft.Network/privateEndpoints/{privateEndpointName}"),
    "network:PublicIPAddress": inGroup("Microsoft.Network/publicIPAddresses/{publicIpAddressName}", {
      ipAddress: "198.51.100.{digits:2}",
    }),
    "network:Subnet": inGroup("Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}"),
    "network:VirtualNetwork": inGroup("Microsoft.Network/virtualNetworks/{virtualNetworkName}"),
    "network:WebApplicationFirewallPolicy": inGroup(
      "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/{policyName}",
    ),
    "operationalinsights:Workspace": inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}", {
      customerId: "{uuid}",
    }),
    "portal:Dashboard": inGroup("Microsoft.Portal/dashboards/{dashboardName}"),
    "privatedns:PrivateZone": inGroup("Microsoft.Network/privateDnsZones/{privateZoneName}"),
    "privatedns:VirtualNetworkLink": inGroup(
      "Microsoft.Network/privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}",
    ),
    "redisenterprise:Database": inGroup("Microsoft.Cache/redisEnterprise/{clusterName}/databases/{databaseName}"),
    "redisenterprise:RedisEnterprise": inGroup("Microsoft.Cache/redisEnterprise/{clusterName}", {
      hostName: "{name}.{location}.redis.azure.net",
      identity: PRINCIPAL,
    }),
    "resources:DeploymentAtSubscriptionScope": {
      named: "deploymentName",
      id: `${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/{name}`,
    },
    "resources:ResourceGroup": {
      named: "resourceGroupName",
      id: `${SUBSCRIPTION}/resourceGroups/{name}`,
      outputs: { name: "{name}" },
    },
    "search:Service": inGroup("Microsoft.Search/searchServices/{searchServiceName}"),
    "servicenetworking:AssociationsInterface": inGroup(`${TRAFFIC}/associations/{associationName}`),
    "servicenetworking:FrontendsInterface": inGroup(`${TRAFFIC}/frontends/{frontendName}`, {
      fqdn: "{lower:16}.fz{digits:2}.alb.azure.com",
    }),
    "servicenetworking:SecurityPoliciesInterface": inGroup(`${TRAFFIC}/securityPolicies/{securityPolicyName}`),
    "servicenetworking:TrafficControllerInterface": inGroup(TRAFFIC),
    "storage:BlobContainer": inGroup(`${ACCOUNT}/blobServices/default/containers/{containerName}`),
    "storage:BlobServiceProperties": inGroup(`${ACCOUNT}/blobServices/{blobServicesName}`),
    "storage:ManagementPolicy": inGroup(`${ACCOUNT}/managementPolicies/{managementPolicyName}`),
    "storage:ObjectReplicationPolicy": {
      named: "objectReplicationPolicyId",
      id: `${GROUP}/providers/${ACCOUNT}/objectReplicationPolicies/{name}`,
      outputs: { policyId: "{uuid}", rules: [{ ruleId: "{uuid}" }] },
    },
    "storage:StorageAccount": inGroup(ACCOUNT, {
      primaryEndpoints: { blob: "https://{name}.blob.core.windows.net/" },
    }),
  },
};
