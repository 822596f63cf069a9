import { interpolate } from "@pulumi/pulumi";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { FlowLog } from "@pulumi/azure-native/network/flowLog";
import type { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import type { NetworkArgs } from "../../ports/network";
import type { Account } from "./account";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, globalNameOf, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { grant } from "./role";
import type { Secrets } from "./secrets";
import { createStorageAccount } from "./storage-account";

export interface FlowLogArgs extends Pick<NetworkArgs, "logs"> {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly vnet: VirtualNetwork;
}

/** Days for which flows are kept at least (CIS Azure Foundations 6.0, 7.8). */
const MIN_DAYS = 90;

/** Every flow of the network as files in an account of their own, and hourly in the stack's log workspace, summed up. */
export function createFlowLog(
  name: string,
  { account, secrets, vnet, logs }: FlowLogArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): void {
  const storage = createStore(`${name}-account`, { account, secrets }, placed, azure, opts);
  const writer = new UserAssignedIdentity(`${name}-identity`, { ...placed, resourceName: nameOf(azure, "flow") }, opts);
  const right = { role: "Storage Blob Data Contributor", scope: storage.id, to: writer.principalId } as const;
  const mayWrite = grant(`${name}-write`, right, azure, opts);
  new FlowLog(
    name,
    {
      // Azure itself makes one watcher per location and subscription with the first network, and refuses a second.
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: `NetworkWatcher_${azure.location}`,
      flowLogName: nameOf(azure, "flow"),
      location: placed.location,
      tags: placed.tags,
      targetResourceId: vnet.id,
      storageId: storage.id,
      identity: { type: "UserAssigned", userAssignedIdentities: [writer.id] },
      enabled: true,
      format: { type: "JSON", version: 2 },
      retentionPolicy: { enabled: true, days: Math.max(MIN_DAYS, logs.days) },
      flowAnalyticsConfiguration: {
        networkWatcherFlowAnalyticsConfiguration: {
          enabled: true,
          workspaceResourceId: account.workspace.id,
          workspaceId: account.workspace.customerId,
          workspaceRegion: placed.location,
          trafficAnalyticsInterval: 60,
        },
      },
    },
    { ...opts, dependsOn: [...opts.dependsOn, mayWrite] },
  );
}

/**
 * Azure's own services write here; nobody else has anything to do with it. To end old files the flow log sets the account's rules of
 * age, and overwrites any other (hashicorp/terraform-provider-azurerm issue 6935): nothing else may be kept here.
 */
function createStore(
  name: string,
  { account, secrets }: Pick<FlowLogArgs, "account" | "secrets">,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): StorageAccount {
  const accountName = globalNameOf(azure, "logs", account.suffix);
  const { encryption } = secrets;
  const args = { ...placed, accountName, encryption, reachable: { subnets: [] } } as const;
  const storage = createStorageAccount(name, args, opts);
  const blobs = interpolate`${storage.id}/blobServices/default`;
  sendLogs(`${name}-logs`, { of: blobs, categories: ["StorageDelete"] }, account, opts);
  return storage;
}
