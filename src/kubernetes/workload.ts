import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Resource,
} from "@pulumi/pulumi";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { createAutoscaler, type Scaling } from "./autoscaler";
import { createDisruptionBudget } from "./disruption";
import { NAME_LABEL, selectorOf } from "./labels";
import { OPS, OPS_PORT } from "./ops";
import { type PodArgs, podMetadata, podSpec } from "./pod";

/** A Kubernetes service, and the port under which it is reached inside the cluster. */
export interface Reachable {
  readonly port: number;
  readonly resource: Resource;
}

export interface WorkloadArgs {
  readonly namespace: string;
  readonly pod: PodArgs;
  readonly scaling: Scaling;
  /** Where requests come in; null for what only works in the background. */
  readonly port: number | null;
  /** Seconds a pod may still get requests after it was told to go, while load balancers take notice. */
  readonly noticeSeconds: number;
  /** Seconds it needs after that to finish what it has begun. */
  readonly drainSeconds: number;
  /** A pod rather waits than makes zones unequal, so that no zone's loss takes more than its share. */
  readonly evenOverZones: boolean;
  /** Sends the load balancer's requests to the pods; nothing for a service without a port. */
  readonly bind: (name: string, service: Reachable, parent: Resource) => readonly Resource[];
  /** What pods need before they can run. */
  readonly dependsOn: readonly Resource[];
}

/** Port of a Kubernetes service, whatever its pods listen on. */
const SERVICE_PORT = 80;

/** One service of the CRM: its pods, what reaches them, how many there are, and how few there may be. */
export class Workload extends ComponentResource {
  private readonly child: CustomResourceOptions;

  constructor(
    private readonly prefix: string,
    private readonly args: WorkloadArgs,
    opts: ComponentResourceOptions,
  ) {
    super("crm:kubernetes:Workload", prefix, {}, opts);
    const { namespace, pod, scaling } = args;
    this.child = { parent: this, dependsOn: [...args.dependsOn] };
    const reached = this.createService();
    createDisruptionBudget(`${prefix}-budget`, namespace, pod.name, this.child);
    const deployment = this.createDeployment(reached);
    const target = { namespace, deployment: pod.name };
    const scaled = { ...this.child, dependsOn: [deployment, ...args.dependsOn] };
    createAutoscaler(`${prefix}-autoscaler`, target, scaling, scaled);
    this.registerOutputs({});
  }

  /** Bound before there are pods: then each of them waits until the load balancer calls it healthy, too. */
  private createService(): readonly Resource[] {
    const { namespace, pod, port, bind } = this.args;
    if (port === null) return [];
    // Pulumi would wait for pods behind it, and the pods wait for this.
    const metadata = { name: pod.name, namespace, annotations: { "pulumi.com/skipAwait": "true" } };
    const ports = [{ name: "http", port: SERVICE_PORT, targetPort: "http", protocol: "TCP" }];
    const spec = { type: "ClusterIP", selector: selectorOf(pod.name).matchLabels, ports };
    const resource = new Service(`${this.prefix}-service`, { metadata, spec }, this.child);
    return bind(`${this.prefix}-binding`, { port: SERVICE_PORT, resource }, this);
  }

  private createDeployment(reached: readonly Resource[]): Deployment {
    const { namespace, pod, scaling } = this.args;
    return new Deployment(
      `${this.prefix}-deployment`,
      {
        metadata: { name: pod.name, namespace },
        spec: {
          // An autoscaler owns the number: naming it here would take pods away with every update.
          ...(scaling.by === "nobody" && { replicas: scaling.count }),
          selector: selectorOf(pod.name),
          revisionHistoryLimit: 5,
          minReadySeconds: 5,
          // New pods first, so that a rollout never has fewer of them than before.
          strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: `${SURGE_PERCENT}%`, maxUnavailable: 0 } },
          template: { metadata: podMetadata(pod), spec: this.podSpec() },
        },
      },
      {
        ...this.child,
        dependsOn: [...reached, ...this.args.dependsOn],
        customTimeouts: { create: "20m", update: "30m" },
      },
    );
  }

  private podSpec() {
    const { pod, port, noticeSeconds, drainSeconds } = this.args;
    const ports = { ...(port !== null && { http: port }), [OPS]: OPS_PORT };
    const container = {
      ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort, protocol: "TCP" })),
      ...PROBES,
      ...(noticeSeconds > 0 && { lifecycle: { preStop: { sleep: { seconds: noticeSeconds } } } }),
    };
    return {
      ...podSpec(pod, container),
      terminationGracePeriodSeconds: noticeSeconds + drainSeconds + SPARE_SECONDS,
      topologySpreadConstraints: this.spread(),
    };
  }

  private spread() {
    const { pod, evenOverZones } = this.args;
    const even = (topologyKey: string, whenUnsatisfiable: string) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable,
      labelSelector: { matchLabels: { [NAME_LABEL]: pod.name } },
      // Only pods of the same version count: the old ones of a rollout would leave the new ones uneven.
      matchLabelKeys: ["pod-template-hash"],
      // A zone whose nodes are lost is no longer one that could take pods.
      nodeTaintsPolicy: "Honor",
    });
    return [
      even("topology.kubernetes.io/zone", evenOverZones ? "DoNotSchedule" : "ScheduleAnyway"),
      even("kubernetes.io/hostname", "ScheduleAnyway"),
    ];
  }
}

/** Pods above the wanted number during a rollout; Kubernetes rounds up. */
const SURGE_PERCENT = 25;
export const withSurge = (count: number): number => count + Math.ceil((count * SURGE_PERCENT) / 100);

/** Between the end of a pod's own time to drain and the kubelet's patience. */
const SPARE_SECONDS = 5;

const PROBES = {
  startupProbe: { httpGet: { path: "/livez", port: OPS }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
  livenessProbe: {
    httpGet: { path: "/livez", port: OPS },
    periodSeconds: 10,
    timeoutSeconds: 3,
    failureThreshold: 3,
  },
  readinessProbe: {
    httpGet: { path: "/readyz", port: OPS },
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 2,
  },
};
