import { DiskEncryptionSet } from "@pulumi/azure-native/compute/diskEncryptionSet";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, nameOf } from "./context";
import type { Encryption } from "./encryption";
import { grant } from "./role";

export interface DiskEncryptionArgs {
  readonly encryption: Encryption;
  /** Gives disks of the set to pods. */
  readonly controlPlane: UserAssignedIdentity;
}

/** Disks of nodes and pods under the stack's own key, always by its newest version. */
export function createDiskEncryption(
  name: string,
  { encryption, controlPlane }: DiskEncryptionArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): { readonly set: DiskEncryptionSet; readonly ready: ReturnType<typeof grant> } {
  const { id, vaultId } = encryption.key(placed.location);
  const set = new DiskEncryptionSet(
    name,
    {
      ...placed,
      diskEncryptionSetName: nameOf(azure, "disks"),
      encryptionType: "EncryptionAtRestWithCustomerKey",
      identity: { type: "UserAssigned", userAssignedIdentities: [encryption.identity.id] },
      // Azure wants a version here, and follows the rotation from there.
      activeKey: { keyUrl: id, sourceVault: { id: vaultId } },
      rotationToLatestKeyVersionEnabled: true,
    },
    { ...opts, dependsOn: [...opts.dependsOn, ...encryption.ready] },
  );
  const right = { role: "Reader", scope: set.id, to: controlPlane.principalId } as const;
  return { set, ready: grant(`${name}-read`, right, azure, opts) };
}
