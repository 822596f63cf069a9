import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import type { Role } from "@pulumi/aws/iam/role";
import type { Identity as IdentityPort, IdentityArgs } from "../../ports/identity";
import { AwsComponent } from "./component";
import type { AwsContext } from "./context";
import { createRole, TRUST_PODS } from "./iam";

/** A role that EKS hands to one service account; the cluster binds the two. */
export class Identity extends AwsComponent implements IdentityPort {
  readonly role: Role;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Pod Identity works without any mark on the pod. */
  readonly serviceAccountAnnotations: Readonly<Record<string, Output<string>>> = {};
  readonly podLabels: Readonly<Record<string, string>> = {};

  constructor(name: string, args: IdentityArgs, aws: AwsContext, opts: ComponentResourceOptions) {
    super("Identity", name, aws, opts);
    this.namespace = args.namespace;
    this.serviceAccount = args.serviceAccount;
    this.role = createRole(`${name}-role`, { trust: TRUST_PODS }, this).role;
    this.registerOutputs({ role: this.role.arn });
  }
}
