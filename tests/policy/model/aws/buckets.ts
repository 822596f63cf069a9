import { AWS } from "../../../../src/policy/aws/types";
import { type Draft, resource } from "../../builder";
import { policy } from "./documents";
import { KEY } from "./identity";

const AGES = [
  { days: 30, storageClass: "STANDARD_IA" },
  { days: 90, storageClass: "GLACIER_IR" },
  { days: 365, storageClass: "DEEP_ARCHIVE" },
];

/** Refuses plain HTTP. */
export const TLS_ONLY = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

export const CLEAN_UP = {
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  noncurrentVersionExpiration: { noncurrentDays: 90 },
};

const ownKey = { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY };
const s3Key = { sseAlgorithm: "AES256" };

/** A bucket with everything around it. */
function bucket(name: string, encryption: typeof ownKey | typeof s3Key, region: string): readonly Draft[] {
  const of = { bucket: `ss-test-${name}`, region };
  return [
    resource(AWS.bucket, name, of),
    resource(AWS.publicAccessBlock, `${name}-privacy`, {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    resource(AWS.bucketPolicy, `${name}-policy`, { ...of, policy: policy(TLS_ONLY) }),
    resource(AWS.bucketVersioning, `${name}-versions`, { ...of, versioningConfiguration: { status: "Enabled" } }),
    resource(AWS.bucketEncryption, `${name}-encryption`, {
      ...of,
      rules: [{ applyServerSideEncryptionByDefault: encryption }],
    }),
    resource(AWS.bucketOwnership, `${name}-ownership`, { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } }),
    resource(AWS.bucketLifecycle, `${name}-lifecycle`, { ...of, rules: [{ ...CLEAN_UP, transitions: AGES }] }),
  ];
}

export const BUCKETS = [
  ...bucket("b-recordings", ownKey, "us-east-1"),
  ...bucket("b-recordings-dr", ownKey, "us-west-2"),
  ...bucket("b-logs", s3Key, "us-east-1"),
  ...bucket("b-assets", s3Key, "us-east-1"),
  resource(AWS.bucketReplication, "b-replication", {
    bucket: "<b-recordings.bucket>",
    rules: [{ status: "Enabled", destination: { bucket: "<b-recordings-dr.arn>" } }],
  }),
];
