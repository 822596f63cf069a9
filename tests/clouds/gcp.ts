import type { ServiceName } from "../../stacks";
import type { GraphResource, Inputs } from "../../src/graph/graph";
import type { PolicyGraph } from "../../src/policy/query";
import { read, textsOf } from "../../src/policy/values";
import { machineOf, searchDeployment } from "../../src/providers/gcp/sizes";
import { named, objectsOf } from "../kubernetes";
import { ATLAS_CLUSTER, ATLAS_OPENS, ATLAS_SWITCH, atlasSize } from "./atlas";
import type { Backend, Cloud, NodeGroup } from "./cloud";
import { CACHE, CLUSTER, GCP_NETWORK, NAT, NODE_POOL, SEARCH } from "./gcp-network";

const SECRET = "gcp:secretmanager/secret:Secret";
const SECRET_VERSION = "gcp:secretmanager/secretVersion:SecretVersion";
const BUCKET = "gcp:storage/bucket:Bucket";
const REPOSITORY = "gcp:artifactregistry/repository:Repository";
const BACKUP = "gcp:gkebackup/backupPlan:BackupPlan";
const KEY = "gcp:kms/cryptoKey:CryptoKey";

/** vCPU and GiB of the machines that nodes are. */
const MACHINES: Readonly<Record<string, readonly [vcpu: number, memoryGiB: number]>> = {
  "e2-standard-2": [2, 8],
  "n2d-standard-2": [2, 8],
  "n2d-standard-4": [4, 16],
};

/** Google's front ends keep connections open for as long, which can't be changed (Cloud Load Balancing, timeouts). */
const IDLE_SECONDS = 600;

const inputsOf = (graph: PolicyGraph, type: string): readonly Inputs[] =>
  graph.ofType(type).map(({ inputs }) => inputs);

function nodeGroup(pool: GraphResource): NodeGroup {
  const node = (path: string) => read(pool, `nodeConfig.${path}`);
  const [vcpu, memoryGiB] = MACHINES[String(node("machineType"))] ?? [0, 0];
  const taints = (node("taints") ?? []) as readonly Record<string, string>[];
  return {
    pool: String(node("labels.pool")),
    min: Number(read(pool, "autoscaling.totalMinNodeCount")),
    max: Number(read(pool, "autoscaling.totalMaxNodeCount")),
    labels: node("labels"),
    taints: taints.map(({ key = "", value = "", effect = "" }) => [
      key,
      value,
      effect === "NO_SCHEDULE" ? "NoSchedule" : effect,
    ]),
    zones: textsOf(pool, "nodeLocations"),
    even: read(pool, "autoscaling.locationPolicy") === "BALANCED",
    vcpu,
    memoryGiB,
    diskGiB: Number(node("diskSizeGb")),
  };
}

function backend(graph: PolicyGraph, service: string): Backend {
  const find = (kind: string) => named(objectsOf(graph, kind), service);
  const route = find("HTTPRoute");
  const rules = route?.spec["rules"] as readonly { backendRefs: readonly { name: string; port: number }[] }[];
  const [reference] = rules[0]?.backendRefs ?? [];
  const ports = find("Service")?.spec["ports"] as readonly { port: number; targetPort: string }[] | undefined;
  const check = find("HealthCheckPolicy")?.spec["default"] as
    { checkIntervalSec: number; config: { httpHealthCheck: { port: number; requestPath: string } } } | undefined;
  const policy = find("GCPBackendPolicy")?.spec["default"] as
    { connectionDraining: { drainingTimeoutSec: number } } | undefined;
  if (route === undefined || reference === undefined || check === undefined || policy === undefined)
    throw new Error(`nothing binds ${service} to the load balancer`);
  const { port, requestPath } = check.config.httpHealthCheck;
  return {
    binding: route.urn,
    service: reference.name,
    servicePort: reference.port,
    // Endpoint groups hold the pods themselves, at the port that the service leads to.
    port: ports?.find((one) => one.port === reference.port)?.targetPort ?? "",
    health: { port, path: requestPath, seconds: check.checkIntervalSec },
    drainSeconds: policy.connectionDraining.drainingTimeoutSec,
    idleSeconds: IDLE_SECONDS,
  };
}

const HOURS: Readonly<Record<string, 2 | 24>> = { "0 */2 * * *": 2, "0 3 * * *": 24 };

/** Exports on a schedule; the bucket that they overwrite each other in ends those that are old. */
function snapshots(graph: PolicyGraph) {
  const [job] = graph.ofType("gcp:cloudscheduler/job:Job");
  if (job === undefined) return null;
  const body = Buffer.from(String(read(job, "httpTarget.body")), "base64").toString("utf8");
  const bucket = inputsOf(graph, BUCKET).find(({ name }) => body.includes(`"gs://${String(name)}/`));
  const rules = (bucket?.["lifecycleRules"] ?? []) as readonly { condition: { daysSinceNoncurrentTime?: number } }[];
  const kept = rules.flatMap(({ condition }) => condition.daysSinceNoncurrentTime ?? []);
  return { everyHours: HOURS[String(job.inputs["schedule"])] ?? 24, keepDays: Math.min(...kept) };
}

const SEARCHING: readonly ServiceName[] = ["api", "worker"];

