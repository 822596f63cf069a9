import type { Output, Resource } from "@pulumi/pulumi";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";

export interface LogGroupArgs {
  /** Full name; some services only write where it has their prefix. */
  readonly name: string;
  readonly days: number;
  readonly key: Output<string> | null;
  /** Where it is, if not in the stack's region. */
  readonly region?: string;
}

/** A log group that exists before its writer does: AWS would make one that keeps everything for ever. */
export function createLogGroup(logicalName: string, args: LogGroupArgs, parent: Resource): LogGroup {
  const { name, days, key, region } = args;
  const inputs = { name, retentionInDays: days, ...(key && { kmsKeyId: key }), ...(region && { region }) };
  return new LogGroup(logicalName, inputs, { parent });
}
