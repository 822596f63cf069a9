import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment";
import { RoleDefinition } from "@pulumi/azure-native/authorization/roleDefinition";
import { Workflow } from "@pulumi/azure-native/logic/workflow";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { Database } from "@pulumi/azure-native/redisenterprise/database";
import type { RedisEnterprise } from "@pulumi/azure-native/redisenterprise/redisEnterprise";
import { RandomUuid } from "@pulumi/random/randomUuid";
import { known } from "../../conventions/known";
import type { Account } from "./account";
import { addressOf, createContainer, createSafeAccount, logAccess, type StoredBucket } from "./bucket";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, globalNameOf, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { grant } from "./role";
import type { Secrets } from "./secrets";

export interface CacheSnapshotsArgs {
  readonly account: Account;
  readonly everyHours: number;
  readonly keepDays: number;
  readonly cache: RedisEnterprise;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly protect: boolean;
  /** Snapshots stay when the stack goes. */
  readonly keepData: boolean;
}

const API_VERSION = "2025-07-01";
const CONTAINER = "snapshots";
const EXPORT = "Microsoft.Cache/redisEnterprise/databases/export/action";

/**
 * Snapshots that are kept: the service itself keeps its newest only, and gives it to nobody, so a schedule exports one to an
 * account of its own, whose objects end by themselves.
 */
export function createCacheSnapshots(
  prefix: string,
  args: CacheSnapshotsArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): Workflow {
  const name = `${prefix}-snapshots`;
  const bucket = createSnapshotBucket(name, args, placed, azure, opts);
  const exporter = createExporter(name, args, placed, azure, opts);
  const to = args.cache.identity.apply((identity) => known(identity?.principalId, "the cache's own identity"));
  const right = { role: "Storage Blob Data Contributor", scope: bucket.container.id, to } as const;
  const mayWrite = grant(`${name}-write`, right, azure, opts);
  const { identity } = exporter;
  const workflow = new Workflow(
    `${name}-workflow`,
    {
      ...placed,
      workflowName: nameOf(azure, "cache-snapshots"),
      state: "Enabled",
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      definition: definition(args, { identity: identity.id, target: addressOf(bucket) }),
    },
    { ...opts, dependsOn: [...opts.dependsOn, exporter.right, mayWrite] },
  );
  sendLogs(`${name}-logs`, { of: workflow.id, categories: ["WorkflowRuntime"] }, args.account, opts);
  return workflow;
}

/** A call of the export API by the clock; the cache writes in the name of its own identity, so the address carries no key. */
function definition(
  { everyHours, database }: CacheSnapshotsArgs,
  { identity, target }: { identity: Output<string>; target: Output<string> },
) {
  const daily = { frequency: "Day", interval: 1, timeZone: "UTC", schedule: { hours: [3], minutes: [0] } };
  const recurrence = everyHours < 24 ? { frequency: "Hour", interval: everyHours } : daily;
  const management = "https://management.azure.com";
  return {
    $schema:
      "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
    contentVersion: "1.0.0.0",
    triggers: { clock: { type: "Recurrence", recurrence } },
    actions: {
      export: {
        type: "Http",
        runAfter: {},
        // Who asks may not read how the export goes on: Azure shows that to the whole subscription or to nobody.
        operationOptions: "DisableAsyncPattern",
        inputs: {
          method: "POST",
          uri: interpolate`${management}${database.id}/export?api-version=${API_VERSION}`,
          body: { sasUri: target },
          authentication: { type: "ManagedServiceIdentity", audience: `${management}/`, identity },
          // An export must wait while Azure resizes or repairs the cache: one such operation at a time.
          retryPolicy: { type: "exponential", count: 3, interval: "PT5M", maximumInterval: "PT15M" },
        },
      },
    },
  };
}

/** The cache comes from outside the network, as one of the services that Azure trusts. */
function createSnapshotBucket(
  name: string,
  { account, secrets, keepDays, protect, keepData }: CacheSnapshotsArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): StoredBucket {
  const store = createSafeAccount(
    `${name}-account`,
    {
      ...placed,
      accountName: globalNameOf(azure, "snap", account.suffix),
      encryption: secrets.encryption,
      reachable: { subnets: [] },
      protect,
      keepData,
      undoDays: keepDays,
      rules: [{ name: CONTAINER, prefix: `${CONTAINER}/`, deleteAfter: keepDays }],
    },
    opts,
  );
  logAccess(`${name}-access`, store.account, account, opts);
  const args = {
    resourceGroupName: placed.resourceGroupName,
    account: store.account,
    containerName: CONTAINER,
    protect,
  };
  return createContainer(`${name}-container`, args, opts);
}

/** Who asks for exports, and may do nothing else: no role of Azure's own is as small. */
function createExporter(
  name: string,
  { account, cache }: CacheSnapshotsArgs,
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): { readonly identity: UserAssignedIdentity; readonly right: Resource } {
  const resourceName = nameOf(azure, "cache-snapshots");
  const identity = new UserAssignedIdentity(`${name}-identity`, { ...placed, resourceName }, opts);
  const role = new RoleDefinition(
    `${name}-role`,
    {
      roleDefinitionId: new RandomUuid(`${name}-role-id`, {}, opts).result,
      // All roles of a tenant have different names.
      roleName: interpolate`${resourceName} ${account.suffix}`,
      description: "Exports snapshots of the cache",
      roleType: "CustomRole",
      scope: account.group.id,
      assignableScopes: [account.group.id],
      permissions: [{ actions: [EXPORT], notActions: [] }],
    },
    opts,
  );
  const args = { scope: cache.id, principalId: identity.principalId, principalType: "ServicePrincipal" } as const;
  const right = new RoleAssignment(`${name}-right`, { ...args, roleDefinitionId: role.id }, opts);
  return { identity, right };
}
