import { GCP } from "../../../../src/policy/gcp/types";
import { resource } from "../../builder";

const DATA_ACCESS =
  'LOG_ID("cloudaudit.googleapis.com/data_access") AND NOT resource.type=("k8s_cluster" OR "gcs_bucket")';

export const OPERATIONS = [
  resource(GCP.projectMember, "nodes-report", {
    member: "<nodes-account.member>",
    role: "roles/container.defaultNodeServiceAccount",
  }),
  resource(GCP.projectMember, "events-right", { member: "serviceAccount:agent@google", role: "<events.name>" }),
  resource(GCP.customRole, "events", { permissions: ["pubsub.topics.publish"] }),
  resource(GCP.auditConfig, "audit", {
    service: "allServices",
    auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
  }),
  resource(GCP.logBucket, "audit-logs", { retentionDays: 365 }),
  resource(GCP.logSink, "audit-sink", { destination: "logging.googleapis.com/<audit-logs.id>", filter: DATA_ACCESS }),
  resource(GCP.logBucket, "pod-logs", { retentionDays: 90 }),
  resource(GCP.logSink, "pod-sink", {
    destination: "logging.googleapis.com/<pod-logs.id>",
    filter: 'resource.type="k8s_container"',
  }),
  resource(GCP.repository, "images", {
    dockerConfig: { immutableTags: true },
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
  }),
  resource(GCP.repositoryMember, "images-pull", { member: "<nodes-account.member>" }),
];