export const GCP: Cloud = {
  packages: ["gcp", "mongodbatlas", "ec"],
  marks: /googleapis|gserviceaccount|gke\.io|svc\.id\.goog/,
  tags: (graph) =>
    inputsOf(graph, "pulumi:providers:gcp").map(({ defaultLabels }) => JSON.parse(String(defaultLabels)) as object),
  network: GCP_NETWORK,
  data: {
    stateful: [ATLAS_CLUSTER, CACHE, SEARCH, BUCKET, KEY, SECRET, REPOSITORY, BACKUP],
    notData: [],
    switches: [
      ATLAS_SWITCH,
      { type: CLUSTER, read: (all) => all["deletionProtection"], on: true, off: false },
      { type: CACHE, read: (all) => all["deletionProtection"], on: true, off: false },
      { type: SECRET, read: (all) => all["deletionProtection"], on: true, off: false },
      { type: SECRET, read: (all) => all["deletionPolicy"], on: "ABANDON", off: "DELETE" },
      { type: KEY, read: (all) => all["deletionPolicy"], on: "ABANDON", off: "DELETE" },
      { type: REPOSITORY, read: (all) => all["deletionPolicy"], on: "PREVENT", off: "DELETE" },
      { type: BACKUP, read: (all) => all["deletionPolicy"], on: "PREVENT", off: "ABANDON" },
      { type: BUCKET, read: (all) => all["forceDestroy"], on: false, off: true },
      { type: BUCKET, read: (all) => all["deletionPolicy"], on: "PREVENT", off: "DELETE" },
    ],
    sizes: (graph) => ({
      nodes: graph.ofType(NODE_POOL).map((pool) => [read(pool, "nodeConfig.machineType"), read(pool, "autoscaling")]),
      database: atlasSize(graph),
      cache: inputsOf(graph, CACHE).map((all) => [all["tier"], all["memorySizeGb"], all["replicaCount"] ?? 0]),
      search: graph.ofType(SEARCH).map((one) => [one.inputs["deploymentTemplateId"], read(one, "elasticsearch.hot")]),
    }),
    outlivesZone: (graph) => {
      const [cache] = inputsOf(graph, CACHE);
      const [search] = graph.ofType(SEARCH);
      return {
        cache: cache?.["tier"] === "STANDARD_HA" && Number(cache["replicaCount"]) > 0,
        search: search !== undefined && read(search, "elasticsearch.hot.zoneCount") === 3,
        // Cloud NAT is no machine in a zone (ledger: gcp-nat-regional).
        wayOut: graph.ofType(NAT).length > 0,
      };
    },
    // Memorystore for Redis has no cluster mode (ledger: cache-one-shard).
    clusterMode: () => false,
    snapshots,
  },
  secrets: {
    secret: SECRET,
    version: SECRET_VERSION,
    isCopy: () => false,
    keyOf: ({ inputs }) => String(inputs["secretId"]),
    prefix: (stack) => `ss-${stack}-crm-`,
    value: "secretDataWo",
    credentials: ({ search }) => ["redis-ca", ...(search === null ? [] : ["search-username", "search-password"])],
    settings: (service, { search }) => [
      ...(service === "frontend" ? [] : ["REDIS_CA"]),
      ...(search !== null && SEARCHING.includes(service) ? ["SEARCH_USERNAME", "SEARCH_PASSWORD"] : []),
    ],
    opens: ATLAS_OPENS,
  },
  nodes: {
    groups: (graph) => graph.ofType(NODE_POOL).map(nodeGroup),
    systemPods: ["anetd", "kube-dns", "gke-metadata-server"],
    otherCounts: "nodes-gke-room",
    largerMachines: "nodes-gke-small",
    identities: (graph) =>
      inputsOf(graph, "gcp:serviceaccount/iAMMember:IAMMember").flatMap(({ member, serviceAccountId }) => {
        const pod = /\.svc\.id\.goog\[(.+)\]$/.exec(String(member))?.[1];
        return pod === undefined ? [] : [{ pod, identity: String(serviceAccountId) }];
      }),
  },
  edge: { backend, namespaceLabels: { "gateway-access": "edge" } },
  sharing: {
    singletons: ["gcp:projects/iAMAuditConfig:IAMAuditConfig", "gcp:projects/serviceIdentity:ServiceIdentity"],
    names: ["name", "accountId", "secretId", "bucketId", "repositoryId", "roleId"],
    scoped: /^gcp:(dns\/recordSet|storage\/transferJob)/,
  },
  knobs: {
    without: { nat: "gcp-nat-regional", "search.diskGiB": "search-elastic-sizes" },
    parts: /^(nodePools\.\w+\.(vcpu|memoryGiB|burstable)|search\.(nodes|vcpu|memoryGiB))$/,
    sku: {
      nodePools: ({ nodePools }) => Object.values(nodePools).map(machineOf),
      search: ({ search }) => search && searchDeployment(search),
    },
    keysWithout: { budgetStart: "budget-start" },
    own: {
      project: { value: "sequelstring-other", in: /^gcp$/, as: '"sequelstring-other"' },
      projectNumber: { value: "123456789012", in: /^crm-budget-monthly$/, as: "projects/123456789012" },
      region: { value: "us-east4", in: /^gcp$/, as: '"us-east4"' },
      drRegion: { value: "us-west1", in: /^crm-object-store-recordings-dr$/, as: '"US-WEST1"' },
      billingAccount: { value: "01AB23-4CD567-89EF01", in: /^crm-budget-monthly$/, as: "01AB23-4CD567-89EF01" },
    },
  },
};
