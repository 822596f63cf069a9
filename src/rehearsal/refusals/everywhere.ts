import { REQUIRED_EVERYWHERE } from "./required";
import { referencesOf, type Reference, type VendorRules } from "./rules";

const requiredOf = (prefix: string): VendorRules["required"] =>
  Object.fromEntries(Object.entries(REQUIRED_EVERYWHERE).filter(([type]) => type.startsWith(prefix)));

const NOTHING = { limits: [], references: [], ranges: [], guards: [], unique: [], keeps: [], unseen: [] } as const;

const CLUSTER = "advancedCluster:AdvancedCluster";
const PROJECT = "project:Project";

export const ATLAS_RULES: VendorRules = {
  ...NOTHING,
  prefix: "mongodbatlas:",
  required: requiredOf("mongodbatlas:"),
  limits: [
    {
      type: `mongodbatlas:index/${CLUSTER}`,
      path: "name",
      allows: /^[a-zA-Z0-9][a-zA-Z0-9-]{0,63}$/,
      says: "at most 64 letters, digits and hyphens",
    },
    {
      type: `mongodbatlas:index/${CLUSTER}`,
      path: "clusterType",
      allows: ["REPLICASET", "SHARDED", "GEOSHARDED"],
      says: "REPLICASET, SHARDED or GEOSHARDED",
    },
    {
      type: "mongodbatlas:index/maintenanceWindow:MaintenanceWindow",
      path: "dayOfWeek",
      allows: [1, 7, "between"],
      says: "1 to 7",
    },
  ],
  references: referencesOf("mongodbatlas:index/", {
    [CLUSTER]: [["projectId", PROJECT, "id", "refuses"]],
    "networkContainer:NetworkContainer": [["projectId", PROJECT, "id", "goesAlong"]],
    "networkPeering:NetworkPeering": [
      ["projectId", PROJECT, "id", "refuses"],
      ["containerId", "networkContainer:NetworkContainer", "containerId", "refuses"],
    ],
    "privateLinkEndpoint:PrivateLinkEndpoint": [["projectId", PROJECT, "id", "refuses"]],
    "privateLinkEndpointService:PrivateLinkEndpointService": [
      ["privateLinkId", "privateLinkEndpoint:PrivateLinkEndpoint", "privateLinkId", "refuses"],
    ],
    "cloudBackupSchedule:CloudBackupSchedule": [["clusterName", CLUSTER, "name", "goesAlong", "projectId"]],
    "databaseUser:DatabaseUser": [["projectId", PROJECT, "id", "goesAlong"]],
    "projectIpAccessList:ProjectIpAccessList": [["projectId", PROJECT, "id", "goesAlong"]],
    "alertConfiguration:AlertConfiguration": [["projectId", PROJECT, "id", "goesAlong"]],
    "auditing:Auditing": [["projectId", PROJECT, "id", "goesAlong"]],
    "maintenanceWindow:MaintenanceWindow": [["projectId", PROJECT, "id", "goesAlong"]],
    "cloudProviderAccessSetup:CloudProviderAccessSetup": [["projectId", PROJECT, "id", "goesAlong"]],
    "cloudProviderAccessAuthorization:CloudProviderAccessAuthorization": [
      ["roleId", "cloudProviderAccessSetup:CloudProviderAccessSetup", "roleId", "goesAlong"],
    ],
    "encryptionAtRest:EncryptionAtRest": [["projectId", PROJECT, "id", "goesAlong"]],
  }),
  guards: [
    {
      type: `mongodbatlas:index/${CLUSTER}`,
      path: "terminationProtectionEnabled",
      is: true,
      says: "CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED",
    },
  ],
  unique: [{ type: `mongodbatlas:index/${PROJECT}`, paths: ["name", "orgId"] }],
  texts: {
    exists: (what, name) => `DUPLICATE_NAME: ${what} ${name} already exists`,
    missing: (what, name) => `RESOURCE_NOT_FOUND: ${what} ${name} was not found`,
    inUse: (what, name, by) => `CANNOT_CLOSE_GROUP_ACTIVE_RESOURCES: ${what} ${name} still has ${by}`,
  },
};

