import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { EncryptionByDefault } from "@pulumi/aws/ebs/encryptionByDefault";
import { ServiceLinkedRole } from "@pulumi/aws/iam/serviceLinkedRole";
import type { Account as AccountPort, AccountArgs } from "../../ports/account";
import { AwsComponent } from "./component";
import type { AwsContext } from "./context";

/** Services whose own role must exist before a key policy or a domain can name it; each role exists once per account. */
const SERVICE_ROLES = ["autoscaling", "opensearchservice"] as const;

export interface AwsAccountArgs extends AccountArgs {
  /** `exist` in an account that was used before: a role that is made a second time is refused. */
  readonly serviceRoles: "create" | "exist";
}

/** What exists once per account and region. */
export class Account extends AwsComponent implements AccountPort {
  constructor(name: string, { owned, serviceRoles }: AwsAccountArgs, aws: AwsContext, opts: ComponentResourceOptions) {
    super("Account", name, aws, opts);
    if (owned) {
      if (serviceRoles === "create") this.createServiceRoles();
      // Kept when the stack goes: taking it away would weaken every other stack.
      new EncryptionByDefault(`${name}-disk-encryption`, { enabled: true }, { ...this.child, retainOnDelete: true });
    }
    this.registerOutputs({ owned });
  }

  /** Kept when the stack goes: other stacks and services of the account go on using them. */
  private createServiceRoles(): void {
    for (const service of SERVICE_ROLES) {
      const args = { awsServiceName: `${service}.amazonaws.com` };
      new ServiceLinkedRole(`${this.prefix}-${service}`, args, { ...this.child, retainOnDelete: true });
    }
  }
}
