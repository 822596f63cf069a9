import { jsonStringify, type Output, type Resource } from "@pulumi/pulumi";
import type { ReplicationGroup } from "@pulumi/aws/elasticache/replicationGroup";
import { Schedule } from "@pulumi/aws/scheduler/schedule";
import { StateMachine } from "@pulumi/aws/sfn/stateMachine";
import type { LogRetention } from "../../ports/common";
import { arnOf, type AwsContext, nameOf } from "./context";
import { allow, allowKey, createRole, trust } from "./iam";
import { createLogGroup } from "./log-group";
import type { Secrets } from "./secrets";

export interface CacheSnapshotsArgs {
  readonly everyHours: number;
  readonly keepDays: number;
  readonly group: ReplicationGroup;
  readonly secrets: Secrets;
  readonly logs: LogRetention;
}

/**
 * Snapshots more often than the one a day that ElastiCache makes, and their end: manual snapshots never expire by themselves.
 * At most 20 a day and node are allowed (ElastiCache quotas), so every two hours is as often as it goes with room to spare.
 */
export function createCacheSnapshots(
  prefix: string,
  args: CacheSnapshotsArgs,
  aws: AwsContext,
  parent: Resource,
): StateMachine {
  const name = `${prefix}-snapshots`;
  const machine = createStateMachine(name, args, aws, parent);
  const fromOurSchedules = { StringEquals: { "aws:SourceAccount": aws.accountId } };
  const { role, ready } = createRole(
    `${name}-schedule-role`,
    {
      trust: trust("scheduler.amazonaws.com", fromOurSchedules),
      statements: [allow(["states:StartExecution"], machine.arn), ...allowKey(["kms:Decrypt"], args.secrets.key)],
    },
    parent,
  );
  new Schedule(
    `${name}-schedule`,
    {
      name: nameOf(aws, "cache-snapshots"),
      scheduleExpression: `rate(${args.everyHours} hours)`,
      flexibleTimeWindow: { mode: "OFF" },
      ...(args.secrets.key && { kmsKeyArn: args.secrets.key }),
      target: {
        arn: machine.arn,
        roleArn: role.arn,
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    },
    { parent, dependsOn: [...ready] },
  );
  return machine;
}

function createStateMachine(name: string, args: CacheSnapshotsArgs, aws: AwsContext, parent: Resource): StateMachine {
  const { secrets, logs, group, keepDays } = args;
  const snapshots = arnOf(aws, "elasticache", `snapshot:${snapshotPrefix(aws)}*`);
  const logGroup = createLogGroup(
    `${name}-logs`,
    { name: `/aws/vendedlogs/states/${nameOf(aws, "cache-snapshots")}`, days: logs.days, key: secrets.key },
    parent,
  );
  const { role, ready } = createRole(
    `${name}-role`,
    {
      trust: trust("states.amazonaws.com", { StringEquals: { "aws:SourceAccount": aws.accountId } }),
      statements: [
        allow(["elasticache:CreateSnapshot"], [group.arn, snapshots]),
        allow(["elasticache:DeleteSnapshot"], snapshots),
        allow(["elasticache:DescribeSnapshots"], "*"),
        // Log delivery can't be narrowed to a log group (Step Functions, logging policies).
        allow(
          [
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
          ],
          "*",
        ),
        allow(["logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"], "*"),
        ...useKey(secrets.key),
      ],
    },
    parent,
  );
  return new StateMachine(
    `${name}-machine`,
    {
      name: nameOf(aws, "cache-snapshots"),
      roleArn: role.arn,
      definition: jsonStringify(definition(group.replicationGroupId, snapshotPrefix(aws), keepDays)),
      loggingConfiguration: {
        level: "ERROR",
        includeExecutionData: false,
        logDestination: logGroup.arn.apply((arn) => `${arn}:*`),
      },
    },
    { parent, dependsOn: [...ready] },
  );
}

const snapshotPrefix = (aws: AwsContext): string => `${nameOf(aws, "cache")}-auto-`;

/** Snapshots are encrypted with the group's key, which ElastiCache borrows by a grant. */
function useKey(key: Output<string> | null) {
  const forServices = { Bool: { "kms:GrantIsForAWSResource": "true" } };
  return [
    ...allowKey(["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"], key),
    ...allowKey(["kms:CreateGrant"], key, forServices),
  ];
}

const RETRY = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 60, MaxAttempts: 3, BackoffRate: 2 }];

const task = (action: string) => ({
  Type: "Task",
  Resource: `arn:aws:states:::aws-sdk:elasticache:${action}`,
  Retry: RETRY,
});

/** Takes a snapshot named after the minute, then deletes those of its kind that are older than the term, page by page. */
function definition(group: Output<string>, prefix: string, keepDays: number) {
  return {
    QueryLanguage: "JSONata",
    StartAt: "Snapshot",
    States: {
      Snapshot: {
        ...task("createSnapshot"),
        Arguments: {
          ReplicationGroupId: group,
          SnapshotName: `{% '${prefix}' & $fromMillis($millis(), '[Y0001][M01][D01]-[H01][m01]') %}`,
        },
        Output: { Page: { ReplicationGroupId: group, SnapshotSource: "user", MaxRecords: 50 } },
        Next: "List",
      },
      ...deletion(prefix, keepDays),
      Done: { Type: "Succeed" },
    },
  };
}

function deletion(prefix: string, keepDays: number) {
  const ours = `$substring(SnapshotName, 0, ${prefix.length}) = '${prefix}'`;
  const old = `$toMillis(NodeSnapshots[0].SnapshotCreateTime) < $millis() - ${keepDays} * 86400000`;
  const next = "$merge([$states.input.Page, {'Marker': $states.result.Marker}])";
  return {
    List: {
      ...task("describeSnapshots"),
      Arguments: "{% $states.input.Page %}",
      Output: {
        Page: `{% $exists($states.result.Marker) ? ${next} : {} %}`,
        Old: `{% [$states.result.Snapshots[${ours} and ${old}].SnapshotName] %}`,
      },
      Next: "DeleteOld",
    },
    DeleteOld: {
      Type: "Map",
      Items: "{% $states.input.Old %}",
      MaxConcurrency: 1,
      ItemProcessor: {
        StartAt: "Delete",
        States: {
          Delete: { ...task("deleteSnapshot"), Arguments: { SnapshotName: "{% $states.input %}" }, End: true },
        },
      },
      Output: { Page: "{% $states.input.Page %}" },
      Next: "MorePages",
    },
    MorePages: {
      Type: "Choice",
      Choices: [{ Condition: "{% $exists($states.input.Page.Marker) %}", Next: "List" }],
      Default: "Done",
    },
  };
}
