import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import type { PodRange } from "../../stacks";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { HorizontalPodAutoscaler } from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler";

/** How many pods there are, and who decides it. Whoever decides once goes on deciding, also where both numbers are equal. */
export type Scaling =
  | { readonly by: "nobody"; readonly count: number }
  /** Kubernetes' own autoscaler: average use of the requested CPU, percent. */
  | (PodRange & { readonly by: "cpu"; readonly cpu: number })
  /** KEDA's, with every rule in it; `cpu` null: no such rule. */
  | (PodRange & {
      readonly by: "triggers";
      readonly cpu: number | null;
      readonly triggers: readonly Trigger[];
      /** One number made of several triggers, which then count together instead of each alone. */
      readonly formula: { readonly formula: string; readonly target: string } | null;
    });

/** A trigger of KEDA's, with the name of the `TriggerAuthentication` that opens its source. */
export interface Trigger {
  readonly type: string;
  readonly name?: string;
  readonly metadata: Readonly<Record<string, Input<string>>>;
  readonly authentication?: string;
}

/** What is scaled: a deployment and its namespace. */
interface Target {
  readonly namespace: string;
  readonly deployment: string;
}

/** One pod at a time, and down only after five quiet minutes: a rollout or a short peak must not shake the cluster. */
const BEHAVIOR = {
  scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 1, periodSeconds: 30 }] },
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
};

/** One autoscaler or none: never two on one deployment. */
export function createAutoscaler(name: string, target: Target, scaling: Scaling, opts: CustomResourceOptions): void {
  if (scaling.by === "cpu") createPlainAutoscaler(name, target, scaling, opts);
  if (scaling.by === "triggers") createScaledObject(name, target, scaling, opts);
}

type ScalingBy<By extends Scaling["by"]> = Extract<Scaling, { readonly by: By }>;

function createPlainAutoscaler(
  name: string,
  { namespace, deployment }: Target,
  { min, max, cpu }: ScalingBy<"cpu">,
  opts: CustomResourceOptions,
): void {
  const target = { type: "Utilization", averageUtilization: cpu };
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

function createScaledObject(
  name: string,
  { namespace, deployment }: Target,
  { min, max, cpu, triggers, formula }: ScalingBy<"triggers">,
  opts: CustomResourceOptions,
): void {
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
