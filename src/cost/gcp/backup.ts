import type { PolicyGraph } from "../../policy/query";
import { billed, type Costs, type Estimator, monthly } from "../estimator";
import { numberOf } from "../read";

/** An operator's chart: its two or three parts, in one or two copies each. */
const PODS_OF_A_CHART = 5;

/** Where each kind of object says how many pods it keeps at least; a deployment that is autoscaled says nothing. */
const LEAST_PODS = [
  ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "spec.minReplicas"],
  ["kubernetes:keda.sh/v1alpha1:ScaledObject", "spec.minReplicaCount"],
  ["kubernetes:apps/v1:Deployment", "spec.replicas"],
] as const;

export function podsIn(graph: PolicyGraph): number {
  const own = LEAST_PODS.flatMap(([type, path]) => graph.ofType(type).map((object) => numberOf(object, path, 0)));
  const charts = graph.ofType("kubernetes:helm.sh/v3:Release").length * PODS_OF_A_CHART;
  return own.reduce((sum, pods) => sum + pods, charts);
}

/**
 * Each plan is paid for each pod in its scope (Backup for GKE, "About pricing"). What is stored is paid too, but the program
 * gives no pod a volume: that is some megabytes of objects.
 */
const plan: Estimator = (_resource, { graph }) => {
  const pods = graph.derived(podsIn);
  return [monthly(`backup of ${pods} pods`, "gcp/backup-for-gke/protected-pod", pods)];
};

export const BACKUP: Costs = { "gcp:gkebackup/backupPlan:BackupPlan": billed(plan) };
