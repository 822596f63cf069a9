import { createHash } from "node:crypto";
import { NAME_LABEL } from "../labels";
import { OPS } from "../ops";
import { type Operator, overZones, replicasOf, type Request, resourcesOf, RESTRICTED_CONTAINER } from "./operator";

export interface PrometheusArgs {
  readonly highlyAvailable: boolean;
  readonly priorityClass: string;
  /** Namespace and services whose pods are asked for their metrics. */
  readonly scraped: string;
  readonly services: readonly string[];
}

export const PROMETHEUS = "prometheus";
/** Port of its server. */
export const PROMETHEUS_PORT = 9_090;
/** Where queries are answered, inside the cluster. */
export const PROMETHEUS_URL = "http://prometheus-server.prometheus.svc";

const SERVER: Request = { cpu: 50, memory: 192 };
/** Seconds between two looks at a pod: a rate over two minutes then rests on eight of them. */
const INTERVAL = 15;
/** Room for two hours of one metric and for what is about to be thrown away. */
const STORAGE = "512Mi";
/** Name of the role by which pods are found. */
const ROLE = "prometheus-pods";
const RBAC = "rbac.authorization.k8s.io";

/** The pods' name label, as Prometheus spells it. */
const NAME = `pod_label_${NAME_LABEL.replace(/[^a-z]/g, "_")}`;
/** The metric of the contract with the CRM's images. */
const METRIC = "http_requests_total";

/** Counts requests per second for the autoscaler, and nothing else: two hours in memory, no alarms, no other metric. */
export function prometheus({ highlyAvailable, priorityClass, scraped, services }: PrometheusArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  const scrape = scrapeConfig(scraped, services);
  const labels = { "app.kubernetes.io/name": "prometheus", "app.kubernetes.io/component": "server" };
  return {
    chart: "prometheus",
    version: "29.27.0",
    repository: "https://prometheus-community.github.io/helm-charts",
    namespace: PROMETHEUS,
    pods: [{ name: "prometheus-server", kind: "deployment", replicas, ...SERVER, priorityClass }],
    values: {
      ...NOTHING_ELSE,
      server: {
        replicaCount: replicas,
        resources: resourcesOf(SERVER),
        priorityClassName: priorityClass,
        podDisruptionBudget: { enabled: highlyAvailable, maxUnavailable: 1 },
        ...(highlyAvailable && { topologySpreadConstraints: overZones(labels) }),
        // Each of two sees every pod, so either one's answer will do.
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        // Not asked before it has looked at every pod several times.
        readinessProbeInitialDelay: 4 * INTERVAL,
        terminationGracePeriodSeconds: 30,
        retention: "2h",
        persistentVolume: { enabled: false },
        emptyDir: { sizeLimit: STORAGE },
        enableServiceLinks: false,
        // Without the flag that lets anyone in the cluster stop or reload it; a new configuration is a new pod instead.
        extraFlags: [],
        podAnnotations: { "checksum/scrape": fingerprint(scrape) },
        securityContext: { seccompProfile: { type: "RuntimeDefault" } },
        containerSecurityContext: RESTRICTED_CONTAINER,
        global: { scrape_interval: `${INTERVAL}s`, scrape_timeout: "10s" },
      },
      serverFiles: { "prometheus.yml": { scrape_configs: [scrape] } },
      rbac: { create: false },
      extraManifests: RIGHTS.map((manifest) => JSON.stringify(manifest)),
    },
  };
}

/** Null takes away all that the chart would scrape by default. */
const NOTHING_ELSE = {
  scrapeConfigs: null,
  alertmanager: { enabled: false },
  "kube-state-metrics": { enabled: false },
  "prometheus-node-exporter": { enabled: false },
  "prometheus-pushgateway": { enabled: false },
  configmapReload: { prometheus: { enabled: false } },
} as const;

/** To find pods is all it may; the chart's own role reads nodes, services and every configuration map. */
const RIGHTS = [
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name: ROLE },
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name: ROLE },
    roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: ROLE },
    subjects: [{ kind: "ServiceAccount", name: "prometheus-server", namespace: PROMETHEUS }],
  },
] as const;

function scrapeConfig(namespace: string, services: readonly string[]) {
  const meta = (name: string) => `__meta_kubernetes_${name}`;
  const keep = (source: string, regex: string) => ({ source_labels: [source], regex, action: "keep" });
  const label = (source: string, target: string) => ({ source_labels: [meta(source)], target_label: target });
  return {
    job_name: namespace,
    metrics_path: "/metrics",
    kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [namespace] } }],
    relabel_configs: [
      keep(meta("pod_container_port_name"), OPS),
      keep(meta(NAME), services.join("|")),
      keep(meta("pod_phase"), "Running"),
      label(NAME, "app"),
      label("namespace", "namespace"),
      label("pod_name", "pod"),
    ],
    metric_relabel_configs: [keep("__name__", METRIC)],
  };
}

const fingerprint = (configuration: object): string =>
  createHash("sha256").update(JSON.stringify(configuration)).digest("hex").slice(0, 16);
