import { type CustomResourceOptions, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { Job } from "@pulumi/gcp/cloudscheduler/job";
import { IAMMember } from "@pulumi/gcp/projects/iammember";
import type { Instance } from "@pulumi/gcp/redis/instance";
import { Account as ServiceAccount } from "@pulumi/gcp/serviceaccount/account";
import type { Bucket } from "@pulumi/gcp/storage/bucket";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember";
import type { Account } from "./account";
import { createBucket } from "./bucket";
import { type GcpContext, nameOf } from "./context";
import { createCustomRole } from "./iam";
import { serviceAccountId } from "./identity";
import type { Secrets } from "./secrets";

export interface CacheSnapshotsArgs {
  readonly account: Account;
  readonly everyHours: number;
  readonly keepDays: number;
  readonly instance: Instance;
  readonly secrets: Secrets;
  readonly protect: boolean;
  /** A bucket with snapshots in it is not deleted; otherwise it goes with them. */
  readonly keepData: boolean;
}

/** Every export overwrites it, and the bucket keeps what was there before. */
const SNAPSHOT = "cache.rdb";

/** Lets its holder write objects, overwrite them and see the bucket, but not read them. */
const WRITER = "roles/storage.legacyBucketWriter";
const READER = "roles/storage.legacyObjectReader";

/**
 * Snapshots that are kept: Memorystore itself keeps its newest only, so a schedule exports one to a bucket, whose old versions
 * end by themselves.
 */
export function createCacheSnapshots(prefix: string, args: CacheSnapshotsArgs, gcp: GcpContext, parent: Resource): Job {
  const name = `${prefix}-snapshots`;
  const child = { parent, dependsOn: [args.account] };
  const bucket = createSnapshotBucket(name, args, gcp, parent);
  const exporter = createExporter(name, gcp, child);
  const rights = [exporter.right, ...grantBucket(name, bucket, exporter.account, args.instance, child)];
  const { everyHours, instance } = args;
  return new Job(
    `${name}-job`,
    {
      name: nameOf(gcp, "cache-snapshots"),
      region: gcp.region,
      description: `Snapshots of ${nameOf(gcp, "cache")}`,
      schedule: everyHours < 24 ? `0 */${everyHours} * * *` : "0 3 * * *",
      timeZone: "Etc/UTC",
      attemptDeadline: "60s",
      // An export must wait while Google resizes or repairs the instance: one such operation at a time.
      retryConfig: { retryCount: 3, minBackoffDuration: "300s", maxBackoffDuration: "900s" },
      httpTarget: {
        httpMethod: "POST",
        uri: interpolate`https://redis.googleapis.com/v1/${instance.id}:export`,
        headers: { "Content-Type": "application/json" },
        body: exportRequest(bucket.name),
        oauthToken: {
          serviceAccountEmail: exporter.account.email,
          scope: "https://www.googleapis.com/auth/cloud-platform",
        },
      },
    },
    { parent, dependsOn: [args.account, ...rights] },
  );
}

/** The body of a call of the export API, as Cloud Scheduler keeps it. */
function exportRequest(bucket: Output<string>): Output<string> {
  return bucket.apply((name) => {
    const request = { outputConfig: { gcsDestination: { uri: `gs://${name}/${SNAPSHOT}` } } };
    return Buffer.from(JSON.stringify(request)).toString("base64");
  });
}

/** Holds the newest snapshot, whatever happens to the stack or its schedule, and older ones for their term. */
function createSnapshotBucket(name: string, args: CacheSnapshotsArgs, gcp: GcpContext, parent: Resource): Bucket {
  const { account, secrets, keepDays, protect, keepData } = args;
  const bucket = { role: "cache", region: gcp.region, key: secrets.key, undoDays: keepDays, protect, keepData };
  const opts = { parent, dependsOn: [account, ...secrets.keyReady] };
  // Versions are the snapshots: soft delete would keep, and have paid, each of them twice as long.
  return createBucket(`${name}-bucket`, { ...bucket, softDelete: false }, gcp, opts);
}

/** Who asks for exports, and may do nothing else. */
function createExporter(name: string, gcp: GcpContext, child: CustomResourceOptions) {
  const account = new ServiceAccount(
    `${name}-account`,
    { accountId: serviceAccountId(gcp, "snapshots"), displayName: `Cache snapshots of ${gcp.stack}` },
    child,
  );
  const title = nameOf(gcp, "cache snapshots");
  const role = createCustomRole(`${name}-role`, { title, permissions: ["redis.instances.export"] }, child);
  // Memorystore gives no rights on a single instance.
  const args = { project: gcp.project, role: role.name, member: account.member };
  const right = new IAMMember(`${name}-right`, args, child);
  return { account, right };
}

/** The instance writes in its own name and reads when a snapshot is brought back; who asks must have the right to overwrite. */
function grantBucket(
  name: string,
  bucket: Bucket,
  exporter: ServiceAccount,
  instance: Instance,
  child: CustomResourceOptions,
): readonly Resource[] {
  const grant = (what: string, role: string, member: Output<string>) =>
    new BucketIAMMember(`${name}-${what}`, { bucket: bucket.name, role, member }, child);
  return [
    grant("write", WRITER, instance.persistenceIamIdentity),
    grant("restore", READER, instance.persistenceIamIdentity),
    grant("overwrite", WRITER, exporter.member),
  ];
}
