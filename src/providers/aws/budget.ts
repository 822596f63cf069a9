import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { Budget as AwsBudget } from "@pulumi/aws/budgets/budget";
import type { Budget as BudgetPort, BudgetArgs } from "../../ports/budget";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";

/** AWS Budgets, over this stack's tag: an account may hold several stacks. */
export class Budget extends AwsComponent implements BudgetPort {
  constructor(
    name: string,
    { usd, start, alertsAt, email }: BudgetArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Budget", name, aws, opts);
    const notifications = alertsAt.map((threshold) => ({
      comparisonOperator: "GREATER_THAN",
      threshold,
      thresholdType: "PERCENTAGE",
      notificationType: "ACTUAL",
      subscriberEmailAddresses: [email],
    }));
    new AwsBudget(
      `${name}-monthly`,
      {
        name: nameOf(aws, "monthly"),
        budgetType: "COST",
        limitAmount: String(usd),
        limitUnit: "USD",
        timeUnit: "MONTHLY",
        timePeriodStart: `${start}_00:00`,
        costFilters: [{ name: "TagKeyValue", values: [`user:stack$${aws.stack}`] }],
        notifications,
      },
      this.child,
    );
    this.registerOutputs({});
  }
}
