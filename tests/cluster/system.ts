import type { Graph } from "../../src/graph/graph";
import type { KubernetesObject } from "./types";

/** What a component says of the pods that its operators and add-ons run. */
interface SystemPod {
  readonly name: string;
  readonly kind: "deployment" | "daemonset";
  readonly replicas?: number;
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
  readonly priorityClass?: string;
}

/** Where they all run here: their own namespaces' rules are none of this suite's questions. */
export const SYSTEM = "system";

/** Stand-ins of the same size for everything that runs beside the CRM. */
export function systemObjects({ componentOutputs }: Graph): readonly KubernetesObject[] {
  const pods = Object.values(componentOutputs).flatMap((outputs) => (outputs["pods"] ?? []) as unknown as SystemPod[]);
  return [{ apiVersion: "v1", kind: "Namespace", metadata: { name: SYSTEM } }, ...pods.map(standIn)];
}

function standIn({ name, kind, replicas, cpu, memory, priorityClass }: SystemPod): KubernetesObject {
  const labels = { app: name };
  const resources = { requests: { cpu: `${cpu}m`, memory: `${memory}Mi` } };
  const isDaemon = kind === "daemonset";
  return {
    apiVersion: "apps/v1",
    kind: isDaemon ? "DaemonSet" : "Deployment",
    metadata: { name, namespace: SYSTEM },
    spec: {
      ...(!isDaemon && { replicas: replicas ?? 1 }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
          ...(isDaemon && { tolerations: [{ operator: "Exists" }] }),
          containers: [{ name: "main", image: "stand-in", resources }],
        },
      },
    },
  };
}
