import type { CustomResourceOptions } from "@pulumi/pulumi";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget";
import { selectorOf } from "./labels";

/**
 * A third, rounded up: the share of one zone at any number of pods, and always at least one, so that no node's draining is
 * ever blocked. A fixed minimum would block it at the smallest number of pods or protect too little at the largest.
 */
const SHARE_OF_A_ZONE = "33%";

export function createDisruptionBudget(name: string, namespace: string, service: string, opts: CustomResourceOptions) {
  const spec = {
    maxUnavailable: SHARE_OF_A_ZONE,
    selector: selectorOf(service),
    // A pod that does not work has nothing to protect.
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  };
  return new PodDisruptionBudget(name, { metadata: { name: service, namespace }, spec }, opts);
}
