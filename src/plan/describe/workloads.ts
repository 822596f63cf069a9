import type { Value } from "../../graph/graph";
import type { Phrases } from "./index";
import { type Member, type Members } from "./members";

/** The CRM itself, the same on every cloud, and the operators in the cluster that it needs. */
export const KUBERNETES: Phrases = {
  cluster: [
    (members) => {
      const charts = members.all("helm.sh/v3:Release").map((release) => release.text("chart"));
      return charts.length === 0 ? undefined : `with ${charts.join(", ")}`;
    },
  ],
  workloads: [
    (members) =>
      members
        .all("apps/v1:Deployment")
        .map((deployment) => service(deployment, members))
        .join(", "),
    (members) => (members.first("batch/v1:Job") ? "a migration before each rollout" : undefined),
  ],
};

function service(deployment: Member, members: Members): string {
  const name = deployment.text("metadata.name");
  const named = (type: string) => members.all(type).find((member) => member.text("metadata.name") === name);
  const plain = named("autoscaling/v2:HorizontalPodAutoscaler");
  const scaled = named("keda.sh/v1alpha1:ScaledObject");
  if (plain) return `${name} ${range(plain, "Replicas")} pods (${cpuRule(plain.at(PLAIN_CPU))})`;
  if (scaled) return `${name} ${range(scaled, "ReplicaCount")} pods (${rulesOf(scaled).join(", ")})`;
  const count = deployment.number("spec.replicas");
  return `${name} ${count} ${count === 1 ? "pod" : "pods"}`;
}

const PLAIN_CPU = "spec.metrics.0.resource.target.averageUtilization";

const range = (scaler: Member, unit: string) => `${scaler.text(`spec.min${unit}`)}-${scaler.text(`spec.max${unit}`)}`;

const cpuRule = (percent: Value | undefined) => `CPU ${String(percent)} %`;

/** A formula makes one rule of several triggers. */
function rulesOf(scaled: Member): readonly string[] {
  const jobs = scaled.text("spec.advanced.scalingModifiers.target");
  const single = scaled.list("spec.triggers").map((_, index) => {
    const at = (path: string) => scaled.text(`spec.triggers.${index}.${path}`);
    if (at("type") === "cpu") return cpuRule(at("metadata.value"));
    return at("type") === "prometheus" ? `${at("metadata.threshold")} requests a second` : "";
  });
  return [...single.filter((rule) => rule !== ""), ...(jobs === "" ? [] : [`${jobs} jobs waiting`])];
}
