import { AZURE } from "../../../../src/policy/azure/types";
import { tagged } from "./tagged";

const NODE = { enableNodePublicIP: false, enableEncryptionAtHost: true, vnetSubnetID: "<private.id>" };

const pool = (zone: string) =>
  tagged(AZURE.nodePool, `nodes-${zone}`, {
    ...NODE,
    mode: "User",
    nodeLabels: { pool: "workers" },
    availabilityZones: [zone],
    enableAutoScaling: true,
    count: 3,
    minCount: 1,
  });

export const CLUSTER = [
  tagged(AZURE.cluster, "aks", {
    enableRBAC: true,
    disableLocalAccounts: true,
    aadProfile: { managed: true, enableAzureRBAC: true },
    apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
    oidcIssuerProfile: { enabled: true },
    securityProfile: {
      workloadIdentity: { enabled: true },
      imageCleaner: { enabled: true },
      defender: { logAnalyticsWorkspaceResourceId: "<workspace.id>", securityMonitoring: { enabled: true } },
    },
    identity: { type: "UserAssigned" },
    addonProfiles: { azurepolicy: { enabled: true } },
    networkProfile: { networkPolicy: "cilium" },
    autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
    sku: { tier: "Standard" },
    agentPoolProfiles: [{ ...NODE, mode: "System", availabilityZones: ["1", "2", "3"], count: 3 }],
  }),
  pool("1"),
  pool("2"),
  pool("3"),
];
