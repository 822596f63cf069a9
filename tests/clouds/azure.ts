import type { GraphResource, Inputs, Value } from "../../src/graph/graph";
import type { PolicyGraph } from "../../src/policy/query";
import { listOf, read, readIn } from "../../src/policy/values";
import { isShared } from "../../src/providers/azure/node-pools";
import { machineOf, searchOf } from "../../src/providers/azure/sizes";
import { named, objectsOf } from "../kubernetes";
import { AZURE_NETWORK, CACHE, CLUSTER, DATABASE, NAT, NODE_POOL, profilesOf, SEARCH } from "./azure-network";
import type { Backend, Cloud, NodeGroup, Shows } from "./cloud";

const VAULT = "azure-native:keyvault:Vault";
const SECRET = "azure-native:keyvault:Secret";
const KEY = "azure-native:keyvault:Key";
const ACCOUNT = "azure-native:storage:StorageAccount";
const CONTAINER = "azure-native:storage:BlobContainer";
const REGISTRY = "azure-native:containerregistry:Registry";
const BACKUP = "azure-native:dataprotection:BackupVault";
const LOCK = "azure-native:authorization:ManagementLockByScope";

/** Logs of the network are no data of ours. */
const LOGS = "crm-network-flow-account";

/** vCPU and GiB of the machines that nodes are. */
const MACHINES: Readonly<Record<string, readonly [vcpu: number, memoryGiB: number]>> = {
  Standard_D2as_v5: [2, 8],
  Standard_D4as_v5: [4, 16],
};

/** The load balancer keeps connections open for as long, which can't be changed (Application Gateway for Containers, timeouts). */
const IDLE_SECONDS = 300;

const inputsOf = (graph: PolicyGraph, type: string): readonly Inputs[] =>
  graph.ofType(type).map(({ inputs }) => inputs);

/** What can be tagged has a place, and some things without one can be as well. */
const tagsOf = (graph: PolicyGraph): readonly unknown[] => {
  const own = graph.resources.filter(({ type }) => type.startsWith("azure-native:"));
  return own.filter(({ inputs }) => "location" in inputs || "tags" in inputs).map(({ inputs }) => inputs["tags"]);
};

/** Pools of AKS' own pods have no label of ours. */
function nodeGroups(graph: PolicyGraph): readonly NodeGroup[] {
  const pools: readonly Value[] = [...inputsOf(graph, NODE_POOL), ...graph.ofType(CLUSTER).flatMap(profilesOf)];
  return pools.filter((pool) => readIn(pool, "nodeLabels.pool") !== undefined).map(nodeGroup);
}

function nodeGroup(pool: Value): NodeGroup {
  const of = (path: string) => readIn(pool, path);
  const [vcpu, memoryGiB] = MACHINES[String(of("vmSize"))] ?? [0, 0];
  const taints = (of("nodeTaints") ?? []) as readonly string[];
  const zones = (of("availabilityZones") ?? []) as readonly string[];
  return {
    pool: String(of("nodeLabels.pool")),
    min: Number(of("minCount")),
    max: Number(of("maxCount")),
    labels: of("nodeLabels"),
    taints: taints.map((taint) => {
      const [key = "", value = "", effect = ""] = taint.split(/[=:]/);
      return [key, value, effect];
    }),
    zones,
    even: zones.length === 1,
    vcpu,
    memoryGiB,
    diskGiB: Number(of("osDiskSizeGB")),
  };
}

function backend(graph: PolicyGraph, service: string): Backend {
  const find = (kind: string) => named(objectsOf(graph, kind), service);
  const route = find("HTTPRoute");
  const rules = route?.spec["rules"] as readonly { backendRefs: readonly { name: string; port: number }[] }[];
  const [reference] = rules[0]?.backendRefs ?? [];
  const ports = find("Service")?.spec["ports"] as readonly { port: number; targetPort: string }[] | undefined;
  const check = find("HealthCheckPolicy")?.spec["default"] as
    { interval: string; port: number; http: { path: string } } | undefined;
  if (route === undefined || reference === undefined || check === undefined)
    throw new Error(`nothing binds ${service} to the load balancer`);
  return {
    binding: route.urn,
    service: reference.name,
    servicePort: reference.port,
    // It sends requests to the pods themselves, at the port that the service leads to.
    port: ports?.find((one) => one.port === reference.port)?.targetPort ?? "",
    health: { port: check.port, path: check.http.path, seconds: Number.parseInt(check.interval, 10) },
    drainSeconds: null,
    idleSeconds: IDLE_SECONDS,
  };
}

/** Exports on a schedule; the account that they are in ends those that are old. */
function snapshots(graph: PolicyGraph) {
  const [workflow] = graph.ofType("azure-native:logic:Workflow");
  if (workflow === undefined) return null;
  const clock = read(workflow, "definition.triggers.clock.recurrence");
  const hours = readIn(clock, "frequency") === "Day" ? 24 : 1;
  const target = String(read(workflow, "definition.actions.export.inputs.body.sasUri"));
  const account = graph.ofType(ACCOUNT).find(({ name }) => target.includes(`<${name}.name>`));
  const policies = account ? graph.referring("azure-native:storage:ManagementPolicy", "accountName", account) : [];
  const kept = policies
    .flatMap((policy) => listOf(policy, "policy.rules"))
    .flatMap((rule) => readIn(rule, "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan") ?? []);
  return { everyHours: (hours * Number(readIn(clock, "interval"))) as 2 | 24, keepDays: Math.min(...kept.map(Number)) };
}

const ofCluster = (cluster: GraphResource) =>
  ["compute", "storage", "sharding", "highAvailability"].map((part) => read(cluster, `properties.${part}`));

