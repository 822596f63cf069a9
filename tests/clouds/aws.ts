import type { GraphResource, Inputs } from "../../src/graph/graph";
import type { PolicyGraph } from "../../src/policy/query";
import { read, textsOf } from "../../src/policy/values";
import { nodeType, searchNodeType } from "../../src/providers/aws/sizes";
import { named, objectsOf } from "../kubernetes";
import { ATLAS_CLUSTER, ATLAS_OPENS, ATLAS_SWITCH, atlasSize } from "./atlas";
import { AWS_NETWORK, CACHE, LOAD_BALANCER, NODE_GROUP, SEARCH, SUBNET, TEMPLATE } from "./aws-network";
import type { Backend, Cloud, NodeGroup } from "./cloud";

const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const BUCKET = "aws:s3/bucket:Bucket";
const REPOSITORY = "aws:ecr/repository:Repository";

/** Logs of a CDN's visitors are no data of ours. */
const CDN_LOGS = "crm-cdn-logs-bucket";

/** vCPU and GiB of the machines that nodes are. */
const MACHINES: Readonly<Record<string, readonly [vcpu: number, memoryGiB: number]>> = {
  "t4g.medium": [2, 4],
  "t4g.large": [2, 8],
  "m7g.large": [2, 8],
  "m7g.xlarge": [4, 16],
};

const inputsOf = (graph: PolicyGraph, type: string): readonly Inputs[] =>
  graph.ofType(type).map(({ inputs }) => inputs);

function nodeGroup(graph: PolicyGraph, group: GraphResource): NodeGroup {
  const { labels, scalingConfig, taints = [] } = group.inputs;
  const { minSize, maxSize } = scalingConfig as { readonly minSize: number; readonly maxSize: number };
  const [machine = ""] = textsOf(group, "instanceTypes");
  const [vcpu, memoryGiB] = MACHINES[machine] ?? [0, 0];
  const [template] = graph.referred(group, "launchTemplate", TEMPLATE);
  const disks = template?.inputs["blockDeviceMappings"] as readonly { ebs: { volumeSize: number } }[] | undefined;
  const zones = graph.referred(group, "subnetIds", SUBNET).map(({ inputs }) => String(inputs["availabilityZoneId"]));
  return {
    pool: (labels as { readonly pool: string }).pool,
    min: minSize,
    max: maxSize,
    labels,
    taints: (taints as unknown as readonly Record<string, string>[]).map(({ key = "", value = "", effect = "" }) => [
      key,
      value,
      effect === "NO_SCHEDULE" ? "NoSchedule" : effect,
    ]),
    zones,
    // Of a group over several zones the autoscaler does not know where a node comes.
    even: zones.length === 1,
    vcpu,
    memoryGiB,
    diskGiB: disks?.[0]?.ebs.volumeSize ?? 0,
  };
}

interface Binding {
  readonly serviceRef: { readonly name: string; readonly port: number };
  readonly targetGroupARN: string;
  readonly targetType: string;
}

function backend(graph: PolicyGraph, service: string): Backend {
  const binding = named(objectsOf(graph, "TargetGroupBinding"), service);
  const spec = binding?.spec as Binding | undefined;
  const target = graph
    .ofType("aws:lb/targetGroup:TargetGroup")
    .find(({ name }) => spec?.targetGroupARN === `<${name}.arn>`);
  if (binding === undefined || spec?.targetType !== "ip" || target === undefined)
    throw new Error(`nothing binds ${service} to the load balancer`);
  const health = target.inputs["healthCheck"] as Readonly<Record<string, unknown>>;
  const [loadBalancer] = inputsOf(graph, LOAD_BALANCER);
  return {
    binding: binding.urn,
    service: spec.serviceRef.name,
    servicePort: spec.serviceRef.port,
    port: Number(target.inputs["port"]),
    health: { port: Number(health["port"]), path: String(health["path"]), seconds: Number(health["interval"]) },
    drainSeconds: Number(target.inputs["deregistrationDelay"]),
    idleSeconds: Number(loadBalancer?.["idleTimeout"]),
  };
}

/** ElastiCache takes one a day by itself; a schedule takes those that come more often, and must end them itself. */
function snapshots(graph: PolicyGraph) {
  const [kept] = inputsOf(graph, CACHE).map(({ snapshotRetentionLimit }) => Number(snapshotRetentionLimit ?? 0));
  const [schedule] = inputsOf(graph, "aws:scheduler/schedule:Schedule");
  const [machine] = inputsOf(graph, "aws:sfn/stateMachine:StateMachine");
  if (kept === undefined || kept === 0) return null;
  if (schedule === undefined) return { everyHours: 24 as const, keepDays: kept };
  const hours = /^rate\((\d+) hours\)$/.exec(String(schedule["scheduleExpression"]))?.[1];
  const days = /\$millis\(\) - (\d+) \* 86400000/.exec(String(machine?.["definition"]))?.[1];
  return { everyHours: Number(hours) as 2, keepDays: Number(days) };
}

