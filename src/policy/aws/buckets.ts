import type { GraphResource, Value } from "../../graph/graph";
import { is, isAbsent, isSet, matches, where } from "../conditions";
import { type Statement, statementsOf } from "../documents";
import type { PolicyGraph } from "../query";
import { type Check, perResource, type Predicate, type Rule } from "../rule";
import { isRecord, itemsOf, listOf, plain, readIn } from "../values";
import { AWS } from "./types";

/** By logical name: what a bucket is for is nowhere else in the graph. */
const LOGS_OR_ASSETS = /-(logs|assets)(-|$)/;
const RECORDINGS = /-recordings$/;

/** Replaced by resources of their own in @pulumi/aws 7. */
const DEPRECATED = [
  "accelerationStatus",
  "acl",
  "corsRules",
  "grants",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "policy",
  "replicationConfiguration",
  "requestPayer",
  "serverSideEncryptionConfiguration",
  "versioning",
  "website",
];

export const BUCKET_RULES: readonly Rule[] = [
  {
    id: "B01",
    title: "no bucket can be made public",
    why: "one wrong policy would publish every recording",
    reference: "CKV_AWS_53-56, CKV2_AWS_6, FSBP S3.1/S3.8, CIS AWS 2.1.4",
    severity: "high",
    check: perResource(
      AWS.bucket,
      itsOwn(
        AWS.publicAccessBlock,
        where({
          blockPublicAcls: is(true),
          blockPublicPolicy: is(true),
          ignorePublicAcls: is(true),
          restrictPublicBuckets: is(true),
        }),
      ),
    ),
  },
  {
    id: "B02",
    title: "every bucket refuses plain HTTP",
    why: "objects and signatures would travel in the clear",
    reference: "CKV_AWS_379, FSBP S3.5, CIS AWS 2.1.1",
    severity: "high",
    check: perResource(
      AWS.bucket,
      itsOwn(AWS.bucketPolicy, (policy) => statementsOf(policy, "policy").some(deniesPlainHttp)),
    ),
  },
  {
    id: "B03",
    title: "every bucket keeps former versions",
    why: "what was overwritten or deleted by mistake comes back",
    reference: "CKV_AWS_21, FSBP S3.14",
    severity: "high",
    check: perResource(
      AWS.bucket,
      itsOwn(AWS.bucketVersioning, where({ "versioningConfiguration.status": is("Enabled") })),
    ),
  },
  {
    id: "B04",
    title: "data buckets are encrypted with an own key, the others at least with S3's",
    why: "use of an own key can be seen and revoked; only log deliveries can't write under one",
    reference: "CKV_AWS_19/145, FSBP S3.17",
    severity: "high",
    check: encryptsBuckets(({ name }) => LOGS_OR_ASSETS.test(name)),
  },
  {
    id: "B05",
    title: "every object belongs to the bucket's owner",
    why: "access lists of objects are a second, forgotten set of rights",
    reference: "CKV2_AWS_65, FSBP S3.12",
    severity: "medium",
    check: perResource(
      AWS.bucket,
      itsOwn(AWS.bucketOwnership, where({ "rule.objectOwnership": is("BucketOwnerEnforced") })),
    ),
  },
  {
    id: "B06",
    title: "every bucket cleans up broken uploads and former versions",
    why: "both are invisible and paid for every month",
    reference: "CKV2_AWS_61, CKV_AWS_300, FSBP S3.10/13",
    severity: "medium",
    check: perResource(AWS.bucket, itsOwn(AWS.bucketLifecycle, cleansUp)),
  },
  {
    id: "B07",
    title: "objects move to ever colder storage, the first time after 30 days",
    why: "S3 refuses an earlier move to STANDARD_IA and any other order",
    reference: "Amazon S3, lifecycle constraints; requirements",
    severity: "medium",
    check: perResource(
      AWS.bucketLifecycle,
      (lifecycle) => movesOf(lifecycle).every(growsColder),
      (lifecycle) => movesOf(lifecycle).length > 0,
    ),
  },
  {
    id: "B08",
    title: "recordings have a replica in another region",
    why: "they exist once, and nobody can record them again",
    reference: "CKV_AWS_144, FSBP S3.7, requirements",
    severity: "high",
    check: perResource(AWS.bucket, itsOwn(AWS.bucketReplication, copiesToAnotherRegion), ({ name }) =>
      RECORDINGS.test(name),
    ),
  },
  {
    id: "B09",
    title: "bucket names are valid, and buckets have no inline settings",
    why: "inline settings are deprecated and undo those of the resources beside them",
    reference: "@pulumi/aws 7, deprecations",
    severity: "low",
    check: perResource(
      AWS.bucket,
      where({
        bucket: matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
        ...Object.fromEntries(DEPRECATED.map((input) => [input, isAbsent])),
      }),
    ),
  },
];

