import { ENFORCE } from "../../../../src/policy/kubernetes/rules";
import { KUBERNETES } from "../../../../src/policy/kubernetes/types";
import { type Draft, resource } from "../../builder";

const LABELS = { app: "api" };
const metadata = { name: "api", namespace: "crm" };

const CONTAINER = {
  image: "registry.example.com/crm/api:1.0.0",
  resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "1Gi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  },
  ports: [{ containerPort: 8080 }],
};
const PROBES = { livenessProbe: { httpGet: {} }, readinessProbe: { httpGet: {} } };
const POD = {
  automountServiceAccountToken: false,
  serviceAccountName: "api",
  securityContext: { seccompProfile: { type: "RuntimeDefault" } },
  volumes: [{ emptyDir: {} }],
};

/** An application in which every rule of the cluster holds. */
export const KUBERNETES_MODEL: readonly Draft[] = [
  resource(KUBERNETES.namespace, "namespace", { metadata: { name: "crm", labels: { [ENFORCE]: "restricted" } } }),
  resource(KUBERNETES.networkPolicy, "denial", {
    metadata: { namespace: "crm" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [{ to: [{ podSelector: LABELS }] }] },
  }),
  resource(KUBERNETES.deployment, "pods", {
    metadata,
    spec: {
      selector: { matchLabels: LABELS },
      template: {
        spec: {
          ...POD,
          containers: [{ ...CONTAINER, ...PROBES }],
          topologySpreadConstraints: [{ topologyKey: "topology.kubernetes.io/zone" }],
        },
      },
    },
  }),
  resource(KUBERNETES.job, "migration", {
    metadata,
    spec: { template: { spec: { ...POD, containers: [CONTAINER] } } },
  }),
  resource(KUBERNETES.autoscaler, "pods-scaler", { spec: { scaleTargetRef: { name: "api" }, minReplicas: 2 } }),
  resource(KUBERNETES.disruptionBudget, "pods-budget", { spec: { selector: { matchLabels: LABELS } } }),
  resource(KUBERNETES.role, "pods-role", { rules: [{ verbs: ["get"], resources: ["leases"] }] }),
  resource(KUBERNETES.roleBinding, "pods-binding", {
    subjects: [{ kind: "ServiceAccount", name: "scheduler", namespace: "crm" }],
  }),
  resource(KUBERNETES.service, "pods-service", { metadata, spec: { type: "ClusterIP" } }),
];
