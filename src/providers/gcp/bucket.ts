import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { Bucket } from "@pulumi/gcp/storage/bucket";
import { type GcpContext, nameOf } from "./context";

/** From the warmest to the coldest. All are read at once, the colder for a price. */
const CLASSES = ["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE"] as const;
export type StorageClass = (typeof CLASSES)[number];

/** Days for which an overwritten or deleted object can be brought back, where nothing else is asked for. */
const UNDO_DAYS = 90;

/** Days for which even a deleted version, or a deleted bucket, can be: the fewest that Cloud Storage takes. */
const SOFT_DELETE_DAYS = 7;

export interface BucketArgs {
  /** What is in it: part of its name, beside the project, because bucket names are shared by the whole world. */
  readonly role: string;
  readonly region: string;
  /** Own key; null: the key of Google. */
  readonly key: Output<string> | null;
  readonly protect: boolean;
  /** A bucket with objects in it is not deleted; otherwise it goes with them. */
  readonly keepData: boolean;
  /** What objects are stored as when they come. */
  readonly storageClass?: StorageClass;
  /** Days after which objects move to a colder class. */
  readonly transitions?: readonly { readonly days: number; readonly storageClass: StorageClass }[];
  /** Days for which an overwritten or deleted object can be brought back. */
  readonly undoDays?: number;
  /** False: what its rules delete is gone, and not paid for another week. Where nothing is said, it follows `keepData`. */
  readonly softDelete?: false;
  /** Days after which objects are deleted, with all their versions. */
  readonly expireAfterDays?: number;
}

/** At most 63 characters, with a stack's name of 14 and a project's id of 30 (Cloud Storage, bucket names). */
export const bucketName = (gcp: GcpContext, role: string): string => `${nameOf(gcp, role)}-${gcp.project}`;

/** Private, encrypted, versioned, with rights on the whole of it only. Cloud Storage takes requests over TLS alone. */
export function createBucket(name: string, args: BucketArgs, gcp: GcpContext, opts: CustomResourceOptions): Bucket {
  const { region, key, protect, keepData, storageClass = "STANDARD", softDelete = keepData } = args;
  return new Bucket(
    name,
    {
      name: bucketName(gcp, args.role),
      // As Google writes it: another spelling would show as a change in every plan.
      location: region.toUpperCase(),
      storageClass,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: softDelete ? SOFT_DELETE_DAYS * 24 * 3600 : 0 },
      ...(key && { encryption: { defaultKmsKeyName: key } }),
      lifecycleRules: lifecycle(args),
      forceDestroy: !keepData,
      deletionPolicy: protect ? "PREVENT" : "DELETE",
    },
    { ...opts, protect },
  );
}

function lifecycle({ transitions = [], undoDays = UNDO_DAYS, expireAfterDays }: BucketArgs) {
  return [
    ...transitions.map(({ days, storageClass }) => ({
      action: { type: "SetStorageClass", storageClass },
      // Only from warmer classes: a rule would bring back what a colder one had already taken.
      condition: { age: days, matchesStorageClasses: CLASSES.slice(0, CLASSES.indexOf(storageClass)) },
    })),
    { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: undoDays, withState: "ARCHIVED" } },
    { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
    ...(expireAfterDays === undefined
      ? []
      : [{ action: { type: "Delete" }, condition: { age: expireAfterDays, withState: "ANY" } }]),
  ];
}
