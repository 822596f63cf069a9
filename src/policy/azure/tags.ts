import type { Tags } from "../../conventions/tags";
import { isSet, where } from "../conditions";
import { perResource, type Rule } from "../rule";

/** What Azure tags nowhere: settings, rights and parts of something that is tagged itself. */
const WITHOUT_TAGS = [
  "authorization:ManagementLockByScope",
  "authorization:RoleAssignment",
  "authorization:RoleDefinition",
  "cdn:AFDCustomDomain",
  "cdn:AFDOrigin",
  "cdn:AFDOriginGroup",
  "cdn:Route",
  "cdn:Rule",
  "cdn:RuleSet",
  "cdn:SecurityPolicy",
  "consumption:Budget",
  "containerservice:MaintenanceConfiguration",
  "containerservice:TrustedAccessRoleBinding",
  "dataprotection:BackupPolicy",
  "dns:DnssecConfig",
  "dns:RecordSet",
  "kubernetesconfiguration:Extension",
  "managedidentity:FederatedIdentityCredential",
  "mongocluster:FirewallRule",
  "monitor:DataCollectionRuleAssociation",
  "monitor:DiagnosticSetting",
  "monitor:SubscriptionDiagnosticSetting",
  "network:PrivateDnsZoneGroup",
  "network:SecurityRule",
  "network:Subnet",
  "redisenterprise:Database",
  "security:Pricing",
  "storage:BlobContainer",
  "storage:BlobServiceProperties",
  "storage:ManagementPolicy",
  "storage:ObjectReplicationPolicy",
];
const TAGGED = new RegExp(`^azure-native:(?!(${WITHOUT_TAGS.join("|")})$)`);

/** Together they say whose money it is: the cost centre is the project with its stack. */
const NEEDED = ["project", "stack", "tier", "owner", "managed-by"] as const satisfies readonly (keyof Tags)[];

export const TAG_RULES: readonly Rule[] = [
  {
    id: "Z54",
    title: "every resource says whose it is",
    why: "what nobody owns is never patched, and never deleted",
    reference: "MCSB AM-2",
    severity: "low",
    check: perResource(TAGGED, where(Object.fromEntries(NEEDED.map((tag) => [`tags.${tag}`, isSet])))),
  },
];
