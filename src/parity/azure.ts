import { AZURE as SAID } from "../plan/describe/azure";
import { Member, type Members } from "../plan/describe/members";
import { BACKUPS, ENCRYPTION, STATEFUL } from "./azure-data";
import type { Access, Kinds } from "./kinds";
import { said } from "./read";

/** That a location has. */
const ZONES = 3;
const POOLS = "agentPoolProfiles";
const RULES = "customRules";

/** What Azure's resources have to do with the promises of a tier; those that keep data are beside. */
export const AZURE: Kinds = {
  prefix: "azure-native:",
  services: {
    network: {
      "azure-native:network:VirtualNetwork": "VNet",
      "azure-native:network:NatGateway": "NAT gateways",
    },
    cluster: { "azure-native:containerservice:ManagedCluster": "AKS" },
    identity: { "azure-native:managedidentity:UserAssignedIdentity": "Entra Workload ID" },
    registry: { "azure-native:containerregistry:Registry": "Container Registry" },
    database: { "azure-native:mongocluster:MongoCluster": "Azure DocumentDB" },
    cache: { "azure-native:redisenterprise:RedisEnterprise": "Azure Managed Redis" },
    search: { "azure-native:search:Service": "Azure AI Search" },
    objectStore: { "azure-native:storage:StorageAccount": "Blob Storage" },
    secrets: { "azure-native:keyvault:Vault": "Key Vault" },
    edge: {
      "azure-native:servicenetworking:TrafficControllerInterface": "Application Gateway for Containers",
      "azure-native:network:WebApplicationFirewallPolicy": "Azure WAF",
    },
    cdn: { "azure-native:cdn:Profile": "Front Door", "azure-native:frontdoor:Policy": "Azure WAF" },
    dns: { "azure-native:dns:Zone": "Azure DNS" },
    monitoring: { "azure-native:monitor:MetricAlert": "Azure Monitor" },
    backup: { "azure-native:dataprotection:BackupVault": "Azure Backup" },
    budget: { "azure-native:consumption:Budget": "Cost Management" },
  },
  size: {
    network: said(SAID, "network", 1, 2),
    cluster: said(SAID, "cluster", 1),
    registry: said(SAID, "registry", 0),
    database: said(SAID, "database", 0),
    cache: said(SAID, "cache", 0),
    search: said(SAID, "search", 0),
    objectStore: said(SAID, "objectStore", 1, 3),
    secrets: said(SAID, "secrets", 1),
    edge: said(SAID, "edge", 1),
    cdn: said(SAID, "cdn", 1),
    monitoring: said(SAID, "monitoring", 1),
    backup: said(SAID, "backup", 0, 1),
    budget: said(SAID, "budget", 0),
  },
  zones: {
    // A zone whose way out is in another one loses it with that one.
    network: (members) => zonesOf(members.all("network:NatGateway").flatMap((gateway) => gateway.texts("zones"))),
    cluster: (members) => {
      const cluster = members.first("containerservice:ManagedCluster");
      const inline = cluster?.list(POOLS).flatMap((_, pool) => cluster.texts(`${POOLS}.${pool}.availabilityZones`));
      const own = members.all("containerservice:AgentPool").flatMap((pool) => pool.texts("availabilityZones"));
      return zonesOf([...(inline ?? []), ...own]);
    },
    // In every edition, whatever its setting says (Container Registry, zone redundancy).
    registry: () => "region",
    database: (members) => {
      const cluster = members.first("mongocluster:MongoCluster");
      return cluster && (cluster.text("properties.highAvailability.targetMode") === "ZoneRedundantPreferred" ? 2 : 1);
    },
    cache: (members) => {
      const cache = members.first("redisenterprise:RedisEnterprise");
      return cache && (cache.text("highAvailability") === "Enabled" ? 2 : 1);
    },
    // Each replica goes to another zone, as long as there is one (AI Search, reliability).
    search: (members) => {
      const service = members.first("search:Service");
      return service && Math.min(service.number("replicaCount"), ZONES);
    },
    objectStore: (members) => {
      const accounts = members.all("storage:StorageAccount");
      return accounts.every((account) => account.text("sku.name").includes("ZRS")) ? "region" : 1;
    },
    secrets: () => "region",
    edge: () => "region",
    cdn: () => "global",
    dns: () => "global",
    backup: (members) => {
      const stores = members.first("dataprotection:BackupVault")?.text("properties.storageSettings.0.type");
      return stores === "LocallyRedundant" ? 1 : "region";
    },
  },
  access: {
    cluster: (members) => {
      const cluster = members.first("containerservice:ManagedCluster");
      if (cluster === undefined) return undefined;
      if (cluster.at("apiServerAccessProfile.enablePrivateCluster") === true) return "private";
      return cluster.list("apiServerAccessProfile.authorizedIPRanges").length > 0 ? "own addresses" : "internet";
    },
    registry: (members) => closedOr("identity", members.all("containerregistry:Registry"), "publicNetworkAccess"),
    database: (members) => {
      const access = closedOr("internet", members.all("mongocluster:MongoCluster"), "properties.publicNetworkAccess");
      return access === "private" ? "private, own endpoint" : access;
    },
    cache: (members) => closedOr("internet", members.all("redisenterprise:RedisEnterprise"), "publicNetworkAccess"),
    search: (members) => closedOr("identity", members.all("search:Service"), "publicNetworkAccess"),
    objectStore: (members) => {
      const accounts = members.all("storage:StorageAccount");
      const guarded = accounts.every((account) => GUARDS.every((input) => account.at(input) === false));
      return guarded ? closedOr("identity", accounts, "publicNetworkAccess") : "internet";
    },
    secrets: (members) => closedOr("identity", members.all("keyvault:Vault"), "properties.publicNetworkAccess"),
    edge: edgeAccess,
  },
  stateful: STATEFUL,
  encryption: ENCRYPTION,
  keys: ["azure-native:keyvault:Key"],
  alarms: {
    "azure-native:monitor:MetricAlert": { watches: ["scopes", "criteria"], tells: "actions" },
    "azure-native:monitor:ScheduledQueryRule": { watches: ["scopes", "criteria"], tells: "actions.actionGroups" },
    "azure-native:monitor:ActivityLogAlert": { watches: ["scopes", "condition"], tells: "actions.actionGroups" },
  },
  dashboards: {
    "azure-native:portal:Dashboard": (dashboard) => new Member(dashboard).list("properties.lenses.0.parts"),
  },
  backups: BACKUPS,
};

