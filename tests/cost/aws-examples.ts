import type { Usage } from "../../src/cost/usage";
import type { Draft } from "../policy/builder";
import * as made from "./aws-shapes";

/** A row of the price sheet's worked examples: what it costs there, and which lines of a bill it is. */
export interface Row {
  readonly row: string;
  readonly usd: number;
  /** Beginnings of prices without the vendor, `ec2/`; `logs:cloudwatch/` only those of that resource. */
  readonly of: readonly string[];
}

export interface Example {
  readonly name: string;
  readonly usd: number;
  readonly usage: Partial<Usage>;
  readonly resources: readonly Draft[];
  readonly rows: readonly Row[];
}

/** In each of the examples under the same name. */
const NAT = ["nat-gateway/"];
const ADDRESSES = ["public-ipv4/"];
const DISKS = ["ebs/"];
const BALANCER = ["alb/"];
const ATLAS = ["cluster/", "data-transfer/same-region-peered"];
const CACHE = ["elasticache-redis-oss/"];
const SEARCH = ["opensearch/"];
const OUT = ["data-transfer/internet-out"];
const BETWEEN_ZONES = ["data-transfer/inter-az"];
const SECRETS = ["secrets-manager/"];
const KEYS = ["kms/"];
const DNS = ["route53/"];
const LOGS = ["cloudwatch/"];

/** An LCU all month is 730 GB. */
const LCU = 730;
const TB = 1_024;
const MILLION = 1_000_000;

const dev: Example = {
  name: "dev",
  usd: 301.61,
  usage: { recordingsGb: 5, month: 10, natGb: 20, edgeGb: 0.1 * LCU, internetOutGb: 10, databaseGb: 10, logsGb: 5 },
  resources: [
    made.controlPlane(),
    ...made.nodes(2, "t3.medium", 20),
    made.atlas("M10", 10),
    made.cache("redis", "cache.t3.micro", 1, 0),
    made.search(1, "t3.small.search", 10),
    ...made.bucket("recordings", "us-east-1"),
    ...made.natGateways(1),
    made.loadBalancer(2),
    ...made.secrets(5),
    ...made.keys(1),
    ...made.dnsZone(),
    made.logs(7),
  ],
  rows: [
    { row: "2x t3.medium", usd: 60.74, of: ["ec2/"] },
    { row: "Atlas M10", usd: 58.4, of: ATLAS },
    { row: "1x cache.t3.micro (Redis OSS)", usd: 12.41, of: CACHE },
    { row: "1x t3.small.search + 10 GB gp3", usd: 27.5, of: SEARCH },
    { row: "S3 50 GB Standard", usd: 1.15, of: ["s3/"] },
    { row: "EKS control plane", usd: 73, of: ["eks/"] },
    { row: "NAT gateway x1 + 20 GB", usd: 33.75, of: NAT },
    { row: "EBS node roots 2x20 GB gp3", usd: 3.2, of: DISKS },
    { row: "Public IPv4: 1 NAT EIP + 2 ALB", usd: 10.95, of: ADDRESSES },
    { row: "ALB + 0.1 LCU", usd: 17.01, of: BALANCER },
    { row: "Data transfer out 10 GB (inside 100 GB free)", usd: 0, of: [...OUT, ...BETWEEN_ZONES] },
    {
      row: "Secrets 5 + KMS 1 + Route 53 zone + logs 5 GB (free)",
      usd: 3.5,
      of: [...SECRETS, ...KEYS, ...DNS, ...LOGS],
    },
  ],
};

