import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { Account } from "./account";

/** What a service writes down: single categories, or the group of them that Azure keeps up to date. */
export type LogChoice =
  | { readonly categories: readonly string[]; readonly categoryGroup?: never }
  | { readonly categoryGroup: "audit" | "allLogs"; readonly categories?: never };

export type LogsArgs = LogChoice & {
  /** Id of the resource whose logs they are. */
  readonly of: Output<string>;
};

/** Sends a resource's own logs to the stack's workspace; Azure keeps them nowhere unless it is told to. */
export function sendLogs(name: string, args: LogsArgs, account: Account, opts: CustomResourceOptions) {
  const chosen =
    args.categories === undefined
      ? [{ categoryGroup: args.categoryGroup, enabled: true }]
      : args.categories.map((category) => ({ category, enabled: true }));
  return new DiagnosticSetting(
    name,
    {
      resourceUri: args.of,
      name: "to-workspace",
      workspaceId: account.workspace.id,
      // A table for each kind of log, where the service has such: smaller and quicker to ask than the one for all.
      logAnalyticsDestinationType: "Dedicated",
      logs: chosen,
    },
    opts,
  );
}
