import { type ComponentResourceOptions, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import type { DiskEncryptionSet } from "@pulumi/azure-native/compute/diskEncryptionSet";
import { MaintenanceConfiguration } from "@pulumi/azure-native/containerservice/maintenanceConfiguration";
import { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster";
import { FederatedIdentityCredential } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { Subnet } from "@pulumi/azure-native/network/subnet";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { API_SERVICE } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import type { Cluster as ClusterPort, ClusterArgs } from "../../ports/cluster";
import type { NetworkPeer } from "../../ports/common";
import type { Account } from "./account";
import { accessOf } from "./cluster-access";
import { actAs, type ClusterIdentities, createClusterIdentities } from "./cluster-identity";
import {
  AUTOSCALER,
  CONTROL_PLANE_LOGS,
  MAINTENANCE,
  MAINTENANCE_WINDOW,
  NETWORK,
  STORAGE,
  UPGRADES,
} from "./cluster-settings";
import { AzureComponent, type ChildOptions } from "./component";
import { collectInsights, insightsAddon } from "./container-insights";
import { type AzureContext, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { createDiskEncryption } from "./disk-encryption";
import type { Identity } from "./identity";
import { kubeconfigOf } from "./kubeconfig";
import type { Network } from "./network";
import { createNodePools, describePools, isShared, type NodePools, systemPools } from "./node-pools";
import type { Secrets } from "./secrets";
import { API_CIDR } from "./security-groups";
import { systemPods } from "./system-pods";

export interface AzureClusterArgs extends ClusterArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly identities: readonly Identity[];
}

/** AKS whose control plane is in the stack's own network; pods get identities from Workload Identity, people by an Entra group. */
export class Cluster extends AzureComponent implements ClusterPort {
  readonly clusterName: string;
  readonly kubernetes: KubernetesProvider;
  /** By its service's address, and by that of the control plane behind it. */
  readonly api: NetworkPeer = { cidrs: [API_SERVICE, API_CIDR], ports: [443] };
  /** Pods show Entra the token of their service account, over the internet: no node is asked. */
  readonly identityEndpoint = null;
  readonly aks: ManagedCluster;
  readonly nodePools: NodePools;
  readonly identities: ClusterIdentities;

  constructor(
    name: string,
    private readonly args: AzureClusterArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cluster", name, azure, args.account, opts);
    this.clusterName = nameOf(azure, "aks");
    this.identities = createClusterIdentities(name, args, this.placed, azure, this.child);
    this.aks = this.createControlPlane();
    this.nodePools = createNodePools(name, { ...args, aks: this.aks }, this.placed, azure, this.child);
    this.keepLogs();
    this.setMaintenance();
    this.bindIdentities();
    this.kubernetes = this.createProvider();
    const { enhancedMonitoring } = args;
    this.registerOutputs({
      clusterName: this.clusterName,
      nodePools: describePools(args.pools),
      pods: systemPods({ shared: isShared(args.pools), guarded: this.guarded, enhancedMonitoring }),
    });
  }

  /** Who pulls images for the nodes. */
  get kubeletIdentity(): UserAssignedIdentity {
    return this.identities.kubelet;
  }

  /** From where pods appear inside the network. */
  get nodeSubnets(): readonly Subnet[] {
    return this.args.network.subnets.private;
  }

  /** Id of the group in which AKS keeps the nodes: whoever sends them traffic reads there where they are. */
  get nodeGroupId(): Output<string> {
    return interpolate`/subscriptions/${this.azure.subscriptionId}/resourceGroups/${this.aks.nodeResourceGroup}`;
  }

  /** Where a loss would hurt: with a paid control plane, and the guards that Azure offers. */
  private get guarded(): boolean {
    return this.args.secrets.encryption !== null;
  }

  private createControlPlane(): ManagedCluster {
    const { args, azure, identities, prefix } = this;
    const { version, protect } = args;
    const pools = systemPools(args, azure);
    const disks = this.encryptDisks();
    return new ManagedCluster(
      `${prefix}-aks`,
      {
        ...this.placed,
        resourceName: this.clusterName,
        dnsPrefix: this.clusterName,
        nodeResourceGroup: nameOf(azure, "nodes"),
        kubernetesVersion: version,
        sku: { name: "Base", tier: this.guarded ? "Standard" : "Free" },
        agentPoolProfiles: pools,
        ...actAs(identities),
        apiServerAccessProfile: accessOf(args.adminCidrs, args.network),
        ...this.security(disks?.set ?? null),
        ...this.addons(),
        ...NETWORK,
        ...STORAGE,
        ...UPGRADES,
        ...AUTOSCALER,
      },
      {
        ...this.after([...identities.ready, ...(disks ? [disks.ready] : []), ...args.network.subnets.private]),
        protect,
        // The autoscaler moves it.
        ignoreChanges: pools.map((_, index) => `agentPoolProfiles[${index}].count`),
        customTimeouts: { create: "60m", update: "120m", delete: "60m" },
      },
    );
  }

  private after(needed: readonly Resource[]): ChildOptions {
    return { ...this.child, dependsOn: [...this.child.dependsOn, ...needed] };
  }

  private encryptDisks(): ReturnType<typeof createDiskEncryption> | null {
    const { encryption } = this.args.secrets;
    if (encryption === null) return null;
    const { controlPlane } = this.identities;
    return createDiskEncryption(
      `${this.prefix}-disks`,
      { encryption, controlPlane },
      this.placed,
      this.azure,
      this.child,
    );
  }

  /** People come by Entra and its group alone, pods by tokens; secrets and disks are under the stack's own key where it has one. */
  private security(disks: DiskEncryptionSet | null) {
    const { account, secrets } = this.args;
    const { adminGroupId, location, tenantId } = this.azure;
    const key = secrets.encryption?.key(location);
    const defender = {
      logAnalyticsWorkspaceResourceId: account.workspace.id,
      securityMonitoring: { enabled: true },
    };
    return {
      enableRBAC: true,
      disableLocalAccounts: true,
      aadProfile: { managed: true, enableAzureRBAC: true, tenantID: tenantId, adminGroupObjectIDs: [adminGroupId] },
      oidcIssuerProfile: { enabled: true },
      securityProfile: {
        workloadIdentity: { enabled: true },
        imageCleaner: { enabled: true, intervalHours: 48 },
        ...(this.guarded && { defender }),
        ...(key && {
          azureKeyVaultKms: {
            enabled: true,
            keyId: key.id,
            keyVaultNetworkAccess: "Private",
            keyVaultResourceId: key.vaultId,
          },
        }),
      },
      ...(disks && { diskEncryptionSetID: disks.id }),
    };
  }

  private addons() {
    const { account, enhancedMonitoring } = this.args;
    return {
      addonProfiles: {
        azurepolicy: { enabled: this.guarded },
        ...(enhancedMonitoring && insightsAddon(account)),
      },
    };
  }

  private keepLogs(): void {
    const { account, enhancedMonitoring } = this.args;
    const categories = CONTROL_PLANE_LOGS;
    sendLogs(`${this.prefix}-logs`, { of: this.aks.id, categories }, account, this.child);
    if (!enhancedMonitoring) return;
    collectInsights(`${this.prefix}-insights`, { aks: this.aks, account }, this.placed, this.azure, this.child);
  }

  private setMaintenance(): void {
    const { resourceGroupName } = this.placed;
    const args = { resourceGroupName, resourceName: this.aks.name, maintenanceWindow: MAINTENANCE_WINDOW };
    for (const [role, configName] of Object.entries(MAINTENANCE))
      new MaintenanceConfiguration(`${this.prefix}-maintenance-${role}`, { ...args, configName }, this.child);
  }

  /** Entra believes this cluster's word on who a pod is. */
  private bindIdentities(): void {
    const issuer = this.aks.oidcIssuerProfile.apply((profile) => known(profile?.issuerURL, "the cluster's issuer"));
    for (const { identity, namespace, serviceAccount } of this.args.identities) {
      const args = {
        resourceGroupName: this.placed.resourceGroupName,
        resourceName: identity.name,
        federatedIdentityCredentialResourceName: serviceAccount,
        issuer,
        subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        audiences: ["api://AzureADTokenExchange"],
      };
      new FederatedIdentityCredential(`${this.prefix}-pod-${serviceAccount}`, args, this.child);
    }
  }

  private createProvider(): KubernetesProvider {
    const args = {
      kubeconfig: kubeconfigOf(this.aks, this.placed.resourceGroupName),
      // Without it a kubeconfig that is unknown in a preview plans to replace every object of the cluster.
      clusterIdentifier: this.clusterName,
      enableServerSideApply: true,
    };
    return new KubernetesProvider(`${this.prefix}-kubernetes`, args, this.after(this.nodePools.ready));
  }
}
