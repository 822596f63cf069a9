import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { listOf, plain, plainOf, readIn } from "../../policy/values";
import { billed, type Charge, type Costs, type Estimator, free, monthly, stepped, Unpriced } from "../estimator";
import type { PriceId } from "../price-book";
import { byAge } from "../usage";
import { BUCKET, type Contents, contentsOf } from "./contents";
import { lifecycleOf, type StorageClass, storageClassOf } from "./lifecycle";
import { toInternet } from "./network";

const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** Prices of S3's storage classes: a GB for a month, a thousand objects put into it, and as many moved there by age. */
const PRICES: Readonly<
  Record<StorageClass, { readonly kept: PriceId; readonly put: PriceId; readonly moved?: PriceId }>
> = {
  STANDARD: { kept: "aws/s3/standard.first-50tb", put: "aws/s3/standard.put-copy-post-list" },
  STANDARD_IA: {
    kept: "aws/s3/standard-ia",
    put: "aws/s3/standard-ia.put",
    moved: "aws/s3/lifecycle-transition.to-standard-ia",
  },
  GLACIER_IR: {
    kept: "aws/s3/glacier-instant-retrieval",
    put: "aws/s3/glacier-instant-retrieval.put",
    moved: "aws/s3/lifecycle-transition.to-glacier-ir",
  },
  DEEP_ARCHIVE: {
    kept: "aws/s3/glacier-deep-archive",
    put: "aws/s3/glacier-deep-archive.put",
    moved: "aws/s3/lifecycle-transition.to-deep-archive",
  },
};

/** Standard gets cheaper beyond 50 TB and 500 TB (S3 pricing). */
const STANDARD_STEPS: readonly (readonly [number, PriceId])[] = [
  [51_200, "aws/s3/standard.first-50tb"],
  [460_800, "aws/s3/standard.next-450tb"],
  [Infinity, "aws/s3/standard.over-500tb"],
];

const bucket: Estimator = (resource, { graph, usage }) => {
  const contents = contentsOf(resource, usage);
  const { transitions, expiresAfter } = lifecycleOf(resource, graph);
  const arrival = arrivesAs(resource, graph);
  const month = Math.min(usage.month, expiresAfter / 30);
  const bands = byAge(
    contents.gb,
    month,
    transitions.map(({ days }) => days),
  );
  const moves = transitions.filter(({ days }) => days / 30 < month);
  return [
    ...[arrival, ...transitions.map(({ to }) => to)].flatMap((name, band) => keptCharges(name, bands[band] ?? 0)),
    ...requestCharges(contents, arrival),
    ...moves.flatMap(({ to }) => moveCharges(contents.objects, to)),
    ...toInternet("read from the internet", contents.out),
  ];
};

function keptCharges(storageClass: StorageClass, gb: number): readonly Charge[] {
  if (storageClass === "STANDARD") return stepped("kept in STANDARD", gb, STANDARD_STEPS);
  return gb > 0 ? [monthly(`kept in ${storageClass}`, PRICES[storageClass].kept, gb)] : [];
}

/** Recordings are read when they are transcribed, and some of them once more. */
const READS = 2;

function requestCharges({ objects }: Contents, storageClass: StorageClass): readonly Charge[] {
  if (objects === 0) return [];
  return [
    monthly("objects written", PRICES[storageClass].put, objects / 1_000),
    ...(storageClass === "STANDARD" ? [monthly("objects read", "aws/s3/standard.get", (objects * READS) / 1_000)] : []),
  ];
}

function moveCharges(objects: number, to: StorageClass): readonly Charge[] {
  const { moved } = PRICES[to];
  return moved === undefined || objects === 0 ? [] : [monthly(`objects moved to ${to}`, moved, objects / 1_000)];
}

/** What is copied into a bucket has the class that its replication says. */
function arrivesAs(resource: GraphResource, graph: PolicyGraph): StorageClass {
  const [replication] = graph.referring(REPLICATION, "rules", resource);
  const [rule] = replication === undefined ? [] : listOf(replication, "rules");
  return storageClassOf(plain(readIn(rule, "destination.storageClass"), "destination.storageClass") ?? "STANDARD");
}

/** Latency, bytes, operations that wait and operations that failed (S3, "S3 Replication metrics"): paid like one's own. */
const METRICS_PER_REPLICATION = 4;

const replication: Estimator = (resource, { graph, usage }) => {
  const [source] = graph.referred(resource, "bucket", BUCKET);
  const [replica] = graph.referred(resource, "rules", BUCKET).filter((other) => other !== source);
  if (source === undefined || replica === undefined) throw new Unpriced("source and replica are not both in the stack");
  const { gb } = contentsOf(source, usage);
  const near = [graph.regionOf(source), graph.regionOf(replica)].join() === "us-east-1,us-east-2";
  const [rule] = listOf(resource, "rules");
  const enabled = (feature: string) => readIn(rule, `${feature}.status`) === "Enabled";
  return [
    monthly("copied to another region", `aws/s3/replication.${near ? "to-us-east-2" : "to-other-region"}`, gb),
    ...(enabled("destination.replicationTime")
      ? [monthly("copied within 15 minutes", "aws/s3/replication.rtc-surcharge", gb)]
      : []),
    ...(enabled("destination.metrics")
      ? [monthly("replication metrics", "aws/cloudwatch/metric.custom-first-10k", METRICS_PER_REPLICATION)]
      : []),
  ];
};

/** Requests by kind, bytes, errors and latency (S3, "Amazon S3 request metrics", without those of S3 Select). */
const METRICS_PER_BUCKET = 13;

const requestMetrics: Estimator = (resource) => [
  monthly(
    `${METRICS_PER_BUCKET} metrics of ${String(plainOf(resource, "name"))}`,
    "aws/cloudwatch/metric.custom-first-10k",
    METRICS_PER_BUCKET,
  ),
];

/** Objects, their copies in another region, and what is measured of them. */
export const STORAGE_COSTS: Costs = {
  [BUCKET]: billed(bucket),
  [REPLICATION]: billed(replication),
  "aws:s3/bucketMetric:BucketMetric": billed(requestMetrics),
  ...free(
    "a setting of the bucket",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
  ),
  ...free("a few kilobytes, counted with its bucket", "aws:s3/bucketObjectv2:BucketObjectv2"),
};