/** What lets anybody in who knows an address or a password. */
const GUARDS = ["allowBlobPublicAccess", "allowSharedKeyAccess"];

const zonesOf = (zones: readonly string[]): number | undefined => new Set(zones).size || undefined;

/** The widest of several decides; what is closed has endpoints inside the network and no other way. */
function closedOr(open: Access, services: readonly Member[], path: string): Access | undefined {
  if (services.length === 0) return undefined;
  return services.every((service) => service.text(path) === "Disabled") ? "private" : open;
}

/** Whoever is not Cloudflare is blocked by its address, before any other rule is asked. */
function edgeAccess(members: Members): Access | undefined {
  const policy = members.first("network:WebApplicationFirewallPolicy");
  if (policy === undefined) return undefined;
  const rules = policy.list(RULES).map((_, index) => `${RULES}.${index}`);
  const first = rules.sort((a, b) => policy.number(`${a}.priority`) - policy.number(`${b}.priority`))[0] ?? "";
  const match = `${first}.matchConditions.0`;
  const blocks =
    policy.text("policySettings.mode") === "Prevention" &&
    policy.text(`${first}.action`) === "Block" &&
    policy.text(`${match}.matchVariables.0.variableName`) === "RemoteAddr" &&
    policy.at(`${match}.negationConditon`) === true;
  if (!blocks) return "internet";
  const asked = members.first("FrontendTLSPolicy")?.at("spec.default.verify.caCertificateRef");
  return asked === undefined ? "Cloudflare" : "Cloudflare with certificate";
}