const staging: Example = {
  name: "staging",
  usd: 652.62,
  usage: {
    ...{
      recordingsGb: 20,
      month: 10,
      natGb: 50,
      edgeGb: LCU,
      internetOutGb: 50,
      databaseGb: 50,
      interZoneGb: 100,
      logsGb: 10,
    },
  },
  resources: [
    made.controlPlane(),
    ...made.nodes(2, "t3.large", 50),
    made.atlas("M20", 20),
    made.cache("redis", "cache.m6g.large", 1, 0),
    made.search(2, "t3.medium.search", 20),
    ...made.bucket("recordings", "us-east-1"),
    ...made.natGateways(1),
    made.loadBalancer(2),
    ...made.secrets(10),
    ...made.keys(2),
    ...made.dnsZone(),
    made.logs(14),
  ],
  rows: [
    { row: "2x t3.large", usd: 121.47, of: ["ec2/"] },
    { row: "Atlas M20", usd: 146, of: ATLAS },
    { row: "1x cache.m6g.large", usd: 108.77, of: CACHE },
    { row: "2x t3.medium.search + 2x20 GB gp3", usd: 111.46, of: SEARCH },
    { row: "S3 200 GB Standard", usd: 4.6, of: ["s3/"] },
    { row: "ALB + 1 LCU", usd: 22.27, of: BALANCER },
    { row: "EKS control plane", usd: 73, of: ["eks/"] },
    { row: "NAT gateway x1 + 50 GB", usd: 35.1, of: NAT },
    { row: "EBS node roots 2x50 GB gp3", usd: 8, of: DISKS },
    { row: "Public IPv4: 1 NAT EIP + 2 ALB", usd: 10.95, of: ADDRESSES },
    { row: "Data transfer out 50 GB (free) + inter-AZ 100 GB x2", usd: 2, of: [...OUT, ...BETWEEN_ZONES] },
    {
      row: "Secrets 10 + KMS 2 + zone + 10 GB logs (5 free)",
      usd: 9,
      of: [...SECRETS, ...KEYS, ...DNS, ...LOGS],
    },
  ],
};

const production: Example = {
  name: "production",
  usd: 1_971.24,
  usage: {
    // 512 GB a month for five months: four of them are 2 TB in Standard, the fifth is 500 GB in Glacier.
    ...{ recordingsGb: 512, month: 5, natGb: 300, edgeGb: LCU, internetOutGb: 200, databaseGb: 200, interZoneGb: 500 },
    ...{ cdnGb: TB, cdnRequests: 10 * MILLION, apiCalls: 25 * MILLION, dnsQueries: 10 * MILLION },
    ...{ secretReads: 100_000, logsGb: 50, flowLogsGb: 20, imagesGb: 10 },
  },
  resources: [
    made.controlPlane(),
    ...made.nodes(5, "m5.large", 50),
    made.atlas("M30", 40),
    made.atlasBackups(30),
    made.cache("redis", "cache.r6g.large", 1, 2, { snapshotRetentionLimit: 4 }),
    made.search(3, "m5.large.search", 100),
    ...made.bucket("recordings", "us-east-1", { transitions: [{ days: 120, storageClass: "GLACIER_IR" }] }),
    ...made.bucket("recordings-dr", "us-west-2", { expiration: { days: 120 } }),
    made.replication("recordings", "GLACIER_IR"),
    made.distribution(),
    ...made.natGateways(3),
    made.loadBalancer(3),
    made.firewall(5),
    ...made.dnsZone(),
    ...made.secrets(10),
    ...made.keys(4),
    made.registry(),
    made.logs(180),
    ...made.flowLogs(90),
    ...made.requestMetrics(4),
    ...made.alarms(10),
    ...made.dashboards(3),
  ],
  rows: [
    { row: "5x m5.large", usd: 350.4, of: ["ec2/"] },
    { row: "Atlas M30", usd: 394.2, of: ATLAS },
    { row: "3x cache.r6g.large (Redis OSS)", usd: 451.14, of: CACHE },
    { row: "3x m5.large.search + 3x100 GB gp3", usd: 347.58, of: SEARCH },
    { row: "S3 2 TB Standard (+ ~500 GB Glacier IR)", usd: 49.1, of: ["s3/"] },
    { row: "CloudFront 1 TB + 10M req (inside always-free)", usd: 0, of: ["cloudfront/"] },
    { row: "ALB + 1 LCU", usd: 22.27, of: BALANCER },
    { row: "Route 53 zone + 10M queries", usd: 4.5, of: DNS },
    { row: "WAF: ACL + 5 rules + 25M requests", usd: 25, of: ["wafv2/"] },
    { row: "Secrets Manager 10 + 100K calls", usd: 4.5, of: SECRETS },
    { row: "CloudWatch 50 GB logs, 50 metrics, 10 alarms, 3 dashboards", usd: 36, of: LOGS },
    { row: "EKS control plane", usd: 73, of: ["eks/"] },
    { row: "NAT gateways x3 + 300 GB", usd: 112.05, of: NAT },
    { row: "EBS node roots 5x50 GB gp3", usd: 20, of: DISKS },
    { row: "Public IPv4: 3 NAT EIP + 3 ALB", usd: 21.9, of: ADDRESSES },
    { row: "Data transfer out 200 GB API (100 free)", usd: 9, of: OUT },
    { row: "Inter-AZ 500 GB x2", usd: 10, of: BETWEEN_ZONES },
    { row: "KMS 4 keys, ECR 10 GB, VPC flow logs 20 GB", usd: 15, of: [...KEYS, "ecr/", "flow-records:cloudwatch/"] },
    { row: "S3 CRR 535 GB/mo + DR copy 2 TB Glacier IR", usd: 18.89, of: ["s3/replication", "recordings-dr:s3/"] },
    {
      row: "ElastiCache backup 13 GB + Atlas backup 40 GB",
      usd: 6.71,
      of: ["elasticache/backup-storage", "backup/snapshot-storage"],
    },
  ],
};

