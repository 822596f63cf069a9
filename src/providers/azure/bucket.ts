import { type CustomResourceOptions, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer";
import { BlobServiceProperties } from "@pulumi/azure-native/storage/blobServiceProperties";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import type { Account } from "./account";
import type { ChildOptions } from "./component";
import { sendLogs } from "./diagnostics";
import { createStorageAccount, type LockedAccountArgs } from "./storage-account";

/** A container with the account that it is in: rights, keys and networks belong to the account, objects to the container. */
export interface StoredBucket {
  readonly account: StorageAccount;
  readonly container: BlobContainer;
}

/** An account with everything around it: wait for `ready` before others rely on its versions. */
export interface SafeAccount {
  readonly account: StorageAccount;
  readonly ready: readonly Resource[];
}

export interface SafeAccountArgs extends LockedAccountArgs {
  readonly protect: boolean;
  /** Azure refuses to delete the account, empty or not, until somebody takes its lock away. */
  readonly keepData: boolean;
  /** Days for which an overwritten or deleted object can be brought back, at least. */
  readonly undoDays: number;
  /** Rules about the age of objects, beside the one that ends old versions. */
  readonly rules?: readonly AgeRule[];
}

/** Colder tiers that are read at once; there is no other in accounts that outlive the loss of a zone (Blob Storage, access tiers). */
const MOVES = { Cool: "tierToCool", Cold: "tierToCold" } as const;

export interface AgeRule {
  readonly name: string;
  /** What the names of its objects begin with, container included; none: all objects. */
  readonly prefix?: string;
  /** Days after its last change at which an object moves to a colder tier. */
  readonly moves?: readonly { readonly days: number; readonly tier: keyof typeof MOVES }[];
  /** Days after its last change at which it is deleted. */
  readonly deleteAfter?: number;
  /** Days after which a version is deleted that is not the newest. */
  readonly endVersionsAfter?: number;
}

/** Private, encrypted, versioned; what is deleted for good can still be taken back for a while. */
export function createSafeAccount(name: string, args: SafeAccountArgs, opts: ChildOptions): SafeAccount {
  const { resourceGroupName, undoDays, protect, keepData, rules = [] } = args;
  const account = createStorageAccount(name, args, { ...opts, protect });
  const undo = { enabled: true, days: undoDays };
  const versions = new BlobServiceProperties(
    `${name}-versions`,
    {
      resourceGroupName,
      accountName: account.name,
      blobServicesName: "default",
      isVersioningEnabled: true,
      changeFeed: { enabled: true, retentionInDays: undoDays },
      deleteRetentionPolicy: undo,
      containerDeleteRetentionPolicy: undo,
    },
    opts,
  );
  const after = { ...opts, dependsOn: [...opts.dependsOn, versions] };
  // A version counts its days from when it was written, not from when it was replaced: soft delete adds the missing ones.
  const old = { name: "old-versions", endVersionsAfter: undoDays };
  createLifecycle(`${name}-lifecycle`, { resourceGroupName, account, rules: [old, ...rules] }, after);
  if (keepData) lock(name, account, opts);
  return { account, ready: [versions] };
}

interface LifecycleArgs {
  readonly resourceGroupName: Output<string>;
  readonly account: StorageAccount;
  readonly rules: readonly AgeRule[];
}

/** An account has one set of rules. */
function createLifecycle(
  name: string,
  { resourceGroupName, account, rules }: LifecycleArgs,
  opts: CustomResourceOptions,
): ManagementPolicy {
  const policy = { rules: rules.map(lifecycleRule) };
  const args = { resourceGroupName, accountName: account.name, managementPolicyName: "default", policy };
  return new ManagementPolicy(name, args, opts);
}

const BLOBS = { blobTypes: ["blockBlob"] };

function lifecycleRule({ name, prefix, moves = [], deleteAfter, endVersionsAfter }: AgeRule) {
  const after = (days: number) => ({ daysAfterModificationGreaterThan: days });
  const baseBlob = {
    ...Object.fromEntries(moves.map(({ days, tier }) => [MOVES[tier], after(days)])),
    ...(deleteAfter !== undefined && { delete: after(deleteAfter) }),
  };
  const actions = {
    ...(Object.keys(baseBlob).length > 0 && { baseBlob }),
    ...(endVersionsAfter !== undefined && { version: { delete: { daysAfterCreationGreaterThan: endVersionsAfter } } }),
  };
  const filters = { ...BLOBS, ...(prefix !== undefined && { prefixMatch: [prefix] }) };
  return { name, enabled: true, type: "Lifecycle", definition: { filters, actions } };
}

/** Azure would delete an account with all that is in it. A teardown leaves the lock, and so stops before the account. */
function lock(name: string, account: StorageAccount, opts: CustomResourceOptions): void {
  const notes = "Holds data that a teardown must not take along. Remove this lock by hand to delete it.";
  const args = { scope: account.id, lockName: "keep-data", level: "CanNotDelete", notes };
  new ManagementLockByScope(`${name}-lock`, args, { ...opts, retainOnDelete: true });
}

export interface ContainerArgs {
  readonly resourceGroupName: Output<string>;
  readonly account: StorageAccount;
  readonly containerName: string;
  readonly protect: boolean;
}

export function createContainer(
  name: string,
  { resourceGroupName, account, containerName, protect }: ContainerArgs,
  opts: CustomResourceOptions,
): StoredBucket {
  const args = { resourceGroupName, accountName: account.name, containerName, publicAccess: "None" } as const;
  return { account, container: new BlobContainer(name, args, { ...opts, protect }) };
}

/** Where a bucket answers. */
export const addressOf = ({ account, container }: StoredBucket): Output<string> =>
  interpolate`https://${account.name}.blob.core.windows.net/${container.name}`;

/** Who read and wrote which object. */
export function logAccess(name: string, { id }: StorageAccount, account: Account, opts: CustomResourceOptions): void {
  const categories = ["StorageRead", "StorageWrite", "StorageDelete"];
  sendLogs(name, { of: interpolate`${id}/blobServices/default`, categories }, account, opts);
}