export const AWS: Cloud = {
  packages: ["aws", "mongodbatlas"],
  marks: /amazonaws|arn:aws|k8s\.aws|eks\.amazon/,
  tags: (graph) =>
    inputsOf(graph, "pulumi:providers:aws").map(
      ({ defaultTags }) => (JSON.parse(String(defaultTags)) as { readonly tags: object }).tags,
    ),
  network: AWS_NETWORK,
  data: {
    stateful: [ATLAS_CLUSTER, CACHE, SEARCH, BUCKET, "aws:kms/key:Key", SECRET, REPOSITORY, "aws:backup/vault:Vault"],
    notData: [CDN_LOGS],
    switches: [
      ATLAS_SWITCH,
      { type: "aws:eks/cluster:Cluster", read: (all) => all["deletionProtection"], on: true, off: false },
      { type: LOAD_BALANCER, read: (all) => all["enableDeletionProtection"], on: true, off: false },
      { type: REPOSITORY, read: (all) => all["forceDelete"], on: false, off: true },
      { type: SECRET, read: (all) => all["recoveryWindowInDays"], on: 30, off: 0 },
      { type: BUCKET, read: (all) => all["forceDestroy"], on: false, off: true },
      { type: CACHE, read: (all) => "finalSnapshotIdentifier" in all, on: true, off: false },
    ],
    sizes: (graph) => ({
      nodes: inputsOf(graph, NODE_GROUP).map((all) => [all["instanceTypes"], all["scalingConfig"]]),
      database: atlasSize(graph),
      cache: inputsOf(graph, CACHE).map((all) => [all["nodeType"], all["numNodeGroups"], all["replicasPerNodeGroup"]]),
      search: inputsOf(graph, SEARCH).map((all) => [all["clusterConfig"], all["ebsOptions"]]),
    }),
    outlivesZone: (graph) => {
      const [cache] = graph.ofType(CACHE);
      const [search] = graph.ofType(SEARCH);
      const zones = search && read(search, "clusterConfig.zoneAwarenessConfig.availabilityZoneCount");
      const gateways = graph.ofType("aws:ec2/natGateway:NatGateway");
      return {
        cache: cache?.inputs["multiAzEnabled"] === true && cache.inputs["automaticFailoverEnabled"] === true,
        search: zones === 3,
        wayOut: new Set(gateways.flatMap((nat) => graph.referred(nat, "subnetId", SUBNET))).size === 3,
      };
    },
    clusterMode: ({ clusterMode }) => clusterMode,
    snapshots,
  },
  secrets: {
    secret: SECRET,
    version: SECRET_VERSION,
    isCopy: () => false,
    keyOf: ({ inputs }) => String(inputs["name"]),
    prefix: (stack) => `ss-${stack}-crm/`,
    value: "secretStringWo",
    // Pods sign their requests to search with their own identity.
    credentials: () => [],
    settings: () => [],
    opens: ATLAS_OPENS,
  },
  nodes: {
    groups: (graph) => graph.ofType(NODE_GROUP).map((group) => nodeGroup(graph, group)),
    systemPods: ["aws-node", "coredns", "cluster-autoscaler"],
    otherCounts: null,
    largerMachines: null,
    identities: (graph) =>
      inputsOf(graph, "aws:eks/podIdentityAssociation:PodIdentityAssociation").map((all) => ({
        pod: `${String(all["namespace"])}/${String(all["serviceAccount"])}`,
        identity: String(all["roleArn"]),
      })),
  },
  edge: { backend, namespaceLabels: { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" } },
  sharing: {
    singletons: ["aws:iam/serviceLinkedRole:ServiceLinkedRole", "aws:ebs/encryptionByDefault:EncryptionByDefault"],
    names: ["name", "bucket", "replicationGroupId", "domainName", "policyName", "dashboardName", "nodeGroupName"],
    scoped: /^aws:(eks\/|s3\/bucket[A-Z]|route53\/record)/,
  },
  knobs: {
    without: {},
    parts: /^(nodePools\.\w+|search)\.(vcpu|memoryGiB|burstable)$/,
    sku: {
      nodePools: ({ nodePools }) => Object.values(nodePools).map(nodeType),
      search: ({ search }) => search && searchNodeType(search),
    },
    keysWithout: {},
    own: {
      accountId: { value: "123456789012", in: /^crm-object-store-recordings$/, as: "123456789012" },
      region: { value: "us-east-2", in: /^aws$/, as: '"us-east-2"' },
      drRegion: { value: "us-east-1", in: /^crm-object-store-recordings-dr$/, as: '"us-east-1"' },
      serviceRoles: { value: "exist", in: /^crm-account-autoscaling$/, as: null },
    },
  },
};
