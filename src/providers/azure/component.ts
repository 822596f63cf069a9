import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { CloudComponents } from "../../ports/cloud";
import type { Provisioned } from "../../ports/common";
import type { Account } from "./account";
import type { AzureContext } from "./context";

/** Options of a child, to which more to wait for can be added. */
export type ChildOptions = Omit<CustomResourceOptions, "dependsOn"> & { readonly dependsOn: Resource[] };

/** Where a resource of the stack's own region goes, and how it is labelled: every resource that can be tagged takes all of it. */
export interface Placed {
  readonly resourceGroupName: Output<string>;
  readonly location: string;
  readonly tags: Record<string, string>;
}

/** A capability of the architecture on Azure: its type token tells which, its name is the prefix of all its children. */
export abstract class AzureComponent extends ComponentResource implements Provisioned {
  readonly cloud = "azure";
  protected readonly child: ChildOptions;
  protected readonly placed: Placed;

  protected constructor(
    capability: Capitalize<keyof CloudComponents>,
    protected readonly prefix: string,
    protected readonly azure: AzureContext,
    account: Account,
    opts: ComponentResourceOptions,
  ) {
    super(`crm:azure:${capability}`, prefix, {}, opts);
    this.child = { parent: this, dependsOn: [account.group] };
    const { location, tags } = azure;
    this.placed = { resourceGroupName: account.group.name, location, tags: { ...tags } };
  }
}
