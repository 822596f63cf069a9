import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { Budget as BillingBudget } from "@pulumi/gcp/billing/budget";
import { NotificationChannel } from "@pulumi/gcp/monitoring/notificationChannel";
import type { Budget as BudgetPort, BudgetArgs } from "../../ports/budget";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";

export interface GcpBudgetArgs extends BudgetArgs {
  readonly account: Account;
  readonly billingAccount: string;
}

/** A budget of the billing account, over what carries this stack's label: a project may hold several stacks. */
export class Budget extends GcpComponent implements BudgetPort {
  constructor(name: string, args: GcpBudgetArgs, gcp: GcpContext, opts: ComponentResourceOptions) {
    super("Budget", name, gcp, args.account, opts);
    const { usd, alertsAt, email, billingAccount } = args;
    const channel = new NotificationChannel(
      `${name}-email`,
      { type: "email", displayName: nameOf(gcp, "budget"), labels: { email_address: email }, userLabels: gcp.labels },
      this.child,
    );
    new BillingBudget(
      `${name}-monthly`,
      {
        billingAccount,
        displayName: nameOf(gcp, "monthly"),
        // In the billing account's own currency: naming another is refused.
        amount: { specifiedAmount: { units: String(usd) } },
        budgetFilter: {
          projects: [`projects/${gcp.projectNumber}`],
          labels: { stack: gcp.labels["stack"] ?? gcp.stack },
          calendarPeriod: "MONTH",
        },
        thresholdRules: alertsAt.map((percent) => ({ thresholdPercent: percent / 100, spendBasis: "CURRENT_SPEND" })),
        allUpdatesRule: { monitoringNotificationChannels: [channel.name], disableDefaultIamRecipients: true },
      },
      this.child,
    );
    this.registerOutputs({});
  }
}
