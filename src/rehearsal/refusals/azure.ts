import { AZURE_REQUIRED } from "./azure-required";
import { referencesOf, type Reference, type VendorRules } from "./rules";

const GROUP = "resources:ResourceGroup";
const NETWORK = "network:VirtualNetwork";
const SUBNET = "network:Subnet";
const CLUSTER = "containerservice:ManagedCluster";
const VAULT = "keyvault:Vault";
const ACCOUNT = "storage:StorageAccount";
const IDENTITY = "managedidentity:UserAssignedIdentity";
const BACKUPS = "dataprotection:BackupVault";
const PROFILE = "cdn:Profile";
const ZONE = "privatedns:PrivateZone";
const TRAFFIC = "servicenetworking:TrafficControllerInterface";
const ENDPOINT = "network:PrivateEndpoint";

const IN_PROFILE = [["profileName", PROFILE, "name", "goesAlong", "resourceGroupName"]] as const;
const IN_VAULT = [["vaultName", VAULT, "name", "goesAlong", "resourceGroupName"]] as const;
const IN_ACCOUNT = [["accountName", ACCOUNT, "name", "goesAlong", "resourceGroupName"]] as const;
const IN_CLUSTER = [["resourceName", CLUSTER, "name", "goesAlong", "resourceGroupName"]] as const;
const IN_TRAFFIC = [["trafficControllerName", TRAFFIC, "name", "refuses", "resourceGroupName"]] as const;
const IN_BACKUPS = [["vaultName", BACKUPS, "name", "refuses", "resourceGroupName"]] as const;

const REFERENCES = referencesOf("azure-native:", {
  [SUBNET]: [
    ["virtualNetworkName", NETWORK, "name", "goesAlong", "resourceGroupName"],
    ["networkSecurityGroup.id", "network:NetworkSecurityGroup", "id", "refuses"],
    ["natGateway.id", "network:NatGateway", "id", "refuses"],
  ],
  "network:NatGateway": [["publicIpAddresses.*.id", "network:PublicIPAddress", "id", "refuses"]],
  [ENDPOINT]: [
    ["subnet.id", SUBNET, "id", "refuses"],
    ["privateLinkServiceConnections.*.privateLinkServiceId", "*", "id", "letsGo"],
  ],
  "network:PrivateDnsZoneGroup": [
    ["privateEndpointName", ENDPOINT, "name", "goesAlong", "resourceGroupName"],
    ["privateDnsZoneConfigs.*.privateDnsZoneId", ZONE, "id", "letsGo"],
  ],
  "privatedns:VirtualNetworkLink": [
    ["privateZoneName", ZONE, "name", "refuses", "resourceGroupName"],
    ["virtualNetwork.id", NETWORK, "id", "letsGo"],
  ],
  "network:FlowLog": [
    ["targetResourceId", NETWORK, "id", "letsGo"],
    ["storageId", ACCOUNT, "id", "letsGo"],
  ],
  [CLUSTER]: [
    ["agentPoolProfiles.*.vnetSubnetID", SUBNET, "id", "refuses"],
    ["diskEncryptionSetID", "compute:DiskEncryptionSet", "id", "refuses"],
  ],
  "containerservice:AgentPool": [...IN_CLUSTER, ["vnetSubnetID", SUBNET, "id", "refuses"]],
  "containerservice:MaintenanceConfiguration": IN_CLUSTER,
  "containerservice:TrustedAccessRoleBinding": [...IN_CLUSTER, ["sourceResourceId", BACKUPS, "id", "letsGo"]],
  "kubernetesconfiguration:Extension": [["clusterName", CLUSTER, "name", "goesAlong", "resourceGroupName"]],
  "managedidentity:FederatedIdentityCredential": [["resourceName", IDENTITY, "name", "goesAlong", "resourceGroupName"]],
  "keyvault:Key": IN_VAULT,
  "keyvault:Secret": IN_VAULT,
  "storage:BlobContainer": IN_ACCOUNT,
  "storage:BlobServiceProperties": IN_ACCOUNT,
  "storage:ManagementPolicy": IN_ACCOUNT,
  "storage:ObjectReplicationPolicy": IN_ACCOUNT,
  [ACCOUNT]: [["encryption.encryptionIdentity.encryptionUserAssignedIdentity", IDENTITY, "id", "letsGo"]],
  "compute:DiskEncryptionSet": [["activeKey.sourceVault.id", VAULT, "id", "letsGo"]],
  "dataprotection:BackupPolicy": IN_BACKUPS,
  "dataprotection:BackupInstance": [
    ...IN_BACKUPS,
    ["properties.policyInfo.policyId", "dataprotection:BackupPolicy", "id", "refuses"],
  ],
  "redisenterprise:Database": [
    ["clusterName", "redisenterprise:RedisEnterprise", "name", "goesAlong", "resourceGroupName"],
  ],
  "cdn:AFDEndpoint": IN_PROFILE,
  "cdn:AFDOriginGroup": IN_PROFILE,
  "cdn:AFDCustomDomain": IN_PROFILE,
  "cdn:RuleSet": IN_PROFILE,
  "cdn:SecurityPolicy": IN_PROFILE,
  "cdn:AFDOrigin": [...IN_PROFILE, ["originGroupName", "cdn:AFDOriginGroup", "name", "goesAlong", "resourceGroupName"]],
  "cdn:Rule": [...IN_PROFILE, ["ruleSetName", "cdn:RuleSet", "name", "goesAlong", "resourceGroupName"]],
  "cdn:Route": [
    ...IN_PROFILE,
    ["endpointName", "cdn:AFDEndpoint", "name", "goesAlong", "resourceGroupName"],
    ["originGroup.id", "cdn:AFDOriginGroup", "id", "refuses"],
    ["customDomains.*.id", "cdn:AFDCustomDomain", "id", "refuses"],
    ["ruleSets.*.id", "cdn:RuleSet", "id", "refuses"],
  ],
  "dns:RecordSet": [["zoneName", "dns:Zone", "name", "goesAlong", "resourceGroupName"]],
  "dns:DnssecConfig": [["zoneName", "dns:Zone", "name", "goesAlong", "resourceGroupName"]],
  "servicenetworking:AssociationsInterface": [...IN_TRAFFIC, ["subnet.id", SUBNET, "id", "refuses"]],
  "servicenetworking:FrontendsInterface": IN_TRAFFIC,
  "servicenetworking:SecurityPoliciesInterface": [
    ...IN_TRAFFIC,
    ["wafPolicy.id", "network:WebApplicationFirewallPolicy", "id", "refuses"],
  ],
  "monitor:DiagnosticSetting": [["workspaceId", "operationalinsights:Workspace", "id", "letsGo"]],
  "monitor:MetricAlert": [["actions.*.actionGroupId", "monitor:ActionGroup", "id", "letsGo"]],
});

