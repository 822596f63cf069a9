import type { Output } from "@pulumi/pulumi";
import { StorageAccount, type StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount";
import type { ChildOptions } from "./component";
import type { Encryption } from "./encryption";

export interface LockedAccountArgs {
  readonly accountName: Output<string>;
  readonly resourceGroupName: Output<string>;
  readonly location: string;
  readonly tags: Record<string, string>;
  /** What objects are stored as when they come, unless they say otherwise. */
  readonly accessTier?: "Hot" | "Cold";
  readonly encryption: Encryption | null;
  /**
   * `endpoints`: through private endpoints only; `internet`: from everywhere, for identities with a role. Otherwise subnets by their
   * ids, and Azure's own services in each case.
   */
  readonly reachable: "endpoints" | "internet" | { readonly subnets: readonly Output<string>[] };
}

/** An account without keys, without anonymous access, over TLS 1.2, doubly encrypted: identities with a role get in, nobody else. */
export function createStorageAccount(name: string, args: LockedAccountArgs, opts: ChildOptions): StorageAccount {
  const { accountName, resourceGroupName, location, tags, accessTier = "Hot", encryption, reachable } = args;
  return new StorageAccount(
    name,
    {
      resourceGroupName,
      location,
      tags,
      accountName,
      kind: "StorageV2",
      // In three zones; what must outlive the region is replicated into another account.
      sku: { name: "Standard_ZRS" },
      accessTier,
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      isLocalUserEnabled: false,
      ...access(reachable),
      ...atRest(encryption, location),
    },
    { ...opts, dependsOn: [...opts.dependsOn, ...(encryption?.ready ?? [])] },
  );
}

function access(
  reachable: LockedAccountArgs["reachable"],
): Pick<StorageAccountArgs, "networkRuleSet" | "publicNetworkAccess"> {
  const rules = { defaultAction: "Deny", bypass: "AzureServices" } as const;
  if (reachable === "endpoints") return { publicNetworkAccess: "Disabled", networkRuleSet: rules };
  if (reachable === "internet")
    return { publicNetworkAccess: "Enabled", networkRuleSet: { ...rules, defaultAction: "Allow" } };
  const virtualNetworkRules = reachable.subnets.map((id) => ({ virtualNetworkResourceId: id }));
  return { publicNetworkAccess: "Enabled", networkRuleSet: { ...rules, virtualNetworkRules } };
}

/** By Azure's keys in the hardware, and above that by the stack's own where it has some; the newest version is found by itself. */
function atRest(encryption: Encryption | null, location: string): Pick<StorageAccountArgs, "encryption" | "identity"> {
  const services = { blob: { enabled: true, keyType: "Account" } };
  const twice = { requireInfrastructureEncryption: true, services };
  if (encryption === null) return { encryption: { ...twice, keySource: "Microsoft.Storage" } };
  const { id } = encryption.identity;
  const key = encryption.key(location);
  return {
    identity: { type: "UserAssigned", userAssignedIdentities: [id] },
    encryption: {
      ...twice,
      keySource: "Microsoft.Keyvault",
      encryptionIdentity: { encryptionUserAssignedIdentity: id },
      keyVaultProperties: { keyName: key.name, keyVaultUri: key.vaultUri },
    },
  };
}
