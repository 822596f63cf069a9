import { AZURE } from "../../policy/azure/types";
import { type Costs, free } from "../estimator";

/** What Azure asks nothing for, and where what it stands for is paid. */
export const FREE: Costs = {
  ...free(
    "access rights and identities cost nothing",
    "azure-native:authorization:ManagementLockByScope",
    AZURE.roleAssignment,
    AZURE.roleDefinition,
    "azure-native:containerservice:TrustedAccessRoleBinding",
    "azure-native:managedidentity:FederatedIdentityCredential",
    "azure-native:managedidentity:UserAssignedIdentity",
  ),
  ...free(
    "a part of Front Door, which is paid with its profile",
    AZURE.cdnDomain,
    "azure-native:cdn:AFDEndpoint",
    "azure-native:cdn:AFDOrigin",
    "azure-native:cdn:AFDOriginGroup",
    AZURE.cdnRoute,
    "azure-native:cdn:Rule",
    "azure-native:cdn:RuleSet",
    AZURE.cdnFirewallLink,
  ),
  ...free(
    "a setting of something that is paid itself",
    "azure-native:compute:DiskEncryptionSet",
    "azure-native:containerservice:MaintenanceConfiguration",
    "azure-native:dataprotection:BackupPolicy",
    "azure-native:dns:DnssecConfig",
    "azure-native:dns:RecordSet",
    "azure-native:kubernetesconfiguration:Extension",
    AZURE.redisDatabase,
    "azure-native:resources:ResourceGroup",
  ),
  ...free("a vault is paid for reads, not for what it holds", AZURE.secret),
  ...free(
    "a part of the network, which is free",
    AZURE.securityGroup,
    AZURE.subnet,
    "azure-native:network:PrivateDnsZoneGroup",
    "azure-native:privatedns:VirtualNetworkLink",
  ),
  ...free("the firewall is paid where it is attached to the gateway", AZURE.originFirewall),
  ...free(
    "what an account keeps, moves and gets is paid on the account",
    AZURE.container,
    AZURE.blobService,
    "azure-native:storage:ManagementPolicy",
    AZURE.replication,
  ),
  ...free(
    "what is collected is paid in the workspace that keeps it",
    "azure-native:monitor:DataCollectionRule",
    "azure-native:monitor:DataCollectionRuleAssociation",
    AZURE.diagnostics,
    AZURE.subscriptionDiagnostics,
  ),
  ...free("alarms on the activity log cost nothing", AZURE.activityAlert),
  ...free("the first 1,000 e-mails and 100,000 calls a month cost nothing", "azure-native:monitor:ActionGroup"),
  ...free("budgets and dashboards cost nothing", "azure-native:consumption:Budget", "azure-native:portal:Dashboard"),
};
