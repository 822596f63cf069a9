import { GCP } from "../../../src/policy/gcp/types";
import { on, retyped, type Slips } from "./slip";

export const GCP_SLIPS: Slips = {
  G02: on(GCP.subnetwork, "crm-network-database-0", (inputs) => ({ ...inputs, logConfig: null })),
  G06: on(GCP.firewall, "crm-network-app-from-load-balancer", (inputs) => ({
    ...inputs,
    sourceRanges: ["10.8.0.0/18"],
  })),
  G09: on(GCP.cluster, "crm-cluster-gke", (inputs) => ({ ...inputs, controlPlaneEndpointsConfig: {} })),
  G21: on(GCP.nodePool, "crm-cluster-workers", retyped('"serviceAccount"', '"account"')),
  G27: on(GCP.bucketMember, "crm-cdn-reader", (inputs) => ({ ...inputs, member: "allUsers" })),
  G31: on(GCP.projectMember, "crm-cluster-nodes-report", (inputs) => ({
    ...inputs,
    role: "roles/secretmanager.secretAccessor",
  })),
  G33: on(GCP.redis, "crm-cache-instance", (inputs) => ({ ...inputs, authEnabled: false })),
  G38: on(GCP.logBucket, "crm-cluster-control-plane-logs", (inputs) => ({ ...inputs, retentionDays: 90 })),
  G39: on(GCP.backendPolicy, "crm-workloads-api-binding-policy", () => null),
  X02: on("pulumi:providers:gcp", "gcp", (inputs) => ({ ...inputs, defaultLabels: "{}" })),
  X07: on(GCP.redis, "crm-cache-instance", (inputs) => ({ ...inputs, connectMode: "DIRECT_PEERING" })),
  G41: on(GCP.urlMap, "crm-cdn-http-urls", () => ({ defaultService: "<crm-cdn-backend.id>" })),
};
