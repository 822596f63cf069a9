/** What every cluster has, whatever its tier: GKE's settings that this architecture does not leave to defaults. */

/** Upgrades and repairs: weekends, UTC. GKE wants 48 hours in 32 days, four of them in a row. */
export const MAINTENANCE = {
  recurringWindow: {
    startTime: "2026-01-03T06:00:00Z",
    endTime: "2026-01-03T14:00:00Z",
    recurrence: "FREQ=WEEKLY;BYDAY=SA,SU",
  },
};

/** Nobody without a name, no name for everybody, no certificates that can't be taken back, and a look at what pods may do. */
export const SECURITY = {
  enableShieldedNodes: true,
  enableLegacyAbac: false,
  // Traffic between pods of one node is in the flow logs too.
  enableIntranodeVisibility: true,
  masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
  anonymousAuthenticationConfig: { mode: "LIMITED" },
  rbacBindingConfig: {
    enableInsecureBindingSystemAuthenticated: false,
    enableInsecureBindingSystemUnauthenticated: false,
  },
  securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },
};

export const ADDONS = {
  gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
  // Pods ask kube-dns itself: network policies name its pods, and a cache on the node is none of them. GKE's default differs.
  dnsConfig: { clusterDns: "KUBE_DNS" },
  addonsConfig: {
    dnsCacheConfig: { enabled: false },
    httpLoadBalancing: { disabled: false },
    horizontalPodAutoscaling: { disabled: false },
    gcePersistentDiskCsiDriverConfig: { enabled: true },
    // Without a plan it does nothing and costs nothing.
    gkeBackupAgentConfig: { enabled: true },
  },
};

const CONTROL_PLANE_LOGS = ["APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];

/** The only metrics that count pods without a place, and those that serve: a handful, of the packages that are paid by the sample. */
const PAID_METRICS = ["SCHEDULER", "DEPLOYMENT"];
const ENHANCED_METRICS = ["CADVISOR", "DAEMONSET", "HPA", "KUBELET", "POD", "STATEFULSET", "STORAGE"];

/** GKE's own metrics are free. */
export const observability = (enhanced: boolean) => ({
  loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", ...CONTROL_PLANE_LOGS, ...(enhanced ? ["WORKLOADS"] : [])] },
  monitoringConfig: {
    enableComponents: ["SYSTEM_COMPONENTS", ...PAID_METRICS, ...(enhanced ? ENHANCED_METRICS : [])],
    managedPrometheus: { enabled: enhanced },
    advancedDatapathObservabilityConfig: { enableMetrics: false, enableRelay: false },
  },
});
