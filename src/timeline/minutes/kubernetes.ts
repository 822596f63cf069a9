import type { GraphResource, Value } from "../../graph/graph";
import type { Duration } from "../duration";
import { AT_ONCE, type CreationTimes } from "./row";

/** A cluster's API, and what its provider waits for. */
export const KUBERNETES: CreationTimes = {
  prefix: "kubernetes:",
  rows: [
    {
      takes: "1m15s",
      source:
        "estimate: images are pulled, pods start, the load balancer calls them healthy; 2m with the migration before",
      types: ["apps/v1:Deployment"],
    },
    {
      takes: "1m03s",
      source: "public apply logs, 30 s to 2m17s: all pods of the chart have to be ready",
      types: ["helm.sh/v3:Release"],
    },
    {
      takes: "45s",
      source: "estimate: the image is pulled, and runs against an empty database",
      types: ["batch/v1:Job"],
    },
    {
      takes: (resource) => (isAwaited(resource) ? "10s" : "3s"),
      source: "one request; where the program says so, until the operator calls it ready",
      types: ["external-secrets.io/v1:ClusterSecretStore", "external-secrets.io/v1:ExternalSecret"],
    },
    {
      takes: (resource): Duration => (skipsAwait(resource) ? "3s" : "1m"),
      source: "one request; otherwise until there are pods behind it",
      types: ["core/v1:Service"],
    },
    {
      ...AT_ONCE,
      types: [
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
        "alb.networking.azure.io/v1:FrontendTLSPolicy",
        "alb.networking.azure.io/v1:HealthCheckPolicy",
        "alb.networking.azure.io/v1:WebApplicationFirewallPolicy",
        "autoscaling/v2:HorizontalPodAutoscaler",
        "coordination.k8s.io/v1:Lease",
        "core/v1:LimitRange",
        "core/v1:Namespace",
        "core/v1:ResourceQuota",
        "core/v1:ServiceAccount",
        "elbv2.k8s.aws/v1beta1:TargetGroupBinding",
        // Nobody waits for its address: the program knows it before.
        "gateway.networking.k8s.io/v1:Gateway",
        "gateway.networking.k8s.io/v1:HTTPRoute",
        "keda.sh/v1alpha1:ScaledObject",
        "keda.sh/v1alpha1:TriggerAuthentication",
        "networking.gke.io/v1:GCPBackendPolicy",
        "networking.gke.io/v1:GCPGatewayPolicy",
        "networking.gke.io/v1:HealthCheckPolicy",
        "networking.k8s.io/v1:NetworkPolicy",
        "policy/v1:PodDisruptionBudget",
        "rbac.authorization.k8s.io/v1:Role",
        "rbac.authorization.k8s.io/v1:RoleBinding",
        "scheduling.k8s.io/v1:PriorityClass",
      ],
    },
  ],
};

const isAwaited = (resource: GraphResource): boolean => annotation(resource, "pulumi.com/waitFor") !== undefined;
const skipsAwait = (resource: GraphResource): boolean => annotation(resource, "pulumi.com/skipAwait") === "true";

function annotation({ inputs }: GraphResource, name: string): Value | undefined {
  const { annotations } = (inputs["metadata"] ?? {}) as { readonly annotations?: Readonly<Record<string, Value>> };
  return annotations?.[name];
}
