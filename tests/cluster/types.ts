/** Kubernetes objects: only what this suite looks at. */

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly deletionTimestamp?: string;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: unknown;
  readonly status?: unknown;
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly labelSelector: Selector;
  readonly matchLabelKeys?: readonly string[];
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly serviceAccountName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
  readonly containers: readonly { readonly name: string; readonly image: string }[];
}

export interface Pod extends KubernetesObject {
  readonly spec: PodSpec;
  readonly status: { readonly phase: string; readonly conditions?: readonly Condition[] };
}

export interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

export interface Selector {
  readonly matchLabels: Readonly<Record<string, string>>;
}

export interface Deployment extends KubernetesObject {
  readonly spec: { readonly replicas?: number; readonly selector: Selector; readonly template: PodTemplate };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface DaemonSet extends KubernetesObject {
  readonly spec: { readonly selector: Selector };
}

export interface DisruptionBudget extends KubernetesObject {
  readonly spec: { readonly selector: Selector };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly expectedPods: number;
    readonly desiredHealthy: number;
    readonly currentHealthy: number;
  };
}

/** Either of the two kinds that change the number of a Deployment's pods. */
export interface Autoscaler extends KubernetesObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
  };
}

export interface Job extends KubernetesObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface Kinds {
  readonly Deployment: Deployment;
  readonly Job: Job;
  readonly HorizontalPodAutoscaler: Autoscaler;
  readonly ScaledObject: Autoscaler;
}