const IN_ANYTHING: readonly Reference[] = [
  {
    ...{
      from: "azure-native:*",
      path: "resourceGroupName",
      to: [`azure-native:${GROUP}`],
      by: ["name"],
      hold: "goesAlong",
    },
    // Azure makes it by itself, with the first network of a region.
    except: /^NetworkWatcherRG$/,
  },
  {
    ...{
      from: "azure-native:monitor:DiagnosticSetting",
      path: "resourceUri",
      to: ["azure-native:*"],
      by: ["id"],
      hold: "goesAlong",
    },
    // What an account has from the beginning.
    except: /\/default$/,
  },
];

const type = (name: string): string => `azure-native:${name}`;

export const AZURE_RULES: VendorRules = {
  prefix: "azure-native:",
  required: AZURE_REQUIRED,
  limits: [
    { type: type(ACCOUNT), path: "accountName", allows: /^[a-z0-9]{3,24}$/, says: "3 to 24 small letters and digits" },
    {
      type: type(VAULT),
      path: "vaultName",
      allows: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/,
      says: "3 to 24 letters, digits and hyphens",
    },
    {
      type: type(VAULT),
      path: "properties.softDeleteRetentionInDays",
      allows: [7, 90, "between"],
      says: "7 to 90 days",
    },
    {
      type: type("mongocluster:MongoCluster"),
      path: "mongoClusterName",
      allows: /^[a-z\d]([-a-z\d]{1,38}[a-z\d])$/,
      says: "3 to 40 small letters, digits and hyphens",
    },
    {
      type: type("search:Service"),
      path: "searchServiceName",
      allows: /^[a-z0-9](?!.*--)[-a-z0-9]{0,58}[a-z0-9]$/,
      says: "2 to 60 small letters, digits and hyphens",
    },
    {
      type: type("containerregistry:Registry"),
      path: "registryName",
      allows: /^[a-zA-Z0-9]{5,50}$/,
      says: "5 to 50 letters and digits",
    },
    {
      type: type("frontdoor:Policy"),
      path: "policyName",
      allows: /^[a-zA-Z][a-zA-Z0-9]{0,127}$/,
      says: "at most 128 letters and digits",
    },
    {
      type: type(CLUSTER),
      path: "dnsPrefix",
      allows: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,52}[a-zA-Z0-9]$/,
      says: "at most 54 letters, digits and hyphens",
    },
    {
      type: type("containerservice:AgentPool"),
      path: "agentPoolName",
      allows: /^[a-z][a-z0-9]{0,11}$/,
      says: "at most 12 small letters and digits",
    },
    { type: type("monitor:ActionGroup"), path: "groupShortName", allows: /^.{1,12}$/, says: "at most 12 characters" },
    {
      type: type("authorization:ManagementLockByScope"),
      path: "level",
      allows: ["CanNotDelete", "ReadOnly"],
      says: "CanNotDelete or ReadOnly",
    },
    {
      type: type("redisenterprise:Database"),
      path: "databaseName",
      allows: ["default"],
      says: "default: there is only one",
    },
  ],
  references: [...REFERENCES, ...IN_ANYTHING],
  ranges: [
    {
      type: type(SUBNET),
      cidrs: ["addressPrefix"],
      network: "virtualNetworkName",
      within: { type: type(NETWORK), by: "name", cidrs: "addressSpace.addressPrefixes.*" },
    },
  ],
  unique: [],
  guards: [],
  keeps: [
    {
      type: type(VAULT),
      path: "properties.enablePurgeProtection",
      when: (on) => on === true,
      says: "ConflictError: a vault with the same name already exists in deleted state",
    },
  ],
  unseen: [
    {
      type: type(IDENTITY),
      by: "principalId",
      minutes: 1,
      refused: {
        from: type("authorization:RoleAssignment"),
        unless: "principalType",
        says: "PrincipalNotFound: the principal does not exist in the directory",
      },
    },
  ],
  texts: {
    exists: (what, name) => `cannot create already existing resource ${what} ${name}`,
    missing: (what, name) => `ResourceNotFound: the resource ${what} ${name} was not found`,
    inUse: (what, name, by) => `InUse: ${what} ${name} is in use by ${by} and cannot be deleted`,
  },
};