/** What is asked of a bucket's one resource of a type; none or several of them is a finding too: the last writer wins. */
function itsOwn(type: string, predicate: Predicate): Predicate {
  return (bucket, graph) => {
    const own = graph.referring(type, "bucket", bucket);
    const [first] = own;
    if (first === undefined || own.length > 1) return `${own.length} of ${type.replace(/.*:/, "")}`;
    return predicate(first, graph);
  };
}

function deniesPlainHttp({ Effect, Principal, Action, Resource, Condition }: Statement): boolean {
  const insecure = [Condition["Bool"]?.["aws:SecureTransport"]].flat().map(String).includes("false");
  const everything = Principal.includes("*") && (Action.includes("s3:*") || Action.includes("*"));
  return Effect === "Deny" && everything && insecure && Resource.some((arn) => arn.endsWith("/*"));
}

/** Every bucket is encrypted with an own key, or with S3's where that is enough. */
export function encryptsBuckets(s3KeyIsEnough: (bucket: GraphResource) => boolean): Check {
  return perResource(AWS.bucket, (bucket, graph) => {
    const encrypts = (rule: Value | undefined) => usesOwnKey(rule) || (s3KeyIsEnough(bucket) && usesS3Key(rule));
    return itsOwn(AWS.bucketEncryption, (encryption) => {
      const rules = listOf(encryption, "rules").map((rule) => readIn(rule, "applyServerSideEncryptionByDefault"));
      return rules.length > 0 && rules.every(encrypts);
    })(bucket, graph);
  });
}

const usesOwnKey = (rule: Value | undefined) =>
  is("aws:kms")(readIn(rule, "sseAlgorithm"), "sseAlgorithm") &&
  isSet(readIn(rule, "kmsMasterKeyId"), "kmsMasterKeyId");
const usesS3Key = (rule: Value | undefined) => is("AES256")(readIn(rule, "sseAlgorithm"), "sseAlgorithm");

function cleansUp(lifecycle: GraphResource) {
  const active = listOf(lifecycle, "rules").filter(
    (rule) => is("Enabled")(readIn(rule, "status"), "status") && isForAll(rule),
  );
  const has = (path: string) => active.some((rule) => isSet(readIn(rule, path), path));
  return has("abortIncompleteMultipartUpload.daysAfterInitiation") && has("noncurrentVersionExpiration.noncurrentDays");
}

function isForAll(rule: Value): boolean {
  const filter = readIn(rule, "filter");
  return filter === undefined || (isRecord(filter) && Object.values(filter).every((part) => part === ""));
}

/** The moves to colder storage, by lifecycle rule. */
function movesOf(lifecycle: GraphResource): readonly (readonly Value[])[] {
  const rules = listOf(lifecycle, "rules").map((rule) => itemsOf(readIn(rule, "transitions"), "transitions"));
  return rules.filter((transitions) => transitions.length > 0);
}

function growsColder(transitions: readonly Value[]): boolean {
  const days = transitions.map((transition) => Number(plain(readIn(transition, "days"), "days")));
  const first =
    days[transitions.findIndex((to) => is("STANDARD_IA")(readIn(to, "storageClass"), "storageClass"))] ?? 30;
  return first >= 30 && days.every((day, index) => day > (days[index - 1] ?? -1));
}

function copiesToAnotherRegion(replication: GraphResource, graph: PolicyGraph) {
  const sources = graph.referred(replication, "bucket", AWS.bucket).map((bucket) => graph.regionOf(bucket));
  const active = listOf(replication, "rules").filter((rule) => is("Enabled")(readIn(rule, "status"), "status"));
  const regions = graph
    .referred(replication, "rules", AWS.bucket)
    .map((bucket) => plain(graph.regionOf(bucket), "region"))
    .filter((region) => region !== undefined && !sources.includes(region));
  return active.length > 0 && regions.length > 0;
}