export const CLOUDFLARE_RULES: VendorRules = {
  ...NOTHING,
  prefix: "cloudflare:",
  required: requiredOf("cloudflare:"),
  limits: [
    {
      type: "cloudflare:index/dnsRecord:DnsRecord",
      path: "ttl",
      allows: /^(1|[3-9]\d|[1-9]\d{2,3}|[1-7]\d{4}|8[0-5]\d{3}|86[0-3]\d{2}|86400)$/,
      says: "1 for automatic, or 30 to 86400 seconds",
    },
  ],
  unique: [
    // A host has one address or one other name; one set of rules for each phase of a request.
    { type: "cloudflare:index/dnsRecord:DnsRecord", paths: ["type", "name", "zoneId"], when: /^(A|AAAA|CNAME)$/ },
    { type: "cloudflare:index/ruleset:Ruleset", paths: ["phase", "zoneId"] },
  ],
  texts: {
    exists: (what, name) => `an identical ${what} already exists: ${name} (81058)`,
    missing: (what, name) => `could not find ${what} ${name} (1002)`,
    inUse: (what, name, by) => `${what} ${name} is in use by ${by} (1403)`,
  },
};

export const ELASTIC_RULES: VendorRules = {
  ...NOTHING,
  prefix: "ec:",
  required: requiredOf("ec:"),
  references: referencesOf("ec:index/", {
    "deployment:Deployment": [["trafficFilters.*", "deploymentTrafficFilter:DeploymentTrafficFilter", "id", "refuses"]],
  }),
  texts: {
    exists: (what, name) => `${what} ${name} already exists`,
    missing: (what, name) => `${what} ${name} not found`,
    inUse: (what, name, by) => `traffic_filter.in_use: ${what} ${name} is associated with ${by}`,
  },
};

const CLUSTERS = [
  ...["aws:eks/cluster:Cluster", "gcp:container/cluster:Cluster"],
  "azure-native:containerservice:ManagedCluster",
];
/** Azure's cluster comes with a pool of its own. */
const NODES = ["aws:eks/nodeGroup:NodeGroup", "gcp:container/nodePool:NodePool", ...CLUSTERS.slice(2)];
const RELEASE = ["kubernetes:helm.sh/v3:Release"];
const NAMESPACE = ["kubernetes:core/v1:Namespace"];

/** Kinds that a chart brings with it; while its controller is gone, they can't be deleted where it has put a finalizer on them. */
const broughtBy = (from: string, value: string, hold: Reference["hold"]): Reference => ({
  from,
  value,
  to: RELEASE,
  by: ["chart"],
  hold,
});

export const KUBERNETES_RULES: VendorRules = {
  ...NOTHING,
  prefix: "kubernetes:",
  required: { "kubernetes:helm.sh/v3:Release": ["chart"] },
  limits: [
    {
      type: "kubernetes:core/v1:Service",
      path: "metadata.name",
      allows: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
      says: "at most 63 small letters, digits and hyphens",
    },
    {
      type: "kubernetes:core/v1:Namespace",
      path: "metadata.name",
      allows: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      says: "at most 63 small letters, digits and hyphens",
    },
    {
      type: "kubernetes:helm.sh/v3:Release",
      path: "name",
      allows: /^[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?$/,
      says: "at most 53 small letters, digits, dots and hyphens",
    },
  ],
  references: [
    { from: "kubernetes:*", value: "", to: CLUSTERS, by: [], hold: "letsGo" },
    ...["apps/v1:Deployment", "batch/v1:Job", "helm.sh/v3:Release"].map((type): Reference => ({
      from: `kubernetes:${type}`,
      value: "",
      to: NODES,
      by: [],
      hold: "letsGo",
    })),
    ...["metadata.namespace", "namespace"].map((path): Reference => ({
      ...{ from: "kubernetes:*", path, to: NAMESPACE, by: ["metadata.name"] },
      ...{ hold: "goesAlong", except: /^(default|kube-[\w-]+)$/ },
    })),
    broughtBy("kubernetes:external-secrets.io/*", "external-secrets", "letsGo"),
    broughtBy("kubernetes:keda.sh/*", "keda", "refuses"),
    broughtBy("kubernetes:elbv2.k8s.aws/*", "aws-load-balancer-controller", "refuses"),
  ],
  texts: {
    exists: (what, name) => `${what} "${name}" already exists`,
    missing: (what, name) => `${what} "${name}" not found, or no matches for the kind`,
    inUse: (what, name, by) => `${what} "${name}" can't go: its controller has to take the finalizer off ${by} first`,
  },
};
