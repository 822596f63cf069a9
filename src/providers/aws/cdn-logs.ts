import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import type { Distribution } from "@pulumi/aws/cloudfront/distribution";
import { LogDelivery } from "@pulumi/aws/cloudwatch/logDelivery";
import { LogDeliveryDestination } from "@pulumi/aws/cloudwatch/logDeliveryDestination";
import { LogDeliverySource } from "@pulumi/aws/cloudwatch/logDeliverySource";
import type { LogRetention } from "../../ports/common";
import { createBucket } from "./bucket";
import { arnOf, type AwsContext, GLOBAL_REGION, nameOf } from "./context";
import { allow } from "./iam";

export interface CdnLogsArgs {
  readonly distribution: Distribution;
  readonly logs: LogRetention;
}

/** Standard logging, second version: the first one needs a bucket with ACLs. It is configured in one region only. */
export function createCdnLogs(
  prefix: string,
  { distribution, logs }: CdnLogsArgs,
  aws: AwsContext,
  parent: Resource,
): void {
  const name = `${prefix}-logs`;
  const region = GLOBAL_REGION;
  const ours = {
    StringEquals: { "aws:SourceAccount": aws.accountId },
    ArnLike: { "aws:SourceArn": arnOf({ ...aws, region }, "logs", "delivery-source:*") },
  };
  const statements = (arn: Output<string>) => [
    { ...allow(["s3:PutObject"], interpolate`${arn}/*`, ours), Principal: { Service: "delivery.logs.amazonaws.com" } },
  ];
  const args = {
    role: "cdn-logs",
    region,
    key: null,
    protect: false,
    keepData: false,
    expire: { days: logs.days, prefixes: ["AWSLogs"] },
    statements,
  };
  const target = createBucket(`${name}-bucket`, args, aws, parent);
  const source = new LogDeliverySource(
    `${name}-source`,
    { region, name: nameOf(aws, "cdn"), logType: "ACCESS_LOGS", resourceArn: distribution.arn },
    { parent },
  );
  const destination = new LogDeliveryDestination(
    `${name}-destination`,
    {
      region,
      name: nameOf(aws, "cdn"),
      outputFormat: "json",
      deliveryDestinationConfiguration: { destinationResourceArn: target.bucket.arn },
    },
    { parent, dependsOn: [...target.ready] },
  );
  const delivery = { region, deliverySourceName: source.name, deliveryDestinationArn: destination.arn };
  new LogDelivery(name, delivery, { parent });
}
