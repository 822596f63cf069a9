import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler";

/** How many pods there are: a fixed number, or what a plain autoscaler or KEDA makes of the triggers. */
export interface Autoscaler {
  readonly min: number;
  readonly max: number;
  /** Average use of the requested CPU, percent; null: no rule. */
  readonly cpu: number | null;
  /** Rules that look beyond CPU and memory: KEDA's triggers. */
  readonly triggers: readonly Trigger[];
  /** One number made of several triggers, which then count together instead of each alone. */
  readonly formula: { readonly formula: string; readonly target: string } | null;
}

/** A trigger of KEDA's, with the name of the `TriggerAuthentication` that opens its source. */
export interface Trigger {
  readonly type: string;
  readonly name?: string;
  readonly metadata: Readonly<Record<string, Input<string>>>;
  readonly authentication?: string;
}

interface Scaled extends Autoscaler {
  readonly namespace: string;
  readonly deployment: string;
}

/** One pod at a time, and down only after five quiet minutes: a rollout or a short peak must not shake the cluster. */
const BEHAVIOR = {
  scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 1, periodSeconds: 30 }] },
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
};

/**
 * Never two autoscalers on one deployment: Kubernetes' own where CPU is all that counts, otherwise one of KEDA's with every
 * rule in it; nothing where the number is fixed.
 */
export function createAutoscaler(name: string, scaled: Scaled, opts: CustomResourceOptions): void {
  if (scaled.min === scaled.max) return;
  if (scaled.triggers.length > 0) createScaledObject(name, scaled, opts);
  else createPlainAutoscaler(name, scaled, opts);
}

function createPlainAutoscaler(name: string, scaled: Scaled, opts: CustomResourceOptions): void {
  const { namespace, deployment, min, max, cpu } = scaled;
  const target = { type: "Utilization", averageUtilization: cpu ?? 0 };
  new HorizontalPodAutoscaler(
    name,
    {
      metadata: { name: deployment, namespace },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
        minReplicas: min,
        maxReplicas: max,
        metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
        behavior: BEHAVIOR,
      },
    },
    opts,
  );
}

function createScaledObject(name: string, scaled: Scaled, opts: CustomResourceOptions): void {
  const { namespace, deployment, min, max, cpu, triggers, formula } = scaled;
  const onCpu = cpu === null ? [] : [{ type: "cpu", metricType: "Utilization", metadata: { value: String(cpu) } }];
  new CustomResource(
    name,
    {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: deployment, namespace },
      spec: {
        scaleTargetRef: { name: deployment },
        minReplicaCount: min,
        maxReplicaCount: max,
        // When a source can't be read, what runs goes on, and no less than the minimum.
        fallback: { failureThreshold: 3, replicas: min, behavior: "currentReplicasIfHigher" },
        advanced: {
          horizontalPodAutoscalerConfig: { behavior: BEHAVIOR },
          ...(formula && { scalingModifiers: { ...formula, metricType: "AverageValue" } }),
        },
        triggers: [...onCpu, ...triggers.map(triggerOf)],
      },
    },
    opts,
  );
}

function triggerOf({ authentication, ...trigger }: Trigger) {
  return { ...trigger, ...(authentication !== undefined && { authenticationRef: { name: authentication } }) };
}