/** A key that is handed over as it is. */
const shows = (value: string, names: RegExp): Shows => ({ value, in: names, as: value });

export const AZURE: Cloud = {
  packages: ["azure-native"],
  marks: /azure\.(com|net)|\.windows\.net|Microsoft\.|azure-native/,
  tags: tagsOf,
  network: AZURE_NETWORK,
  data: {
    stateful: [
      DATABASE,
      CACHE,
      "azure-native:redisenterprise:Database",
      SEARCH,
      ACCOUNT,
      CONTAINER,
      VAULT,
      SECRET,
      KEY,
      REGISTRY,
      BACKUP,
    ],
    notData: [LOGS],
    switches: [
      { type: VAULT, read: (all) => readIn(all, "properties.softDeleteRetentionInDays"), on: 90, off: 7 },
      {
        type: BACKUP,
        read: (all) => readIn(all, "properties.securitySettings.softDeleteSettings.state"),
        on: "On",
        off: "Off",
      },
      // There is none without protection.
      { type: LOCK, read: (all) => all["level"], on: "CanNotDelete", off: null },
    ],
    sizes: (graph) => ({
      nodes: nodeGroups(graph).map(({ vcpu, memoryGiB, min, max }) => [vcpu, memoryGiB, min, max]),
      database: graph.ofType(DATABASE).map(ofCluster),
      cache: graph.ofType(CACHE).map((cache) => [read(cache, "sku.name"), cache.inputs["highAvailability"]]),
      search: graph.ofType(SEARCH).map((search) => [read(search, "sku.name"), search.inputs["replicaCount"]]),
    }),
    outlivesZone: (graph) => {
      const [cache] = graph.ofType(CACHE);
      const [search] = graph.ofType(SEARCH);
      const zones = graph.ofType(NAT).flatMap((nat) => listOf(nat, "zones"));
      return {
        // Both are in other zones than their like, where the location has any (Managed Redis and AI Search, reliability).
        cache: cache?.inputs["highAvailability"] === "Enabled",
        search: Number(search?.inputs["replicaCount"]) >= 3,
        wayOut: new Set(zones).size === 3,
      };
    },
    // One address answers for all shards (ledger: cache-azure-nodes).
    clusterMode: () => false,
    snapshots,
  },
  secrets: {
    secret: SECRET,
    version: SECRET,
    isCopy: ({ inputs }) => inputs["vaultName"] === "<crm-secrets-vault-dr.name>",
    keyOf: ({ inputs }) => String(inputs["secretName"]),
    // The vault is the stack's own.
    prefix: () => "",
    value: "properties.value",
    credentials: ({ edge }) => [
      "origin-tls-certificate",
      "origin-tls-key",
      ...(edge.mutualTls ? ["origin-client-ca"] : []),
    ],
    settings: () => [],
    opens: ["crm-database-cluster.properties.administrator.password"],
  },
  nodes: {
    groups: nodeGroups,
    systemPods: ["cilium", "azure-cns", "cloud-node-manager"],
    otherCounts: "nodes-aks-room",
    largerMachines: "nodes-azure",
    identities: (graph) =>
      inputsOf(graph, "azure-native:managedidentity:FederatedIdentityCredential").map((all) => ({
        pod: String(all["subject"]).replace(/^system:serviceaccount:(.+):(.+)$/, "$1/$2"),
        identity: String(all["resourceName"]),
      })),
  },
  edge: { backend, namespaceLabels: { "gateway-access": "edge" } },
  sharing: {
    singletons: [
      "azure-native:monitor:SubscriptionDiagnosticSetting",
      "azure-native:resources:DeploymentAtSubscriptionScope",
    ],
    names: [
      "resourceGroupName",
      "accountName",
      "vaultName",
      "registryName",
      "clusterName",
      "mongoClusterName",
      "searchServiceName",
      "resourceName",
      "dnsPrefix",
      "nodeResourceGroup",
      "flowLogName",
      "budgetName",
      "roleName",
      "workspaceName",
      "policyName",
      "profileName",
      "endpointName",
      "trafficControllerName",
      "actionGroupName",
      "dashboardName",
    ],
    // Everyone's flow logs are in one group of Azure's own, where their names tell them apart.
    scoped: /^azure-native:network:FlowLog$/,
  },
  knobs: {
    without: {
      "database.growsTo": "database-no-autoscaling",
      "database.sharded": "database-documentdb",
      "database.pointInTime": "database-backup-region",
      "cache.clusterMode": "cache-azure-nodes",
      "search.diskGiB": "search-azure-sizes",
      "objects.deepArchiveAfter": "blob-tiers",
      "edge.privateEndpoints": "database-azure-endpoint",
      "load.peakRps": "edge-no-visitor-limit",
      "logs.auditRetentionDays": "azure-audit-log",
    },
    parts: /^(nodePools\.\w+\.(vcpu|memoryGiB|burstable)|search\.(vcpu|memoryGiB))$/,
    sku: {
      nodePools: ({ nodePools }) => [Object.values(nodePools).map(machineOf), isShared(nodePools)],
      search: ({ search }) => search && searchOf(search),
    },
    keysWithout: { "atlas.orgId": "database-documentdb" },
    own: {
      subscriptionId: shows("1b4e28ba-2fa1-11d2-883f-b9a761bde3fb", /^crm-budget-monthly$/),
      tenantId: shows("6ecd8c99-4036-403d-bf84-cf8400f67836", /^crm-secrets-vault$/),
      location: shows("southcentralus", /^azure$/),
      drLocation: shows("canadacentral", /^crm-secrets-dr-group$/),
      adminGroupId: shows("9d7d8c1e-1f5b-4c3a-8a51-6b7f0a2f4e10", /^crm-cluster-aks$/),
    },
  },
};
