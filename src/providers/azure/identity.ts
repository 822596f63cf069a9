import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { Identity as IdentityPort, IdentityArgs } from "../../ports/identity";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";

/** A managed identity without keys that one Kubernetes service account acts as; the cluster binds the two. */
export class Identity extends AzureComponent implements IdentityPort {
  readonly identity: UserAssignedIdentity;
  /** By which roles are granted. */
  readonly principalId: Output<string>;
  /** By which a program asks for its tokens. */
  readonly clientId: Output<string>;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly serviceAccountAnnotations: Readonly<Record<string, Output<string>>>;
  readonly podLabels: Readonly<Record<string, string>> = { "azure.workload.identity/use": "true" };

  constructor(
    name: string,
    args: IdentityArgs & { readonly account: Account },
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Identity", name, azure, args.account, opts);
    this.namespace = args.namespace;
    this.serviceAccount = args.serviceAccount;
    const resourceName = nameOf(azure, args.serviceAccount);
    this.identity = new UserAssignedIdentity(`${name}-identity`, { ...this.placed, resourceName }, this.child);
    this.principalId = this.identity.principalId;
    this.clientId = this.identity.clientId;
    this.serviceAccountAnnotations = { "azure.workload.identity/client-id": this.clientId };
    this.registerOutputs({ clientId: this.clientId });
  }
}
