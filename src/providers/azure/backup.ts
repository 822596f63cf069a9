import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { TrustedAccessRoleBinding } from "@pulumi/azure-native/containerservice/trustedAccessRoleBinding";
import { BackupInstance } from "@pulumi/azure-native/dataprotection/backupInstance";
import { BackupPolicy } from "@pulumi/azure-native/dataprotection/backupPolicy";
import { BackupVault } from "@pulumi/azure-native/dataprotection/backupVault";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import type { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import { known } from "../../conventions/known";
import type { Backup as BackupPort, BackupArgs } from "../../ports/backup";
import type { Account } from "./account";
import { AGENT_PODS, type BackupAgent, createBackupAgent } from "./backup-agent";
import { AKS, policyOf } from "./backup-policy";
import type { Cluster } from "./cluster";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { grant, type RoleName } from "./role";
import type { Secrets } from "./secrets";

export interface AzureBackupArgs extends BackupArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
}

/** Azure Backup for the volumes of the CRM's pods: everything else has backups of its own. */
export class Backup extends AzureComponent implements BackupPort {
  readonly vault: BackupVault;
  readonly policy: BackupPolicy;
  readonly instance: BackupInstance;

  constructor(
    name: string,
    private readonly args: AzureBackupArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Backup", name, azure, args.account, opts);
    const agent = createBackupAgent(`${name}-agent`, args, this.placed, azure, this.child);
    const snapshots = this.createSnapshotGroup();
    this.vault = this.createVault();
    sendLogs(`${name}-logs`, { of: this.vault.id, categoryGroup: "allLogs" }, args.account, this.child);
    this.policy = this.createPolicy();
    this.instance = this.protectCluster(snapshots, agent);
    this.registerOutputs({ vault: this.vault.name, pods: AGENT_PODS });
  }

  /** For nothing but snapshots, because the right to make them is one on the whole group. */
  private createSnapshotGroup(): ResourceGroup {
    const { location, tags } = this.placed;
    const args = { resourceGroupName: nameOf(this.azure, "snapshots"), location, tags };
    return new ResourceGroup(`${this.prefix}-snapshots`, args, this.child);
  }

  /** Under Microsoft's keys: one of the stack's own is refused out of a vault that is closed to the internet (Azure Backup, own keys). */
  private createVault(): BackupVault {
    const { copy, protect } = this.args;
    return new BackupVault(
      `${this.prefix}-vault`,
      {
        ...this.placed,
        vaultName: nameOf(this.azure, "backup"),
        identity: { type: "SystemAssigned" },
        properties: {
          storageSettings: [{ datastoreType: "VaultStore", type: copy ? "GeoRedundant" : "ZoneRedundant" }],
          ...(copy && { featureSettings: { crossRegionRestoreSettings: { state: "Enabled" } } }),
          securitySettings: {
            // What was deleted can be taken back for two weeks, and the vault can't be deleted before they are over.
            softDeleteSettings: protect ? { state: "On", retentionDurationInDays: 14 } : { state: "Off" },
          },
        },
      },
      { ...this.child, protect },
    );
  }

  private createPolicy(): BackupPolicy {
    const { keepDays, copy } = this.args;
    const { resourceGroupName } = this.placed;
    const args = { resourceGroupName, vaultName: this.vault.name, backupPolicyName: "volumes" };
    return new BackupPolicy(`${this.prefix}-policy`, { ...args, properties: policyOf(keepDays, copy) }, this.child);
  }

  private protectCluster(snapshots: ResourceGroup, agent: BackupAgent): BackupInstance {
    const { cluster, namespace } = this.args;
    const { resourceGroupName, location, tags } = this.placed;
    const source = {
      resourceID: cluster.aks.id,
      resourceName: cluster.aks.name,
      resourceLocation: location,
      resourceType: AKS,
      resourceUri: cluster.aks.id,
      datasourceType: AKS,
    };
    const needed = [...agent.ready, this.trust(), ...this.authorize(snapshots, agent)];
    return new BackupInstance(
      `${this.prefix}-cluster`,
      {
        resourceGroupName,
        vaultName: this.vault.name,
        backupInstanceName: cluster.clusterName,
        properties: {
          objectType: "BackupInstance",
          friendlyName: cluster.clusterName,
          dataSourceInfo: { ...source, objectType: "Datasource" },
          dataSourceSetInfo: { ...source, objectType: "DatasourceSet" },
          policyInfo: { policyId: this.policy.id, policyParameters: parametersOf(snapshots.id, namespace) },
        },
        tags,
      },
      { ...this.child, dependsOn: [...this.child.dependsOn, ...needed] },
    );
  }

  /** Lets the vault, and no other service of Azure's, ask the cluster's API for a backup. */
  private trust(): TrustedAccessRoleBinding {
    const { cluster } = this.args;
    const args = {
      resourceGroupName: this.placed.resourceGroupName,
      resourceName: cluster.aks.name,
      trustedAccessRoleBindingName: "backup",
      sourceResourceId: this.vault.id,
      roles: ["Microsoft.DataProtection/backupVaults/backup-operator"],
    };
    return new TrustedAccessRoleBinding(`${this.prefix}-trust`, args, this.child);
  }

  /** The vault reads what it copies; the cluster makes the snapshots (Azure Backup for AKS, permissions: less is refused). */
  private authorize(snapshots: ResourceGroup, { storage }: BackupAgent): readonly RoleAssignment[] {
    const { cluster, copy } = this.args;
    const vault = this.vault.identity.apply((identity) => known(identity?.principalId, "the backup vault's identity"));
    const allow = (name: string, to: Output<string>, role: RoleName, { id: scope }: { readonly id: Output<string> }) =>
      grant(`${this.prefix}-${name}`, { role, scope, to }, this.azure, this.child);
    return [
      allow("read-cluster", vault, "Reader", cluster.aks),
      allow("read-snapshots", vault, "Reader", snapshots),
      allow("take-snapshots", cluster.identities.controlPlane.principalId, "Contributor", snapshots),
      ...(copy
        ? [
            allow("copy-snapshots", vault, "Disk Snapshot Contributor", snapshots),
            allow("copy-disks", vault, "Data Operator for Managed Disks", snapshots),
            allow("copy-objects", vault, "Storage Blob Data Reader", storage),
          ]
        : []),
    ];
  }
}

const parametersOf = (resourceGroupId: Output<string>, namespace: string) => ({
  dataStoreParametersList: [
    { objectType: "AzureOperationalStoreParameters" as const, dataStoreType: "OperationalStore", resourceGroupId },
  ],
  backupDatasourceParametersList: [
    {
      objectType: "KubernetesClusterBackupDatasourceParameters" as const,
      snapshotVolumes: true,
      includeClusterScopeResources: true,
      // Each is paid; operators have no volumes, and come back with the program.
      includedNamespaces: [namespace],
      // They come from the secret store, and go back there.
      excludedResourceTypes: ["secrets"],
    },
  ],
});
