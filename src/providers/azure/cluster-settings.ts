import { AZURE_DNS_SERVICE, AZURE_POD_CIDR, SERVICE_CIDR } from "../../conventions/cidrs";

/** What every cluster has, whatever its tier: AKS' settings that this architecture does not leave to defaults. */

/** Upgrades of cluster and nodes: Sundays, UTC. Both windows have a name that AKS gives. */
export const MAINTENANCE = {
  cluster: "aksManagedAutoUpgradeSchedule",
  nodes: "aksManagedNodeOSUpgradeSchedule",
} as const;
export const MAINTENANCE_WINDOW = {
  schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 1 } },
  startTime: "06:00",
  utcOffset: "+00:00",
  durationHours: 8,
};

/** Patches come by themselves; a new minor version is a change of this program. */
export const UPGRADES = {
  autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
  supportPlan: "KubernetesOfficial",
};

/** Pods have addresses of their own that only the cluster knows, and policies that the kernel of each node enforces. */
export const NETWORK = {
  networkProfile: {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataplane: "cilium",
    networkPolicy: "cilium",
    podCidr: AZURE_POD_CIDR,
    serviceCidr: SERVICE_CIDR,
    dnsServiceIP: AZURE_DNS_SERVICE,
    outboundType: "userAssignedNATGateway",
    loadBalancerSku: "standard",
  },
};

/** Disks only: nothing here shares files. */
export const STORAGE = {
  storageProfile: {
    diskCSIDriver: { enabled: true },
    snapshotController: { enabled: true },
    fileCSIDriver: { enabled: false },
    blobCSIDriver: { enabled: false },
  },
};

/** The autoscaler takes these as texts. */
export const AUTOSCALER = {
  autoScalerProfile: {
    balanceSimilarNodeGroups: "true",
    expander: "least-waste",
    scanInterval: "10s",
    scaleDownUnneededTime: "10m",
    // What the CRM's pods have on a node's disk is temporary.
    skipNodesWithLocalStorage: "false",
    skipNodesWithSystemPods: "true",
  },
};

/** What the control plane writes down. `kube-audit-admin` leaves out who merely reads, which would be most of it. */
export const CONTROL_PLANE_LOGS = [
  "kube-apiserver",
  "kube-audit-admin",
  "kube-controller-manager",
  "kube-scheduler",
  "cluster-autoscaler",
  "cloud-controller-manager",
  "guard",
] as const;
