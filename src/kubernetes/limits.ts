import type { CustomResourceOptions } from "@pulumi/pulumi";
import { LimitRange } from "@pulumi/kubernetes/core/v1/limitRange";
import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota";
import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/priorityClass";
import { memoryLimit } from "./pod";

/** So many pods of one size. */
export interface PodCount {
  readonly count: number;
  /** Thousandths of a CPU. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

/** What a namespace may hold: exactly the pods it is made for, so that a mistake can't fill the cluster. */
export function createQuota(name: string, namespace: string, pods: readonly PodCount[], opts: CustomResourceOptions) {
  const sum = (of: (pod: PodCount) => number) => pods.reduce((total, pod) => total + pod.count * of(pod), 0);
  const hard = {
    pods: String(sum(() => 1)),
    "requests.cpu": `${sum(({ cpu }) => cpu)}m`,
    "requests.memory": `${sum(({ memory }) => memory)}Mi`,
    "limits.memory": `${sum(({ memory }) => memoryLimit(memory))}Mi`,
    // Disks and addresses of the cloud come from this program, never from inside the cluster.
    persistentvolumeclaims: "0",
    "services.loadbalancers": "0",
    "services.nodeports": "0",
  };
  return new ResourceQuota(name, { metadata: { name: "pods", namespace }, spec: { hard } }, opts);
}

/** For containers that ask for nothing, such as those of a debugging session: the quota refuses them otherwise. */
export function createDefaultLimits(name: string, namespace: string, opts: CustomResourceOptions): LimitRange {
  const limits = [
    { type: "Container", defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { memory: `${memoryLimit(64)}Mi` } },
  ];
  return new LimitRange(name, { metadata: { name: "defaults", namespace }, spec: { limits } }, opts);
}

/** When room is short, pods of a higher class come first. */
export function createPriority(name: string, { className, value }: Priority, opts: CustomResourceOptions) {
  return new PriorityClass(name, { metadata: { name: className }, value, globalDefault: false }, opts);
}

export interface Priority {
  readonly className: string;
  readonly value: number;
}
