/** Where the custom kinds of an API group are defined: in the Go module of who makes them, read in place. */
export interface Published {
  readonly path: string;
  readonly version: string;
  readonly folder: string;
}

/**
 * By API group, for all clouds. The module proxy has no release of External Secrets after 1.3.2 and none of the load
 * balancer controller: this is its commit of April 2026, after release 3.2.2. Gateway API is as GKE 1.35 has it.
 */
export const PUBLISHED: Readonly<Record<string, Published>> = {
  "external-secrets.io": {
    path: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    folder: "config/crds/bases",
  },
  "keda.sh": { path: "github.com/kedacore/keda/v2", version: "v2.20.2", folder: "config/crd/bases" },
  "elbv2.k8s.aws": {
    path: "github.com/kubernetes-sigs/aws-load-balancer-controller",
    version: "v0.0.0-20260423195125-93ff3b5fdaad",
    folder: "config/crd/bases",
  },
  "gateway.networking.k8s.io": {
    path: "sigs.k8s.io/gateway-api",
    version: "v1.5.1",
    folder: "config/crd/standard",
  },
};

/** Kinds whose fields nothing here can check. */
export interface Unpublished {
  readonly kinds: readonly string[];
  readonly reason: string;
}

/** By API group; objects of these kinds are applied like all others, but the server takes any field in them. */
export const UNPUBLISHED: Readonly<Record<string, Unpublished>> = {
  "alb.networking.azure.io": {
    kinds: ["FrontendTLSPolicy", "HealthCheckPolicy", "WebApplicationFirewallPolicy"],
    reason: "the load balancer's controller brings them, and the module proxy has no module that defines them",
  },
  "networking.gke.io": {
    kinds: ["GCPBackendPolicy", "GCPGatewayPolicy", "HealthCheckPolicy"],
    reason: "GKE brings them, and the module proxy has no module that defines them",
  },
};

export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** The group is empty for the kinds of Kubernetes' core. */
export function groupKindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): GroupKind {
  const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
  return { group, kind };
}

export const isPublished = ({ group }: GroupKind): boolean => group in PUBLISHED;
export const isUnpublished = ({ group, kind }: GroupKind): boolean => UNPUBLISHED[group]?.kinds.includes(kind) ?? false;
