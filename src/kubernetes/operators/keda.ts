import { type Operator, overZones, replicasOf, type Request, resourcesWithoutCpuLimit } from "./operator";

export const KEDA = "keda";
/** Between its metrics server and its operator. */
export const KEDA_PORT = 9_666;

export interface KedaArgs {
  /** The one namespace that it works in. */
  readonly scaled: string;
  readonly highlyAvailable: boolean;
  readonly priorityClass: string;
}

/** The chart's components: its word for each in most of its values, and the deployment's name. */
const COMPONENTS = {
  operator: { name: "keda-operator", cpu: 50, memory: 192 },
  metricServer: { name: "keda-operator-metrics-apiserver", cpu: 25, memory: 96 },
  webhooks: { name: "keda-admission-webhooks", cpu: 10, memory: 64 },
} as const satisfies Readonly<Record<string, Request & { readonly name: string }>>;

/** Scales by what waits in queues and by requests per second, where Kubernetes itself only knows CPU and memory. */
export function keda({ highlyAvailable, priorityClass, scaled }: KedaArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  const { operator, metricServer, webhooks } = COMPONENTS;
  const budget = highlyAvailable ? { maxUnavailable: 1 } : {};
  const spread = ({ name }: { readonly name: string }) => (highlyAvailable ? overZones({ app: name }) : []);
  return {
    chart: "keda",
    version: "2.20.2",
    repository: "https://kedacore.github.io/charts",
    namespace: KEDA,
    pods: [operator, metricServer, webhooks].map((component) => ({
      ...component,
      kind: "deployment",
      replicas,
      priorityClass,
    })),
    values: {
      operator: { replicaCount: replicas },
      metricsServer: { replicaCount: replicas },
      webhooks: { replicaCount: replicas },
      resources: {
        operator: resourcesWithoutCpuLimit(operator),
        metricServer: resourcesWithoutCpuLimit(metricServer),
        webhooks: resourcesWithoutCpuLimit(webhooks),
      },
      podDisruptionBudget: { operator: budget, metricServer: budget, webhooks: budget },
      topologySpreadConstraints: {
        operator: spread(operator),
        metricsServer: spread(metricServer),
        webhooks: spread(webhooks),
      },
      priorityClassName: priorityClass,
      image: { pullPolicy: "IfNotPresent" },
      enableServiceLinks: false,
      // Its rights are bound to this namespace alone; everywhere else it could read secrets and start jobs.
      watchNamespace: scaled,
      // Deployments are all it scales; by default it may read every object of every kind.
      rbac: { enabledCustomScaledRefKinds: false },
    },
  };
}
