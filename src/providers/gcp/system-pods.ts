import type { SystemPod } from "../../kubernetes/operators/operator";
import { inCluster, onEachNode } from "../../kubernetes/operators/system-pods";

/** What GKE itself runs on the nodes, with the requests that come with it: Google decides on both, so this states, and sets nothing. */
export const systemPods = (enhancedMonitoring: boolean): readonly SystemPod[] => [
  ...GKE_PODS,
  ...(enhancedMonitoring ? METRIC_PODS : []),
];

/**
 * Google publishes none of it: as nodes of GKE 1.29 to 1.36 list them. CPU of `anetd` from clusters with Dataplane V2 in 2025,
 * its memory from Google Distributed Cloud, which runs the same program. `konnectivity-agent` is one for each node at first.
 */
const GKE_PODS: readonly SystemPod[] = [
  onEachNode("anetd", { cpu: 205, memory: 164 }),
  onEachNode("fluentbit-gke", { cpu: 105, memory: 230 }),
  onEachNode("gke-metadata-server", { cpu: 100, memory: 100 }),
  onEachNode("gke-metrics-agent", { cpu: 21, memory: 155 }),
  onEachNode("ip-masq-agent", { cpu: 10, memory: 16 }),
  onEachNode("netd", { cpu: 8, memory: 65 }),
  onEachNode("pdcsi-node", { cpu: 15, memory: 20 }),
  inCluster("kube-dns", 2, { cpu: 270, memory: 140 }),
  inCluster("kube-dns-autoscaler", 1, { cpu: 20, memory: 10 }),
  inCluster("konnectivity-agent", 3, { cpu: 15, memory: 60 }),
  inCluster("konnectivity-agent-autoscaler", 1, { cpu: 10, memory: 10 }),
  inCluster("metrics-server", 1, { cpu: 48, memory: 105 }),
  inCluster("l7-default-backend", 1, { cpu: 10, memory: 20 }),
  inCluster("event-exporter-gke", 1, { cpu: 3, memory: 100 }),
  inCluster("kube-state-metrics", 1, { cpu: 105, memory: 130 }),
];

/** Managed Service for Prometheus (same source). */
const METRIC_PODS: readonly SystemPod[] = [
  { name: "collector", kind: "daemonset", cpu: 5, memory: 35 },
  { name: "gmp-operator", kind: "deployment", replicas: 1, cpu: 1, memory: 16 },
];
