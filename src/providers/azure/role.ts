import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import type { AzureContext } from "./context";

/** Azure's built-in roles by their names there, with their ids: the same in every tenant (Azure RBAC, built-in roles). */
export const ROLES = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "AppGw for Containers Configuration Manager": "fbc52c3f-28ad-4303-a892-8a056630b8f1",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "Data Operator for Managed Disks": "959f8984-c045-4866-89c7-12bf9737be2e",
  "Disk Snapshot Contributor": "7efff54f-a5b4-42b5-a1c5-5411624893ce",
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Search Index Data Contributor": "8ebe5a00-799e-43f5-93ac-243d3dce84a7",
  "Search Index Data Reader": "1407120a-92aa-4202-b7e9-c0e197c71c8f",
  "Search Service Contributor": "7ca78c08-252a-4471-8644-bb5ff32d4ba0",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
} as const;
export type RoleName = keyof typeof ROLES;

export interface GrantArgs {
  readonly role: RoleName;
  /** Id of the resource that the role is for. */
  readonly scope: Input<string>;
  /** Principal id of the managed identity that gets it. */
  readonly to: Input<string>;
}

/** A built-in role for one identity on one resource. Azure takes up to minutes to act on it: what uses it waits for this. */
export function grant(
  name: string,
  { role, scope, to }: GrantArgs,
  { subscriptionId }: AzureContext,
  opts: CustomResourceOptions,
): RoleAssignment {
  const definitions = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`;
  return new RoleAssignment(
    name,
    {
      scope,
      principalId: to,
      // Tells Azure not to look for a user: a new identity is not in the directory's every copy yet.
      principalType: "ServicePrincipal",
      roleDefinitionId: `${definitions}/${ROLES[role]}`,
    },
    opts,
  );
}
