import { ComponentResource, type ComponentResourceOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import type { CloudComponents } from "../../ports/cloud";
import type { Provisioned } from "../../ports/common";
import type { AwsContext } from "./context";

/** A capability of the architecture on AWS: its type token tells which, its name is the prefix of all its children. */
export abstract class AwsComponent extends ComponentResource implements Provisioned {
  readonly cloud = "aws";
  protected readonly child: CustomResourceOptions;

  protected constructor(
    capability: Capitalize<keyof CloudComponents>,
    protected readonly prefix: string,
    protected readonly aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super(`crm:aws:${capability}`, prefix, {}, opts);
    this.child = { parent: this };
  }
}
