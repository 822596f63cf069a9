import type { Output, Resource } from "@pulumi/pulumi";
import { Key } from "@pulumi/azure-native/keyvault/key";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { known } from "../../conventions/known";
import type { Placed } from "./component";
import { type AzureContext, nameOf } from "./context";
import { grant } from "./role";
import { type PlacedVault, uriOf } from "./vault";

/** A key of the stack's own, in all the ways that Azure's services ask for it. */
export interface EncryptionKey {
  readonly name: Output<string>;
  /** With its first version: for services that don't follow the rotation. */
  readonly id: Output<string>;
  /** Without a version: for services that take the newest by themselves. */
  readonly uri: Output<string>;
  readonly vaultId: Output<string>;
  readonly vaultUri: Output<string>;
}

/** The stack's own keys, one per region: a service and its key must be in the same place. */
export interface Encryption {
  /** In whose name services use the keys. */
  readonly identity: UserAssignedIdentity;
  /** Of the stack's own region. */
  readonly vaultUri: Output<string>;
  /** The key of a region. @throws Error for a region that has none */
  key(region: string): EncryptionKey;
  /** What must exist before anything is encrypted with a key: the identity's rights on the vaults. */
  readonly ready: readonly Resource[];
}

export interface KeysArgs {
  /** Where keys are made, by region. */
  readonly vaults: Readonly<Record<string, PlacedVault>>;
  /** Where the identity goes that uses them. */
  readonly placed: Placed;
  readonly protect: boolean;
  readonly dependsOn: readonly Resource[];
}

/** What the whole stack's data is encrypted with. */
const KEY_NAME = "data";

/** The least that a year's work with one key asks for (NIST SP 800-57: 128 bits of strength). */
const KEY_BITS = 3072;

export function createKeys(prefix: string, args: KeysArgs, azure: AzureContext, parent: Resource): Encryption {
  const { vaults, placed, protect, dependsOn } = args;
  const opts = { parent, dependsOn: [...dependsOn] };
  const identity = new UserAssignedIdentity(`${prefix}-keys`, { ...placed, resourceName: nameOf(azure, "keys") }, opts);
  const regions = Object.entries(vaults);
  const ready = regions.map(([region, { vault }]) => {
    const right = {
      role: "Key Vault Crypto Service Encryption User",
      scope: vault.id,
      to: identity.principalId,
    } as const;
    return grant(`${prefix}-keys-${region}`, right, azure, opts);
  });
  const keys = new Map(
    regions.map(([region, vault]) => [region, createKey(`${prefix}-key-${region}`, vault, protect, azure, parent)]),
  );
  const key = (region: string): EncryptionKey => known(keys.get(region), `the key of ${region}`);
  return { identity, vaultUri: key(azure.location).vaultUri, key, ready };
}

function createKey(
  name: string,
  { vault, group }: PlacedVault,
  protect: boolean,
  { tags }: AzureContext,
  parent: Resource,
): EncryptionKey {
  const key = new Key(
    name,
    {
      resourceGroupName: group.name,
      vaultName: vault.name,
      keyName: KEY_NAME,
      properties: {
        kty: "RSA",
        keySize: KEY_BITS,
        // No version ends: a service that still holds an older one would stop, and its data with it.
        rotationPolicy: { lifetimeActions: [{ trigger: { timeAfterCreate: "P365D" }, action: { type: "rotate" } }] },
      },
      tags: { ...tags },
    },
    // A key is deleted inside the vault, where only the stack's own network gets: it goes with the vault.
    { parent, protect, retainOnDelete: true },
  );
  return { name: key.name, id: key.keyUriWithVersion, uri: key.keyUri, vaultId: vault.id, vaultUri: uriOf(vault) };
}
