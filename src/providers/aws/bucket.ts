import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { Bucket } from "@pulumi/aws/s3/bucket";
import {
  BucketLifecycleConfiguration,
  type BucketLifecycleConfigurationArgs,
} from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning";
import { type AwsContext, nameOf } from "./context";
import { policyDocument, type Statement } from "./iam";

/** Prefixes of the log bucket, by who writes there. */
export const LOG_PREFIXES = { loadBalancer: "alb", buckets: "s3" } as const;

/** Days for which an overwritten or deleted object can be brought back. */
const UNDO_DAYS = 90;

export interface BucketArgs {
  /** What is in it: part of its name, beside account and region, because bucket names are shared by the whole world. */
  readonly role: string;
  readonly region: string;
  /** Own key; null: the key of S3. Log deliveries and CDNs can't use own keys. */
  readonly key: Output<string> | null;
  readonly protect: boolean;
  /** A bucket with objects in it is not deleted; otherwise it goes with them. */
  readonly keepData: boolean;
  /** Where reads and writes are logged. */
  readonly logsTo?: Output<string>;
  /** Days after which objects move to colder storage, by storage class. */
  readonly transitions?: readonly { readonly days: number; readonly storageClass: string }[];
  /** Objects below these prefixes are deleted after so many days. */
  readonly expire?: { readonly days: number; readonly prefixes: readonly string[] };
  /** Who else may use it, given its ARN. */
  readonly statements?: (arn: Output<string>) => readonly Statement[];
}

/** A bucket with everything around it: wait for `ready` before others rely on its policy or versions. */
export interface SafeBucket {
  readonly bucket: Bucket;
  readonly ready: readonly Resource[];
}

/** Private, encrypted, versioned, owned by its account, reached over TLS only. */
export function createBucket(name: string, args: BucketArgs, aws: AwsContext, parent: Resource): SafeBucket {
  const { region, protect, keepData } = args;
  const physical = `${nameOf(aws, args.role)}-${aws.accountId}-${region}`;
  const resource = new Bucket(name, { region, bucket: physical, forceDestroy: !keepData }, { parent, protect });
  const bucket = resource.bucket;
  const versioning = new BucketVersioning(
    `${name}-versions`,
    { region, bucket, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  const privacy = new BucketPublicAccessBlock(
    `${name}-privacy`,
    {
      region,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  // S3 refuses a policy while the access block is being written.
  const policy = new BucketPolicy(
    `${name}-policy`,
    { region, bucket, policy: policyDocument(denyPlainText(resource.arn), ...(args.statements?.(resource.arn) ?? [])) },
    { parent, dependsOn: [privacy] },
  );
  new BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { region, bucket, rules: [encryptionRule(args)] },
    { parent },
  );
  new BucketOwnershipControls(
    `${name}-ownership`,
    { region, bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  new BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { region, bucket, ...lifecycle(args) },
    { parent, dependsOn: [versioning] },
  );
  if (args.logsTo)
    new BucketLogging(
      `${name}-logging`,
      { region, bucket, targetBucket: args.logsTo, targetPrefix: `${LOG_PREFIXES.buckets}/${args.role}/` },
      { parent },
    );
  return { bucket: resource, ready: [versioning, policy] };
}

function denyPlainText(arn: Output<string>): Statement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, interpolate`${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function encryptionRule({ key }: BucketArgs) {
  if (key === null) return { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key },
    bucketKeyEnabled: true,
    blockedEncryptionTypes: ["SSE-C"],
  };
}

function lifecycle({ transitions = [], expire }: BucketArgs): Omit<BucketLifecycleConfigurationArgs, "bucket"> {
  const { days = 0, prefixes = [] } = expire ?? {};
  const expirations = prefixes.map((prefix) => ({
    id: `expire-${prefix}`,
    status: "Enabled",
    filter: { prefix: `${prefix}/` },
    expiration: { days },
  }));
  return {
    // Below 128 KB the colder classes cost more than they save.
    transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    rules: [
      {
        id: "age",
        status: "Enabled",
        filter: {},
        transitions: [...transitions],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: UNDO_DAYS },
      },
      ...expirations,
    ],
  };
}
