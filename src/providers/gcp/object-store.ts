import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { IAMMember } from "@pulumi/gcp/serviceaccount/iammember";
import type { Bucket as StorageBucket } from "@pulumi/gcp/storage/bucket";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember";
import type { TransferJob } from "@pulumi/gcp/storage/transferJob";
import { recordOf } from "../../conventions/records";
import type { Client } from "../../ports/common";
import {
  type Bucket,
  BUCKETS,
  DATA_BUCKETS,
  type DataBucket,
  type ObjectStore as ObjectStorePort,
  type ObjectStoreArgs,
} from "../../ports/object-store";
import { createAccessLog } from "./access-log";
import type { Account } from "./account";
import { type BucketArgs, bucketName, createBucket, type StorageClass } from "./bucket";
import { GcpComponent } from "./component";
import type { GcpContext } from "./context";
import type { Identity } from "./identity";
import { createReplication, createReplicationAccess } from "./replication";
import type { Secrets } from "./secrets";

export interface GcpObjectStoreArgs extends ObjectStoreArgs<Identity> {
  readonly account: Account;
  readonly secrets: Secrets;
}

/** Where the copies of a bucket are, and what makes them. */
export interface Replica {
  readonly target: StorageBucket;
  readonly job: TransferJob;
}

const ROLES = { read: "roles/storage.objectViewer", readWrite: "roles/storage.objectUser" } as const;

/** Cloud Storage: customers' data, static assets and access logs, each in a bucket of its own. */
export class ObjectStore extends GcpComponent implements ObjectStorePort {
  readonly dialect = "gcs";
  readonly peer = null;
  readonly addresses: Readonly<Record<DataBucket, Output<string>>>;
  readonly buckets: Readonly<Record<Bucket, StorageBucket>>;
  /** Copies in the DR region; none where the tier keeps none. */
  readonly replicas: Readonly<Partial<Record<DataBucket, Replica>>>;

  constructor(
    name: string,
    private readonly args: GcpObjectStoreArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("ObjectStore", name, gcp, args.account, opts);
    this.buckets = recordOf(BUCKETS, (role) => this.createBucket(role));
    this.replicas = args.replicate ? this.replicate() : {};
    this.keepAccessLog();
    this.grantClients();
    this.addresses = recordOf(DATA_BUCKETS, (role) => this.buckets[role].name);
    this.registerOutputs({ dialect: this.dialect, addresses: this.addresses });
  }

  private createBucket(role: Bucket): StorageBucket {
    const { lifecycle, logKeepDays, secrets } = this.args;
    const transitions: readonly { readonly days: number; readonly storageClass: StorageClass }[] = [
      { days: lifecycle.infrequentAfter, storageClass: "NEARLINE" },
      { days: lifecycle.archiveAfter, storageClass: "COLDLINE" },
      { days: lifecycle.deepArchiveAfter, storageClass: "ARCHIVE" },
    ];
    return this.make(role, {
      region: this.gcp.region,
      // Everybody may have the assets, so there is nothing in them to lock up.
      key: role === "assets" ? null : secrets.key,
      // Transcripts and documents are small or read at any age: only recordings move.
      ...(role === "recordings" && { transitions }),
      ...(role === "logs" && { expireAfterDays: logKeepDays }),
    });
  }

  private make(role: string, args: Omit<BucketArgs, "role" | "protect" | "keepData">): StorageBucket {
    const { secrets, protect, keepData } = this.args;
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, ...secrets.keyReady] };
    return createBucket(`${this.prefix}-${role}`, { ...args, role, protect, keepData }, this.gcp, opts);
  }

  private replicate(): Readonly<Record<DataBucket, Replica>> {
    const region = this.gcp.drRegion;
    const key = this.args.secrets.keyIn(region);
    const access = createReplicationAccess(`${this.prefix}-replication`, this.gcp, this.child);
    return recordOf(DATA_BUCKETS, (role) => {
      // Read at once while the region is lost. It is paid for 90 days at least, and the bucket keeps even old versions as long.
      const target = this.make(`${role}-dr`, { region, key, storageClass: "COLDLINE" });
      const args = { source: this.buckets[role], target, access };
      return { target, job: createReplication(`${this.prefix}-${role}-replication`, args, this.gcp, this.child) };
    });
  }

  private keepAccessLog(): void {
    const buckets = [...DATA_BUCKETS, "assets"].map((role) => bucketName(this.gcp, role));
    createAccessLog(`${this.prefix}-access`, { buckets, target: this.buckets.logs }, this.child);
  }

  private grantClients(): void {
    const { clients } = this.args;
    for (const role of DATA_BUCKETS) for (const client of clients[role]) this.grantClient(role, client);
    const identities = DATA_BUCKETS.flatMap((role) => clients[role].map(({ identity }) => identity));
    for (const identity of new Set(identities)) this.allowSigning(identity);
  }

  private grantClient(role: DataBucket, { identity, access }: Client<Identity>): void {
    const args = { bucket: this.buckets[role].name, role: ROLES[access], member: identity.member };
    new BucketIAMMember(`${this.prefix}-${role}-${identity.serviceAccount}`, args, this.child);
  }

  /** Links that are good for a while are signed, which an account without keys has IAM do: in its own name only. */
  private allowSigning({ account, member, serviceAccount }: Identity): void {
    const args = { serviceAccountId: account.name, role: "roles/iam.serviceAccountTokenCreator", member };
    new IAMMember(`${this.prefix}-signer-${serviceAccount}`, args, this.child);
  }
}
