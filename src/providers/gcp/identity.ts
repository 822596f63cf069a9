import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { Account as ServiceAccount } from "@pulumi/gcp/serviceaccount/account";
import type { Identity as IdentityPort, IdentityArgs } from "../../ports/identity";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";

/** Longest id of a service account, in characters (IAM, service accounts). */
const MAX_ID = 30;

/** Id of a service account of the stack: a long role loses its end, because the stack's name must stay whole. */
export const serviceAccountId = (gcp: GcpContext, role: string): string =>
  nameOf(gcp, role).slice(0, MAX_ID).replace(/-$/, "");

/** A Google service account without keys that one Kubernetes service account acts as; the cluster binds the two. */
export class Identity extends GcpComponent implements IdentityPort {
  readonly account: ServiceAccount;
  readonly email: Output<string>;
  /** The account as IAM names it. */
  readonly member: Output<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: Readonly<Record<string, Output<string>>>;
  /** Workload Identity needs no mark on the pod itself. */
  readonly podLabels: Readonly<Record<string, string>> = {};

  constructor(
    name: string,
    args: IdentityArgs & { readonly account: Account },
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Identity", name, gcp, args.account, opts);
    this.namespace = args.namespace;
    this.serviceAccount = args.serviceAccount;
    this.account = this.createAccount();
    this.email = this.account.email;
    this.member = this.account.member;
    this.serviceAccountAnnotations = { "iam.gke.io/gcp-service-account": this.email };
    this.registerOutputs({ email: this.email });
  }

  private createAccount(): ServiceAccount {
    const args = {
      accountId: serviceAccountId(this.gcp, this.serviceAccount),
      displayName: `${this.namespace}/${this.serviceAccount} of ${this.gcp.stack}`,
    };
    return new ServiceAccount(`${this.prefix}-account`, args, this.child);
  }
}
