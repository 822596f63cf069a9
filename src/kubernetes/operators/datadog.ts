import { type Operator, overZones, replicasOf, type Request, resourcesOf, sumOf } from "./operator";

export interface DatadogArgs {
  readonly highlyAvailable: boolean;
  readonly priorityClass: string;
  readonly clusterName: string;
  /** Whose logs are sent. */
  readonly logged: string;
}

export const DATADOG = "datadog";
/** Where pods send their traces: the agent of their own node. */
export const TRACES = { url: "http://datadog.datadog.svc:8126", namespace: DATADOG, port: 8_126 } as const;
/** Kubernetes secret with the API key, and the name that the chart expects the key under. */
export const API_KEY = { secret: "datadog-api-key", key: "api-key" } as const;

const NODE = {
  agent: { cpu: 50, memory: 256 },
  traceAgent: { cpu: 20, memory: 96 },
} as const satisfies Readonly<Record<string, Request>>;
const CLUSTER_AGENT: Request = { cpu: 50, memory: 192 };

/** Metrics of nodes and pods, traces, and the CRM's logs, sent to Datadog from every node. */
export function datadog({ highlyAvailable, priorityClass, clusterName, logged }: DatadogArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  const clusterAgent = "datadog-cluster-agent";
  return {
    chart: "datadog",
    version: "3.240.0",
    repository: "https://helm.datadoghq.com",
    namespace: DATADOG,
    pods: [
      { name: "datadog", kind: "daemonset", ...sumOf(NODE), priorityClass },
      { name: clusterAgent, kind: "deployment", replicas, ...CLUSTER_AGENT, priorityClass },
    ],
    values: {
      datadog: {
        site: "datadoghq.com",
        clusterName,
        apiKeyExistingSecret: API_KEY.secret,
        ...MODEST,
        logs: { enabled: true, containerCollectAll: true },
        containerExcludeLogs: "kube_namespace:.*",
        containerIncludeLogs: `kube_namespace:^${logged}$`,
      },
      agents: {
        priorityClassName: priorityClass,
        tolerations: [{ operator: "Exists" }],
        containers: {
          agent: { resources: resourcesOf(NODE.agent) },
          traceAgent: { resources: resourcesOf(NODE.traceAgent) },
          initContainers: { resources: resourcesOf(NODE.agent) },
        },
      },
      clusterAgent: {
        replicas,
        resources: resourcesOf(CLUSTER_AGENT),
        containers: { initContainers: { resources: resourcesOf(CLUSTER_AGENT) } },
        priorityClassName: priorityClass,
        pdb: { create: highlyAvailable, maxUnavailable: 1 },
        ...(highlyAvailable && { topologySpreadConstraints: overZones({ app: clusterAgent }) }),
        // The metrics that pods are scaled by are KEDA's; two providers of them exclude each other.
        metricsProvider: { enabled: false },
        admissionController: { enabled: false },
        rbac: { flareAdditionalPermissions: false },
      },
    },
  };
}

/** Off: what reads secrets, takes orders from outside, changes pods, or costs by the process and the object. */
const MODEST = {
  operator: { enabled: false },
  remoteConfiguration: { enabled: false },
  processAgent: { enabled: false },
  discovery: { enabled: false },
  orchestratorExplorer: { enabled: false },
  kubeStateMetricsCore: { collectSecretMetrics: false, collectConfigMaps: false },
  secretBackend: { enableGlobalPermissions: false },
  // Through a service: pods under the standard `restricted` mount no socket of their node.
  apm: { socketEnabled: false, useLocalService: true },
} as const;
