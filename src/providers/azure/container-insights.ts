import { DataCollectionRule } from "@pulumi/azure-native/monitor/dataCollectionRule";
import { DataCollectionRuleAssociation } from "@pulumi/azure-native/monitor/dataCollectionRuleAssociation";
import type { ManagedCluster } from "@pulumi/azure-native/containerservice/managedCluster";
import type { Account } from "./account";
import type { ChildOptions, Placed } from "./component";
import { type AzureContext, nameOf } from "./context";

/** AKS' agent only runs by itself; what it collects, and where that goes, is said here. */
export const insightsAddon = ({ workspace }: Account) => ({
  omsagent: {
    enabled: true,
    config: { logAnalyticsWorkspaceResourceID: workspace.id, useAADAuth: "true" },
  },
});

const STREAMS = ["Microsoft-ContainerInsights-Group-Default"];

/** Metrics and logs of nodes and pods, each minute, in the stack's workspace (Azure Monitor, container insights). */
export function collectInsights(
  name: string,
  { aks, account }: { readonly aks: ManagedCluster; readonly account: Account },
  placed: Placed,
  azure: AzureContext,
  opts: ChildOptions,
): void {
  const rule = new DataCollectionRule(
    `${name}-rule`,
    {
      ...placed,
      dataCollectionRuleName: nameOf(azure, "insights"),
      kind: "Linux",
      dataSources: {
        extensions: [
          {
            name: "ContainerInsightsExtension",
            extensionName: "ContainerInsights",
            streams: STREAMS,
            extensionSettings: {
              dataCollectionSettings: { interval: "1m", namespaceFilteringMode: "Off", enableContainerLogV2: true },
            },
          },
        ],
      },
      destinations: { logAnalytics: [{ name: "workspace", workspaceResourceId: account.workspace.id }] },
      dataFlows: [{ streams: STREAMS, destinations: ["workspace"] }],
    },
    opts,
  );
  const args = { resourceUri: aks.id, associationName: "ContainerInsightsExtension", dataCollectionRuleId: rule.id };
  new DataCollectionRuleAssociation(name, args, opts);
}
