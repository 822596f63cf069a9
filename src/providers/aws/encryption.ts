import type { Output, Resource } from "@pulumi/pulumi";
import { Alias } from "@pulumi/aws/kms/alias";
import { Key } from "@pulumi/aws/kms/key";
import { ReplicaKey } from "@pulumi/aws/kms/replicaKey";
import { type AwsContext, nameOf } from "./context";
import { policyDocument, type Statement } from "./iam";

/** The stack's own keys, one per region: a copy in the DR region is under the key that is there. */
export interface Encryption {
  /** ARN of the key of a region; null where AWS' default keys are used. */
  readonly keyIn: (region: string) => Output<string> | null;
}

export const DEFAULT_ENCRYPTION: Encryption = { keyIn: () => null };

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

export interface KeyArgs {
  readonly regions: readonly string[];
  readonly protect: boolean;
  /** What is left of the data stays readable for a month. */
  readonly keepData: boolean;
  readonly dependsOn: readonly Resource[];
}

export function createKeys(prefix: string, args: KeyArgs, aws: AwsContext, parent: Resource): Encryption {
  const keys = new Map(args.regions.map((region) => [region, createKey(prefix, region, args, aws, parent)]));
  return { keyIn: (region) => keys.get(region) ?? null };
}

function createKey(prefix: string, region: string, args: KeyArgs, aws: AwsContext, parent: Resource): Output<string> {
  const key = new Key(
    `${prefix}-key-${region}`,
    {
      region,
      description: `Data of ${nameOf(aws, "platform")} in ${region}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: args.keepData ? 30 : 7,
      policy: policyDocument(...keyPolicy(region, aws)),
    },
    { parent, protect: args.protect, dependsOn: [...args.dependsOn] },
  );
  new Alias(
    `${prefix}-alias-${region}`,
    { region, name: `alias/${nameOf(aws, "data")}`, targetKeyId: key.keyId },
    { parent },
  );
  return key.arn;
}

/** One key in two regions. */
export interface TwinKey {
  /** The same in both. */
  readonly id: Output<string>;
  readonly arns: readonly Output<string>[];
}

/**
 * A multi-Region key, for what is copied to the DR region under its own key: only with such a key can Atlas be told to ask there
 * when the stack's region is lost (MongoDB Atlas, "Reconfigure AWS KMS Region During an Outage").
 */
export function createTwinKey(
  prefix: string,
  { protect, keepData }: Pick<KeyArgs, "protect" | "keepData">,
  aws: AwsContext,
  parent: Resource,
): TwinKey {
  const { region, drRegion } = aws;
  const common = {
    description: `Data of ${nameOf(aws, "mongodb")} and its copies`,
    deletionWindowInDays: keepData ? 30 : 7,
    policy: policyDocument(accountDecides(aws)),
  };
  const opts = { parent, protect };
  const rotation = { enableKeyRotation: true, rotationPeriodInDays: 365 };
  const key = new Key(`${prefix}-key-${region}`, { region, ...common, ...rotation, multiRegion: true }, opts);
  const twin = { region: drRegion, ...common, primaryKeyArn: key.arn };
  const replica = new ReplicaKey(`${prefix}-key-${drRegion}`, twin, opts);
  for (const [at, { keyId }] of [[region, key] as const, [drRegion, replica] as const]) {
    const alias = { region: at, name: `alias/${nameOf(aws, "mongodb")}`, targetKeyId: keyId };
    new Alias(`${prefix}-alias-${at}`, alias, { parent });
  }
  return { id: key.keyId, arns: [key.arn, replica.arn] };
}

const accountDecides = ({ accountId }: AwsContext): Statement => ({
  Sid: "Account",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${accountId}:root` },
  Action: "kms:*",
  Resource: "*",
});

/** IAM decides inside the account; services that act by themselves are named, each for this account only. */
function keyPolicy(region: string, aws: AwsContext): readonly Statement[] {
  const { accountId } = aws;
  const autoscaling = `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  return [
    accountDecides(aws),
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: USE,
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*` },
      },
    },
    {
      Sid: "Notifications",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    // Nodes with encrypted disks do not start without these two (terraform-aws-eks #997).
    { Sid: "NodeDisks", Effect: "Allow", Principal: { AWS: autoscaling }, Action: USE, Resource: "*" },
    {
      Sid: "NodeDiskGrants",
      Effect: "Allow",
      Principal: { AWS: autoscaling },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
