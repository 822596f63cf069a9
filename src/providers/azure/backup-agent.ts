import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { Extension } from "@pulumi/azure-native/kubernetesconfiguration/extension";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import { known } from "../../conventions/known";
import type { SystemPod } from "../../kubernetes/operators/operator";
import type { Account } from "./account";
import { createContainer, createSafeAccount } from "./bucket";
import type { Cluster } from "./cluster";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { grant } from "./role";
import type { Secrets } from "./secrets";

export interface BackupAgentArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
  readonly protect: boolean;
}

export interface BackupAgent {
  /** Takes the cluster's objects; only the nodes' subnets and Azure Backup reach it. */
  readonly storage: StorageAccount;
  readonly ready: readonly Resource[];
}

/** What the extension runs. Microsoft publishes no requests, so this is what such pods commonly ask for. */
export const AGENT_PODS: readonly SystemPod[] = ["controller", "kubernetes-agent", "geneva-service"].map((part) => ({
  name: `dataprotection-microsoft-${part}`,
  kind: "deployment",
  replicas: 1,
  cpu: 100,
  memory: 128,
}));

const CONTAINER = "cluster";
/** Days in which what was deleted can be taken back. */
const UNDO_DAYS = 7;

/** What Azure Backup runs inside the cluster: it writes objects down, and asks the cluster for snapshots of its volumes. */
export function createBackupAgent(
  name: string,
  args: BackupAgentArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): BackupAgent {
  const { storage, ready } = createStore(name, args, placed, azure, opts);
  const extension = install(
    name,
    args.cluster,
    storage,
    { placed, azure },
    { ...opts, dependsOn: [...opts.dependsOn, ...ready, ...args.cluster.nodePools.ready] },
  );
  const to = principalOf(extension);
  const mayWrite = grant(
    `${name}-write`,
    { role: "Storage Blob Data Contributor", scope: storage.id, to },
    azure,
    opts,
  );
  return { storage, ready: [extension, mayWrite] };
}

function createStore(
  name: string,
  { account, secrets, cluster, protect }: BackupAgentArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): BackupAgent {
  const { account: storage, ready } = createSafeAccount(
    `${name}-account`,
    {
      ...placed,
      accountName: globalNameOf(azure, "back", account.suffix),
      encryption: secrets.encryption,
      reachable: { subnets: cluster.nodeSubnets.map(({ id }) => id) },
      protect,
      // The backup vault has what must outlive the stack.
      keepData: false,
      undoDays: UNDO_DAYS,
    },
    opts,
  );
  const blobs = interpolate`${storage.id}/blobServices/default`;
  sendLogs(`${name}-logs`, { of: blobs, categories: ["StorageWrite", "StorageDelete"] }, account, opts);
  const { resourceGroupName } = placed;
  const bucket = { resourceGroupName, account: storage, containerName: CONTAINER, protect };
  const { container } = createContainer(`${name}-container`, bucket, opts);
  return { storage, ready: [...ready, container] };
}

function install(
  name: string,
  cluster: Cluster,
  storage: StorageAccount,
  { placed, azure }: { readonly placed: Placed; readonly azure: AzureContext },
  opts: ChildOptions,
): Extension {
  return new Extension(
    name,
    {
      resourceGroupName: placed.resourceGroupName,
      clusterRp: "Microsoft.ContainerService",
      clusterResourceName: "managedClusters",
      clusterName: cluster.aks.name,
      extensionName: "azure-aks-backup",
      extensionType: "microsoft.dataprotection.kubernetes",
      autoUpgradeMinorVersion: true,
      releaseTrain: "stable",
      scope: { cluster: { releaseNamespace: "dataprotection-microsoft" } },
      configurationSettings: settingsOf(storage, placed, azure),
    },
    opts,
  );
}

/** The extension's own names (Azure Backup for AKS, backup extension). It shows its identity instead of the account's key. */
function settingsOf({ name }: StorageAccount, placed: Placed, azure: AzureContext) {
  const location = "configuration.backupStorageLocation";
  return {
    [`${location}.bucket`]: CONTAINER,
    [`${location}.config.storageAccount`]: name,
    [`${location}.config.storageAccountURI`]: interpolate`https://${name}.blob.core.windows.net/`,
    [`${location}.config.resourceGroup`]: placed.resourceGroupName,
    [`${location}.config.subscriptionId`]: azure.subscriptionId,
    [`${location}.config.useAAD`]: "true",
    "credentials.tenantId": azure.tenantId,
  };
}

const principalOf = ({ aksAssignedIdentity }: Extension): Output<string> =>
  aksAssignedIdentity.apply((identity) => known(identity?.principalId, "the backup extension's identity"));
