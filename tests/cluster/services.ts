import { nameOf, ofKind } from "./objects";
import type { Autoscaler, Deployment, KubernetesObject } from "./types";

/** A Deployment of the CRM, and how many pods it may have by what the objects themselves say. */
export interface Service {
  readonly deployment: Deployment;
  readonly min: number;
  readonly max: number;
}

/** @throws Error for a Deployment that nothing gives a number of pods */
export function servicesIn(objects: readonly KubernetesObject[]): readonly Service[] {
  const scalers = [...ofKind(objects, "HorizontalPodAutoscaler"), ...ofKind(objects, "ScaledObject")];
  return ofKind(objects, "Deployment").map((deployment) => {
    const { replicas } = deployment.spec;
    if (replicas !== undefined) return { deployment, min: replicas, max: replicas };
    const scaler = scalers.find((candidate) => isFor(candidate, deployment));
    const min = scaler?.spec.minReplicas ?? scaler?.spec.minReplicaCount;
    const max = scaler?.spec.maxReplicas ?? scaler?.spec.maxReplicaCount;
    if (min === undefined || max === undefined) throw new Error(`nothing says how many pods ${nameOf(deployment)} has`);
    return { deployment, min, max };
  });
}

const isFor = ({ metadata, spec }: Autoscaler, deployment: Deployment) =>
  metadata.namespace === deployment.metadata.namespace && spec.scaleTargetRef.name === deployment.metadata.name;
