/** A check of kube-score that this program does not want to pass. */
export interface Exception {
  readonly reason: string;
  /** For these objects alone, as kube-score names them: `Kind/group/version/namespace/name`. */
  readonly objects?: RegExp;
}

export const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  "container-resources": {
    reason:
      "CPU has no limit: it would slow a pod down while its node idles. Nothing else that it asks for is missing.",
  },
  "container-image-pull-policy": {
    reason:
      "A tag is never moved to another image, so a node's copy is as good; `Always` lets no pod start while the registry is away.",
  },
  "deployment-has-host-podantiaffinity": {
    reason: "Pods are spread over zones and nodes by topologySpreadConstraints, which this check does not look at.",
  },
  "deployment-replicas": {
    reason: "It sees no ScaledObject, and takes a Deployment that KEDA scales for one with a single pod.",
  },
  "horizontalpodautoscaler-replicas": { reason: "Tiers that promise no availability do with one pod." },
  "networkpolicy-targets-pod": {
    reason: "The pods of operators come from their charts, which are no objects of the program.",
    objects: /^NetworkPolicy\/[^/]+\/v1\/(?!crm\/)/,
  },
};

/** Off by default, and of use here. */
export const OPTIONAL = ["container-ports-check", "container-seccomp-profile"];