const enterprise: Example = {
  name: "enterprise",
  usd: 9_692.44,
  usage: {
    // 2 TB a month: five months of them in Standard, two and a half in Glacier.
    ...{ recordingsGb: 2 * TB, month: 7.5, natGb: 3 * TB, edgeGb: 10 * LCU, internetOutGb: 2 * TB, databaseGb: 2 * TB },
    ...{ interZoneGb: 5 * TB, cdnGb: 10 * TB, cdnRequests: 100 * MILLION, apiCalls: 100 * MILLION },
    ...{ dnsQueries: 50 * MILLION, logsGb: 300 },
  },
  resources: [
    made.controlPlane(),
    ...made.nodes(10, "m5.xlarge", 100),
    made.atlas("M50", 160, 2),
    made.atlasBackups(90),
    made.cache("redis", "cache.r6g.xlarge", 3, 1, { snapshotRetentionLimit: 8 }),
    made.search(5, "m5.xlarge.search", 200),
    ...made.bucket("recordings", "us-east-1", { transitions: [{ days: 150, storageClass: "GLACIER_IR" }] }),
    ...made.bucket("recordings-dr", "us-west-2", { expiration: { days: 150 } }),
    made.replication("recordings", "GLACIER_IR"),
    made.distribution(),
    ...made.natGateways(3),
    made.loadBalancer(3),
    made.firewall(10),
    ...made.dnsZone(),
    ...made.secrets(20, 1),
    ...made.keys(8),
    made.logs(180),
    ...made.requestMetrics(15),
    ...made.alarms(50),
  ],
  rows: [
    { row: "10x m5.xlarge", usd: 1_401.6, of: ["ec2/"] },
    { row: "Atlas M50, 2 shards", usd: 2_920, of: ATLAS },
    { row: "6x cache.r6g.xlarge (Redis OSS)", usd: 1_800.18, of: CACHE },
    { row: "5x m5.xlarge.search + 5x200 GB gp3", usd: 1_154.95, of: SEARCH },
    { row: "S3 10 TB Standard (+ 5 TB Glacier IR)", usd: 256, of: ["s3/"] },
    { row: "CloudFront 10 TB (1 TB free) + 100M req (10M free)", usd: 873.36, of: ["cloudfront/"] },
    { row: "EKS control plane", usd: 73, of: ["eks/"] },
    { row: "NAT gateways x3 + 3 TB", usd: 236.79, of: NAT },
    { row: "EBS node roots 10x100 GB gp3", usd: 80, of: DISKS },
    { row: "Public IPv4: 3 NAT EIP + 3 ALB", usd: 21.9, of: ADDRESSES },
    { row: "ALB + 10 LCU", usd: 74.83, of: BALANCER },
    { row: "Data transfer out 2 TB (100 GB free)", usd: 175.32, of: OUT },
    { row: "Inter-AZ 5 TB x2", usd: 102.4, of: BETWEEN_ZONES },
    { row: "WAF ACL + 10 rules + 100M requests", usd: 75, of: ["wafv2/"] },
    { row: "Route 53 zone + 50M queries", usd: 20.5, of: DNS },
    { row: "Secrets 20 + 20 replicas, KMS 8", usd: 24, of: [...SECRETS, ...KEYS] },
    { row: "CloudWatch 300 GB logs, 200 metrics, 50 alarms", usd: 217.5, of: LOGS },
    { row: "S3 CRR 2 TB/mo + DR copy 10 TB Glacier IR", usd: 81.92, of: ["s3/replication", "recordings-dr:s3/"] },
    {
      row: "Backups (ElastiCache 160 GB, Atlas 640 GB)",
      usd: 103.2,
      of: ["elasticache/backup-storage", "backup/snapshot-storage"],
    },
  ],
};

/** Price sheet, "Worked sanity check on AWS": the shapes of the requirements with everything that they forgot. */
export const EXAMPLES: readonly Example[] = [dev, staging, production, enterprise];
