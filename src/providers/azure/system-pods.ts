import type { SystemPod } from "../../kubernetes/operators/operator";
import { inCluster, onEachNode } from "../../kubernetes/operators/system-pods";

/** Which of AKS' own pods run on the nodes of the CRM. */
export interface SystemPodsArgs {
  /** No pool is kept for AKS' pods, so they share the CRM's nodes. */
  readonly shared: boolean;
  /** Azure Policy and Microsoft Defender look after the cluster. */
  readonly guarded: boolean;
  readonly enhancedMonitoring: boolean;
}

/** What AKS itself runs, with the requests that come with it: Microsoft decides on both, so this states, and sets nothing. */
export const systemPods = ({ shared, guarded, enhancedMonitoring }: SystemPodsArgs): readonly SystemPod[] => [
  ...DAEMONS,
  ...(guarded ? DEFENDER_DAEMONS : []),
  ...(enhancedMonitoring ? MONITORING_DAEMONS : []),
  ...(shared ? [...DEPLOYMENTS, ...(guarded ? GUARDS : []), ...(enhancedMonitoring ? MONITORS : [])] : []),
];

/** Microsoft publishes none of it: as nodes of AKS 1.31 to 1.35 list them, rounded up where they differ. */
const DAEMONS: readonly SystemPod[] = [
  onEachNode("cilium", { cpu: 100, memory: 300 }),
  onEachNode("azure-cns", { cpu: 65, memory: 300 }),
  onEachNode("azure-ip-masq-agent", { cpu: 50, memory: 50 }),
  onEachNode("cloud-node-manager", { cpu: 50, memory: 50 }),
  onEachNode("csi-azuredisk-node", { cpu: 30, memory: 60 }),
];

const DEPLOYMENTS: readonly SystemPod[] = [
  inCluster("cilium-operator", 2, { cpu: 10, memory: 128 }),
  inCluster("coredns", 2, { cpu: 100, memory: 70 }),
  inCluster("coredns-autoscaler", 1, { cpu: 20, memory: 10 }),
  inCluster("metrics-server", 2, { cpu: 156, memory: 138 }),
  inCluster("azure-wi-webhook-controller-manager", 2, { cpu: 100, memory: 20 }),
  inCluster("eraser-controller-manager", 1, { cpu: 10, memory: 30 }),
];

/**
 * Microsoft Defender's sensor (Defender for Containers, architecture: these are half of the limits that it names). It has no priority
 * class (Azure/AKS issue 4798): it finds room because the CRM's pods are worth less than pods without one.
 */
const DEFENDER_DAEMONS: readonly SystemPod[] = [
  { name: "microsoft-defender-collector-ds", kind: "daemonset", cpu: 60, memory: 148 },
  { name: "microsoft-defender-publisher-ds", kind: "daemonset", cpu: 30, memory: 100 },
];

const GUARDS: readonly SystemPod[] = [
  { name: "microsoft-defender-collector-misc", kind: "deployment", replicas: 1, cpu: 30, memory: 64 },
  inCluster("azure-policy", 1, { cpu: 30, memory: 50 }),
  inCluster("azure-policy-webhook", 1, { cpu: 30, memory: 50 }),
  inCluster("gatekeeper-audit", 1, { cpu: 100, memory: 256 }),
  inCluster("gatekeeper-controller", 2, { cpu: 100, memory: 256 }),
];

/** Container insights. */
const MONITORING_DAEMONS: readonly SystemPod[] = [onEachNode("ama-logs", { cpu: 170, memory: 580 })];
const MONITORS: readonly SystemPod[] = [inCluster("ama-logs-rs", 1, { cpu: 130, memory: 280 })];
