import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Output,
} from "@pulumi/pulumi";
import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { RandomString } from "@pulumi/random/randomString";
import type { Account as AccountPort, AccountArgs } from "../../ports/account";
import { createAudit } from "./audit";
import { type AzureContext, nameOf } from "./context";

/**
 * Resource providers that the architecture uses. They are registered once in a subscription, before its first stack
 * (`az provider register --namespace Microsoft.Cache`): the provider of this program registers none by itself.
 */
export const REGISTERED = [
  "Microsoft.AlertsManagement",
  "Microsoft.Cache",
  "Microsoft.Cdn",
  "Microsoft.Compute",
  "Microsoft.Consumption",
  "Microsoft.ContainerRegistry",
  "Microsoft.ContainerService",
  "Microsoft.DataProtection",
  "Microsoft.DocumentDB",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.KubernetesConfiguration",
  "Microsoft.Logic",
  "Microsoft.ManagedIdentity",
  "Microsoft.Network",
  "Microsoft.NetworkFunction",
  "Microsoft.OperationalInsights",
  "Microsoft.OperationsManagement",
  "Microsoft.PolicyInsights",
  "Microsoft.Portal",
  "Microsoft.Search",
  "Microsoft.Security",
  "Microsoft.ServiceNetworking",
  "Microsoft.Storage",
] as const;

/** Days that a workspace keeps logs at least, and they cost nothing (Azure Monitor, data retention). */
const MIN_LOG_DAYS = 30;

/** The stack's resource group and log workspace, and what exists once per subscription. */
export class Account extends ComponentResource implements AccountPort {
  readonly cloud = "azure";
  /** All that the stack has in its own region. */
  readonly group: ResourceGroup;
  /** Five lower-case letters and digits that tell this build of the stack from any other in all of Azure. */
  readonly suffix: Output<string>;
  /** Where every log of the stack goes. */
  readonly workspace: Workspace;
  private readonly child: CustomResourceOptions;

  constructor(
    private readonly prefix: string,
    { owned, logs }: AccountArgs,
    private readonly azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("crm:azure:Account", prefix, {}, opts);
    this.child = { parent: this };
    this.group = this.createGroup();
    const letters = { length: 5, upper: false, special: false };
    this.suffix = new RandomString(`${prefix}-suffix`, letters, this.child).result;
    this.workspace = this.createWorkspace(logs);
    if (owned) createAudit(`${prefix}-audit`, this.suffix, azure, this);
    this.registerOutputs({ owned });
  }

  private createGroup(): ResourceGroup {
    const { location, stack, tags } = this.azure;
    const args = { resourceGroupName: `ss-${stack}`, location, tags: { ...tags } };
    return new ResourceGroup(`${this.prefix}-group`, args, this.child);
  }

  private createWorkspace({ days, capGbPerDay }: AccountArgs["logs"]): Workspace {
    const { location, tags } = this.azure;
    return new Workspace(
      `${this.prefix}-logs`,
      {
        resourceGroupName: this.group.name,
        location,
        workspaceName: nameOf(this.azure, "logs"),
        sku: { name: "PerGB2018" },
        retentionInDays: Math.max(MIN_LOG_DAYS, days),
        // Azure stops to take logs for the rest of a day in which so many came.
        workspaceCapping: { dailyQuotaGb: capGbPerDay },
        features: { disableLocalAuth: true },
        tags: { ...tags },
      },
      this.child,
    );
  }
}
