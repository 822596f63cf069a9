import type { Input } from "@pulumi/pulumi";
import { type Operator, overZones, replicasOf, type Request, resourcesOf, type SystemPod } from "./operator";

export const EXTERNAL_SECRETS = "external-secrets";

export interface ExternalSecretsArgs {
  readonly highlyAvailable: boolean;
  readonly priorityClass: string;
  /** Marks by which the cloud recognises whom it lets read the stack's secrets. */
  readonly identity: {
    readonly serviceAccountAnnotations: Readonly<Record<string, Input<string>>>;
    readonly podLabels: Readonly<Record<string, string>>;
  };
}

const CONTROLLER: Request = { cpu: 25, memory: 128 };
const WEBHOOK: Request = { cpu: 10, memory: 64 };
const CERTIFICATES: Request = { cpu: 10, memory: 64 };

/** Kinds that are not worked on and, where the chart can leave them out, not defined: what nobody uses, nobody can misuse. */
const UNUSED = {
  processSecretStore: false,
  processClusterExternalSecret: false,
  processPushSecret: false,
  processClusterPushSecret: false,
  processClusterGenerator: false,
  crds: {
    createClusterExternalSecret: false,
    createPushSecret: false,
    createClusterPushSecret: false,
    createClusterGenerator: false,
  },
} as const;

/** Copies secrets of the cloud's store into the cluster, and keeps the copies equal. */
export function externalSecrets({ highlyAvailable, priorityClass, identity }: ExternalSecretsArgs): Operator {
  const replicas = replicasOf(highlyAvailable);
  const pod = (name: string, request: Request): SystemPod => ({
    name,
    kind: "deployment",
    replicas,
    ...request,
    priorityClass,
  });
  const component = (request: Request) => ({
    replicaCount: replicas,
    resources: resourcesOf(request),
    priorityClassName: priorityClass,
    podDisruptionBudget: { enabled: highlyAvailable, maxUnavailable: 1 },
  });
  return {
    chart: "external-secrets",
    version: "2.9.0",
    repository: "https://charts.external-secrets.io",
    namespace: EXTERNAL_SECRETS,
    pods: [
      pod("external-secrets", CONTROLLER),
      pod("external-secrets-webhook", WEBHOOK),
      pod("external-secrets-cert-controller", CERTIFICATES),
    ],
    values: {
      ...component(CONTROLLER),
      ...UNUSED,
      installCRDs: true,
      leaderElect: highlyAvailable,
      serviceAccount: { name: EXTERNAL_SECRETS, annotations: identity.serviceAccountAnnotations },
      podLabels: identity.podLabels,
      rbac: LEAST_RIGHTS,
      livenessProbe: { enabled: true },
      readinessProbe: { enabled: true },
      webhook: component(WEBHOOK),
      certController: component(CERTIFICATES),
      ...(highlyAvailable && { global: { topologySpreadConstraints: overZones() } }),
    },
  };
}

/** It works with its own identity alone, so it needs no tokens of others; and nobody else gets rights by its being there. */
const LEAST_RIGHTS = {
  serviceAccountTokenCreate: false,
  servicebindings: { create: false },
  aggregateToView: false,
  aggregateToEdit: false,
  aggregateToAdmin: false,
} as const;
