import { GCP } from "../../../../src/policy/gcp/types";
import { resource } from "../../builder";

export const CLUSTER = [
  resource(GCP.cluster, "gke", {
    privateClusterConfig: { enablePrivateNodes: true },
    controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } },
    workloadIdentityConfig: { workloadPool: "project.svc.id.goog" },
    releaseChannel: { channel: "REGULAR" },
    enableShieldedNodes: true,
    databaseEncryption: { state: "ENCRYPTED", keyName: "<key.id>" },
    datapathProvider: "ADVANCED_DATAPATH",
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "APISERVER"] },
    monitoringConfig: { enableComponents: ["SYSTEM_COMPONENTS"] },
    enableIntranodeVisibility: true,
    anonymousAuthenticationConfig: { mode: "LIMITED" },
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: false,
      enableInsecureBindingSystemUnauthenticated: false,
    },
    deletionProtection: true,
    enableLegacyAbac: false,
  }),
  resource(GCP.nodePool, "nodes", {
    management: { autoRepair: true, autoUpgrade: true },
    nodeConfig: {
      serviceAccount: "<nodes-account.email>",
      shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
      workloadMetadataConfig: { mode: "GKE_METADATA" },
      imageType: "COS_CONTAINERD",
      kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
    },
  }),
];
