import { GCP } from "../../../../src/policy/gcp/types";
import { resource } from "../../builder";

const TLS = { transitEncryptionMode: "SERVER_AUTHENTICATION" };

export const DATA = [
  resource(GCP.bucket, "recordings", {
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    versioning: { enabled: true },
    forceDestroy: false,
  }),
  resource(GCP.bucketMember, "recordings-api", { member: "<api.member>", role: "roles/storage.objectViewer" }),
  resource(GCP.cryptoKey, "key", { rotationPeriod: "7776000s" }),
  resource(GCP.cryptoKeyMember, "key-disks", { member: "serviceAccount:service-1@compute.iam.gserviceaccount.com" }),
  resource(GCP.secret, "secret", {
    replication: { userManaged: { replicas: [{ location: "us-central1" }] } },
    deletionProtection: true,
  }),
  resource(GCP.secretMember, "secret-read", { member: "<api.member>", role: "roles/secretmanager.secretAccessor" }),
  resource(GCP.memorystore, "valkey", { ...TLS, replicaCount: 1, deletionProtectionEnabled: true }),
  resource(GCP.redis, "cache", { ...TLS, authEnabled: true, tier: "STANDARD_HA" }),
];
