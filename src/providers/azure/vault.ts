import { type CustomResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { Vault } from "@pulumi/azure-native/keyvault/vault";
import type { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import type { AzureContext } from "./context";

/** A vault and the group it is in: whatever is put into it must name both. */
export interface PlacedVault {
  readonly vault: Vault;
  readonly group: ResourceGroup;
}

export interface VaultArgs {
  readonly vaultName: Output<string>;
  readonly group: ResourceGroup;
  readonly location: string;
  /** Nobody can end the time in which a deleted vault can be taken back. Can't be taken off again. */
  readonly purgeProtection: boolean;
  readonly keepData: boolean;
}

/** Days in which a deleted vault can be taken back: the most and the least that Key Vault allows. */
const [KEEP_DAYS, LEAST_DAYS] = [90, 7] as const;

/** A vault that only the stack's network and Azure's own services reach, and in which roles decide who may what. */
export function createVault(
  name: string,
  { vaultName, group, location, purgeProtection, keepData }: VaultArgs,
  { tenantId, tags }: AzureContext,
  opts: CustomResourceOptions,
): PlacedVault {
  const vault = new Vault(
    name,
    {
      resourceGroupName: group.name,
      location,
      vaultName,
      properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: keepData ? KEEP_DAYS : LEAST_DAYS,
        // Azure takes no `false` here.
        ...(purgeProtection && { enablePurgeProtection: true }),
        publicNetworkAccess: "Disabled",
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      },
      tags: { ...tags },
    },
    opts,
  );
  return { vault, group };
}

/** Where a vault answers. */
export const uriOf = ({ name }: Vault): Output<string> => interpolate`https://${name}.vault.azure.net/`;
