import { type CustomResourceOptions, interpolate } from "@pulumi/pulumi";
import { ProjectExclusion } from "@pulumi/gcp/logging/projectExclusion";
import { ProjectSink } from "@pulumi/gcp/logging/projectSink";
import type { Bucket } from "@pulumi/gcp/storage/bucket";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember";

export interface AccessLogArgs {
  /** Names of the buckets that are watched. */
  readonly buckets: readonly string[];
  /** Where the log is kept, for as long as that bucket keeps its objects. */
  readonly target: Bucket;
}

/** Who read and wrote which object: an entry of the audit log for every request, kept as objects. */
export function createAccessLog(
  name: string,
  { buckets, target }: AccessLogArgs,
  opts: CustomResourceOptions,
): ProjectSink {
  const names = buckets.map((bucket) => `"${bucket}"`).join(" OR ");
  const filter = [
    'log_id("cloudaudit.googleapis.com/data_access")',
    'resource.type="gcs_bucket"',
    `resource.labels.bucket_name=(${names})`,
  ].join(" AND ");
  const destination = interpolate`storage.googleapis.com/${target.name}`;
  const sink = new ProjectSink(`${name}-sink`, { destination, filter, uniqueWriterIdentity: true }, opts);
  const grant = { bucket: target.name, role: "roles/storage.objectCreator", member: sink.writerIdentity };
  const writer = new BucketIAMMember(`${name}-writer`, grant, opts);
  // Otherwise the project's common bucket would keep the entries too, and both would be paid.
  new ProjectExclusion(`${name}-exclusion`, { filter }, { ...opts, dependsOn: [writer] });
  return sink;
}
