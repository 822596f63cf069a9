import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { Budget as ConsumptionBudget } from "@pulumi/azure-native/consumption/budget";
import type { Budget as BudgetPort, BudgetArgs } from "../../ports/budget";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";

/** A budget of the subscription, over what carries this stack's tag: AKS keeps its nodes in a group of its own. */
export class Budget extends AzureComponent implements BudgetPort {
  constructor(
    name: string,
    { usd, start, alertsAt, email, account }: BudgetArgs & { readonly account: Account },
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Budget", name, azure, account, opts);
    new ConsumptionBudget(
      `${name}-monthly`,
      {
        scope: `/subscriptions/${azure.subscriptionId}`,
        budgetName: nameOf(azure, "monthly"),
        // In the subscription's own currency: Azure can't be told another.
        amount: usd,
        category: "Cost",
        timeGrain: "Monthly",
        timePeriod: { startDate: `${start}T00:00:00Z` },
        filter: { tags: { name: "stack", operator: "In", values: [azure.tags["stack"] ?? azure.stack] } },
        notifications: Object.fromEntries(
          alertsAt.map((percent) => [`actual${percent}`, notification(percent, email)]),
        ),
      },
      this.child,
    );
    this.registerOutputs({});
  }
}

const notification = (threshold: number, email: string) => ({
  enabled: true,
  operator: "GreaterThan",
  threshold,
  thresholdType: "Actual",
  contactEmails: [email],
});
