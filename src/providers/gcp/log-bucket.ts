import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig";
import { ProjectExclusion } from "@pulumi/gcp/logging/projectExclusion";
import { ProjectSink } from "@pulumi/gcp/logging/projectSink";
import { type GcpContext, nameOf } from "./context";

export interface LogBucketArgs {
  /** Whose entries they are; part of the bucket's name. */
  readonly role: string;
  readonly days: number;
  /** Which of the project's entries go there, in the query language of Cloud Logging. */
  readonly filter: Input<string>;
}

/** A place of its own for entries that the project's common bucket would keep for 30 days, whatever the tier says. */
export function createLogBucket(
  name: string,
  { role, days, filter }: LogBucketArgs,
  gcp: GcpContext,
  opts: CustomResourceOptions,
): ProjectBucketConfig {
  const { project, region: location } = gcp;
  const bucket = new ProjectBucketConfig(
    name,
    {
      project,
      location,
      bucketId: nameOf(gcp, role),
      retentionDays: days,
      // A deleted bucket keeps its name for a week, and a stack may be built again the same day: it finds this one.
      deletionPolicy: "ABANDON",
    },
    opts,
  );
  const destination = bucket.id.apply((id) => `logging.googleapis.com/${id}`);
  const sink = new ProjectSink(`${name}-sink`, { destination, filter, uniqueWriterIdentity: true }, opts);
  // Otherwise the common bucket would keep the entries too, and both would be paid.
  new ProjectExclusion(`${name}-exclusion`, { filter }, { ...opts, dependsOn: [sink] });
  return bucket;
}
