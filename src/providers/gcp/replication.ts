import { type CustomResourceOptions, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { IAMMember } from "@pulumi/gcp/projects/iammember";
import type { Bucket } from "@pulumi/gcp/storage/bucket";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember";
import { TransferJob } from "@pulumi/gcp/storage/transferJob";
import type { ChildOptions } from "./component";
import { agentOf, type GcpContext, nameOf } from "./context";
import { createCustomRole } from "./iam";

/**
 * Rights that a replication needs, by where: on either bucket, and in the project, where the service makes a topic and a
 * subscription of its own (Storage Transfer Service, service agent and permissions of cross-bucket replication).
 */
const RIGHTS = {
  source: ["storage.buckets.get", "storage.buckets.update", "storage.objects.get", "storage.objects.list"],
  // An object that changed is written over, which counts as deleting it; the version before stays.
  target: [
    "storage.buckets.get",
    "storage.objects.create",
    "storage.objects.delete",
    "storage.objects.get",
    "storage.objects.list",
  ],
  events: [
    "pubsub.subscriptions.consume",
    "pubsub.subscriptions.create",
    "pubsub.subscriptions.delete",
    "pubsub.subscriptions.get",
    "pubsub.subscriptions.update",
    "pubsub.topics.attachSubscription",
    "pubsub.topics.create",
    "pubsub.topics.delete",
    "pubsub.topics.get",
    "pubsub.topics.publish",
    "pubsub.topics.update",
  ],
  notices: ["pubsub.topics.publish"],
} as const;
type Right = keyof typeof RIGHTS;

/** What every replication of the stack shares: the rights as roles, and those that hold in the whole project. */
export interface ReplicationAccess {
  readonly source: Output<string>;
  readonly target: Output<string>;
  readonly ready: readonly Resource[];
}

export function createReplicationAccess(name: string, gcp: GcpContext, opts: CustomResourceOptions): ReplicationAccess {
  const role = (right: Right) => {
    const title = `${nameOf(gcp, "replication")} ${right}`;
    return createCustomRole(`${name}-${right}`, { title, permissions: RIGHTS[right] }, opts).name;
  };
  const inProject = (right: Right, member: string) =>
    new IAMMember(`${name}-${right}-right`, { project: gcp.project, role: role(right), member }, opts);
  const ready = [inProject("events", transferAgent(gcp)), inProject("notices", agentOf(gcp, "gs-project-accounts"))];
  return { source: role("source"), target: role("target"), ready };
}

export interface ReplicationArgs {
  readonly source: Bucket;
  readonly target: Bucket;
  readonly access: ReplicationAccess;
}

/** Copies every new and changed object within minutes. A deletion is not copied: the replica also undoes what should not have been deleted. */
export function createReplication(
  name: string,
  { source, target, access }: ReplicationArgs,
  gcp: GcpContext,
  opts: ChildOptions,
): TransferJob {
  const grant = (end: "source" | "target", bucket: Bucket) => {
    const args = { bucket: bucket.name, role: access[end], member: transferAgent(gcp) };
    return new BucketIAMMember(`${name}-${end}`, args, opts);
  };
  const grants = [grant("source", source), grant("target", target)];
  return new TransferJob(
    name,
    {
      // Google names replications itself and takes no name from others, Pulumi's neither.
      name: "",
      project: gcp.project,
      description: interpolate`Copies ${source.name} to ${target.name}`,
      replicationSpec: {
        gcsDataSource: { bucketName: source.name },
        gcsDataSink: { bucketName: target.name },
        transferOptions: { overwriteWhen: "DIFFERENT", metadataOptions: AS_THE_TARGET },
      },
      loggingConfig: { logActions: ["COPY"], logActionStates: ["FAILED"] },
    },
    { ...opts, dependsOn: [...opts.dependsOn, ...access.ready, ...grants] },
  );
}

/** A copy is encrypted and stored as its own bucket says, not as the original is. */
const AS_THE_TARGET = {
  kmsKey: "KMS_KEY_DESTINATION_BUCKET_DEFAULT",
  storageClass: "STORAGE_CLASS_DESTINATION_BUCKET_DEFAULT",
};

/** In whose name Storage Transfer Service works; its account is named unlike those of other services. */
const transferAgent = ({ projectNumber }: GcpContext): string =>
  `serviceAccount:project-${projectNumber}@storage-transfer-service.iam.gserviceaccount.com`;
