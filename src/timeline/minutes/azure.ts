import { AT_ONCE, type CreationTimes } from "./row";

const LOGS = "public apply logs";
/** Terraform's acceptance tests of 2026 measure creation and deletion together. */
const TESTS = "acceptance tests of terraform-provider-azurerm, with the deletion";
const ESTIMATE = "estimate: seconds to 3 minutes";

/** Azure, by its resource manager. */
export const AZURE: CreationTimes = {
  prefix: "azure-native:",
  rows: [
    {
      takes: "10m",
      source: `from 16 s in a log of 2021 to 1,223 s: ${TESTS}; nodes of a paid tier are machines`,
      types: ["search:Service"],
    },
    {
      takes: "9m",
      source: `${TESTS} 728-875 s, of which two thirds are taken`,
      types: ["mongocluster:MongoCluster"],
    },
    {
      takes: "6m",
      source: `${LOGS}, 3m39s to 8m24s; ${TESTS} 625-690 s`,
      types: ["containerservice:ManagedCluster"],
    },
    { takes: "6m", source: `${LOGS}, 7m32s with its database`, types: ["redisenterprise:RedisEnterprise"] },
    {
      takes: "5m30s",
      source: "5 to 6 minutes (Application Gateway for Containers, quickstart)",
      types: ["servicenetworking:AssociationsInterface"],
    },
    { takes: "2m27s", source: `${LOGS}, 2m15s to 2m42s`, types: ["keyvault:Vault"] },
    {
      takes: "2m",
      source: `a cluster with pools takes 105-160 s longer: ${TESTS}`,
      types: ["containerservice:AgentPool"],
    },
    {
      takes: "2m",
      source: "estimate: pods of the extension have to be ready",
      types: ["kubernetesconfiguration:Extension"],
    },
    { takes: "1m30s", source: `${LOGS}, 7m32s with its cluster`, types: ["redisenterprise:Database"] },
    { takes: "1m30s", source: ESTIMATE, types: ["network:PrivateEndpoint"] },
    {
      takes: "1m",
      source: "estimate: what Front Door spreads over the world; the tests' 1,180-1,770 s are mostly deletion",
      types: ["cdn:AFDEndpoint", "cdn:Profile", "cdn:Route", "cdn:SecurityPolicy", "frontdoor:Policy"],
    },
    {
      takes: "1m",
      source: "estimate: a check of rights and of the connection",
      types: ["dataprotection:BackupInstance", "resources:DeploymentAtSubscriptionScope"],
    },
    {
      takes: "30s",
      source: `${LOGS}, 25 s to 32 s`,
      types: [
        "authorization:RoleAssignment",
        "authorization:RoleDefinition",
        "containerregistry:Registry",
        "managedidentity:FederatedIdentityCredential",
        "privatedns:PrivateZone",
        "privatedns:VirtualNetworkLink",
      ],
    },
    {
      takes: "30s",
      source: ESTIMATE,
      types: [
        "cdn:AFDCustomDomain",
        "cdn:AFDOrigin",
        "cdn:AFDOriginGroup",
        "compute:DiskEncryptionSet",
        "containerservice:TrustedAccessRoleBinding",
        "dataprotection:BackupVault",
        "network:FlowLog",
        "network:PrivateDnsZoneGroup",
        "network:WebApplicationFirewallPolicy",
        "operationalinsights:Workspace",
        "servicenetworking:FrontendsInterface",
        "servicenetworking:SecurityPoliciesInterface",
        "servicenetworking:TrafficControllerInterface",
        "storage:StorageAccount",
      ],
    },
    {
      takes: "12s",
      source: `${LOGS}, 7 s to 25 s`,
      types: [
        "managedidentity:UserAssignedIdentity",
        "network:NatGateway",
        "network:NetworkSecurityGroup",
        "network:PublicIPAddress",
        "network:Subnet",
        "network:VirtualNetwork",
        "resources:ResourceGroup",
      ],
    },
    {
      ...AT_ONCE,
      types: [
        "authorization:ManagementLockByScope",
        "cdn:Rule",
        "cdn:RuleSet",
        "consumption:Budget",
        "containerservice:MaintenanceConfiguration",
        "dataprotection:BackupPolicy",
        "dns:DnssecConfig",
        "dns:RecordSet",
        "dns:Zone",
        "keyvault:Key",
        "keyvault:Secret",
        "logic:Workflow",
        "monitor:ActionGroup",
        "monitor:ActivityLogAlert",
        "monitor:DataCollectionRule",
        "monitor:DataCollectionRuleAssociation",
        "monitor:DiagnosticSetting",
        "monitor:MetricAlert",
        "monitor:ScheduledQueryRule",
        "monitor:SubscriptionDiagnosticSetting",
        "portal:Dashboard",
        "storage:BlobContainer",
        "storage:BlobServiceProperties",
        "storage:ManagementPolicy",
        "storage:ObjectReplicationPolicy",
      ],
    },
  ],
};
