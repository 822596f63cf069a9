import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { BucketMetric } from "@pulumi/aws/s3/bucketMetric";
import type { Client } from "../../ports/common";
import { recordOf } from "../../conventions/records";
import {
  DATA_BUCKETS,
  type DataBucket,
  type ObjectStore as ObjectStorePort,
  type ObjectStoreArgs,
} from "../../ports/object-store";
import { createBucket, LOG_PREFIXES, type SafeBucket } from "./bucket";
import { AwsComponent } from "./component";
import type { AwsContext } from "./context";
import { allow, allowKey, grant, type Statement } from "./iam";
import type { Identity } from "./identity";
import { createReplication, type Replica } from "./replication";
import type { Secrets } from "./secrets";

export interface AwsObjectStoreArgs extends ObjectStoreArgs<Identity> {
  readonly secrets: Secrets;
}

const VERBS = {
  read: ["s3:GetObject", "s3:ListBucket"],
  readWrite: ["s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
} as const;

/** S3: customers' data, static assets and access logs, each in a bucket of its own. */
export class ObjectStore extends AwsComponent implements ObjectStorePort {
  readonly dialect = "s3";
  readonly peer = null;
  readonly addresses: Readonly<Record<DataBucket, Output<string>>>;
  readonly logs: SafeBucket;
  readonly assets: SafeBucket;
  readonly data: Readonly<Record<DataBucket, SafeBucket>>;
  /** Names under which S3 counts requests and replication of each data bucket. */
  readonly requestMetrics: Readonly<Record<DataBucket, string>>;
  /** Copies in the DR region; none where the tier keeps none. */
  readonly replicas: Readonly<Partial<Record<DataBucket, Replica>>>;

  constructor(
    name: string,
    private readonly args: AwsObjectStoreArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("ObjectStore", name, aws, opts);
    this.logs = this.createLogBucket();
    this.assets = this.createAssetBucket();
    this.data = recordOf(DATA_BUCKETS, (role) => this.createDataBucket(role));
    this.requestMetrics = recordOf(DATA_BUCKETS, (role) => this.createRequestMetrics(role));
    this.replicas = args.replicate ? recordOf(DATA_BUCKETS, (role) => this.replicate(role)) : {};
    this.grantClients();
    this.addresses = recordOf(DATA_BUCKETS, (role) => this.data[role].bucket.bucket);
    this.registerOutputs({ dialect: this.dialect, addresses: this.addresses });
  }

  private createLogBucket(): SafeBucket {
    const { accountId, region } = this.aws;
    const { logKeepDays: days, protect, keepData } = this.args;
    const expire = { days, prefixes: Object.values(LOG_PREFIXES) };
    const ours = { StringEquals: { "aws:SourceAccount": accountId } };
    const write = (service: string, resource: Output<string>, condition?: Statement["Condition"]): Statement => ({
      ...allow(["s3:PutObject"], resource, condition),
      Principal: { Service: service },
    });
    const statements = (arn: Output<string>) => [
      write(
        "logdelivery.elasticloadbalancing.amazonaws.com",
        interpolate`${arn}/${LOG_PREFIXES.loadBalancer}/AWSLogs/${accountId}/*`,
      ),
      write("logging.s3.amazonaws.com", interpolate`${arn}/${LOG_PREFIXES.buckets}/*`, ours),
    ];
    // The load balancer's logs can't be written with an own key (Elastic Load Balancing user guide).
    return createBucket(
      `${this.prefix}-logs`,
      { role: "logs", region, key: null, protect, keepData, expire, statements },
      this.aws,
      this,
    );
  }

  private createAssetBucket(): SafeBucket {
    const { accountId, region } = this.aws;
    const cdns = `arn:aws:cloudfront::${accountId}:distribution/*`;
    const statements = (arn: Output<string>): readonly Statement[] => [
      {
        ...allow(["s3:GetObject"], interpolate`${arn}/*`, { ArnLike: { "aws:SourceArn": cdns } }),
        Principal: { Service: "cloudfront.amazonaws.com" },
      },
    ];
    const { protect, keepData } = this.args;
    const args = { role: "assets", region, key: null, protect, keepData, logsTo: this.logsTo(), statements };
    return createBucket(`${this.prefix}-assets`, args, this.aws, this);
  }

  private createDataBucket(role: DataBucket): SafeBucket {
    const { lifecycle, secrets, protect, keepData } = this.args;
    const transitions = [
      { days: lifecycle.infrequentAfter, storageClass: "STANDARD_IA" },
      { days: lifecycle.archiveAfter, storageClass: "GLACIER_IR" },
      { days: lifecycle.deepArchiveAfter, storageClass: "DEEP_ARCHIVE" },
    ];
    const { region } = this.aws;
    const args = { role, region, key: secrets.key, protect, keepData, logsTo: this.logsTo() };
    // Transcripts and documents are small or read at any age: only recordings move.
    const aged = role === "recordings" ? { ...args, transitions } : args;
    return createBucket(`${this.prefix}-${role}`, aged, this.aws, this);
  }

  private createRequestMetrics(role: DataBucket): string {
    const name = "requests";
    new BucketMetric(`${this.prefix}-${role}-requests`, { bucket: this.data[role].bucket.bucket, name }, this.child);
    return name;
  }

  private replicate(role: DataBucket): Replica {
    const { secrets, protect, keepData } = this.args;
    const args = { role, source: this.data[role], encryption: secrets.encryption, protect, keepData };
    return createReplication(`${this.prefix}-${role}-dr`, args, this.aws, this);
  }

  private grantClients(): void {
    for (const role of DATA_BUCKETS) for (const client of this.args.clients[role]) this.grantClient(role, client);
  }

  private grantClient(role: DataBucket, { identity, access }: Client<Identity>): void {
    const { arn } = this.data[role].bucket;
    const keyVerbs = access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:GenerateDataKey"];
    const statements = [
      allow(VERBS[access], [arn, interpolate`${arn}/*`]),
      ...allowKey(keyVerbs, this.args.secrets.key),
    ];
    grant(`${this.prefix}-${role}-${identity.serviceAccount}`, identity.role, statements, this);
  }

  private logsTo(): Output<string> {
    return this.logs.bucket.bucket;
  }
}
