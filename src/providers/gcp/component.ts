import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Resource,
} from "@pulumi/pulumi";
import type { CloudComponents } from "../../ports/cloud";
import type { Provisioned } from "../../ports/common";
import type { Account } from "./account";
import type { GcpContext } from "./context";

/** Options of a child, to which more to wait for can be added. */
export type ChildOptions = Omit<CustomResourceOptions, "dependsOn"> & { readonly dependsOn: Resource[] };

/** A capability of the architecture on Google Cloud: its type token tells which, its name is the prefix of all its children. */
export abstract class GcpComponent extends ComponentResource implements Provisioned {
  readonly cloud = "gcp";
  /** Nothing can be made before the project's services are enabled. */
  protected readonly child: ChildOptions;

  protected constructor(
    capability: Capitalize<keyof CloudComponents>,
    protected readonly prefix: string,
    protected readonly gcp: GcpContext,
    account: Account,
    opts: ComponentResourceOptions,
  ) {
    super(`crm:gcp:${capability}`, prefix, {}, opts);
    this.child = { parent: this, dependsOn: [account] };
  }
}
