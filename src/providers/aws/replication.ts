import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { BucketReplicationConfig } from "@pulumi/aws/s3/bucketReplicationConfig";
import { createBucket, type SafeBucket } from "./bucket";
import type { AwsContext } from "./context";
import type { Encryption } from "./encryption";
import { allow, allowKey, createRole, type Statement, trust } from "./iam";

export interface ReplicationArgs {
  readonly role: string;
  readonly source: SafeBucket;
  readonly encryption: Encryption;
  readonly protect: boolean;
  readonly keepData: boolean;
}

/** Where the copies are, and the rule under which S3 counts them. */
export interface Replica {
  readonly target: SafeBucket;
  readonly rule: string;
}

const RULE = "dr";

/** Minutes within which S3 promises 99.99 % of the objects in the other region (S3 replication time control). */
const WITHIN_MINUTES = 15;

/** A copy of a bucket in the DR region. A deletion is not copied: the replica also undoes what should not have been deleted. */
export function createReplication(name: string, args: ReplicationArgs, aws: AwsContext, parent: Resource): Replica {
  const { source, encryption, protect, keepData } = args;
  const key = encryption.keyIn(aws.drRegion);
  const target = createBucket(
    name,
    { role: `${args.role}-dr`, region: aws.drRegion, key, protect, keepData },
    aws,
    parent,
  );
  const statements = permissions(source, target, encryption.keyIn(aws.region), key);
  const ours = { StringEquals: { "aws:SourceAccount": aws.accountId } };
  const { role, ready } = createRole(`${name}-role`, { trust: trust("s3.amazonaws.com", ours), statements }, parent);
  const minutes = WITHIN_MINUTES;
  new BucketReplicationConfig(
    `${name}-replication`,
    {
      bucket: source.bucket.bucket,
      role: role.arn,
      rules: [
        {
          id: RULE,
          status: "Enabled",
          priority: 1,
          filter: {},
          deleteMarkerReplication: { status: "Disabled" },
          ...(key && { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } }),
          destination: {
            bucket: target.bucket.arn,
            // Read at once after the loss of the region. It is paid for 90 days at least, and the bucket keeps even old versions as long.
            storageClass: "GLACIER_IR",
            ...(key && { encryptionConfiguration: { replicaKmsKeyId: key } }),
            replicationTime: { status: "Enabled", time: { minutes } },
            metrics: { status: "Enabled", eventThreshold: { minutes } },
          },
        },
      ],
    },
    { parent, dependsOn: [...source.ready, ...target.ready, ...ready] },
  );
  return { target, rule: RULE };
}

function permissions(
  source: SafeBucket,
  target: SafeBucket,
  sourceKey: Output<string> | null,
  targetKey: Output<string> | null,
): readonly Statement[] {
  const [from, to] = [source.bucket.arn, target.bucket.arn];
  return [
    allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], from),
    allow(
      ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      interpolate`${from}/*`,
    ),
    allow(["s3:ReplicateObject", "s3:ReplicateTags"], interpolate`${to}/*`),
    ...allowKey(["kms:Decrypt"], sourceKey),
    ...allowKey(["kms:Encrypt"], targetKey),
  ];
}
