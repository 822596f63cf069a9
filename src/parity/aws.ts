import { AWS as SAID } from "../plan/describe/aws";
import type { Member, Members } from "../plan/describe/members";
import { BACKUPS, STATEFUL } from "./aws-data";
import type { Access, Kinds } from "./kinds";
import { itemsInJson, said } from "./read";

/** What AWS' resources have to do with the promises of a tier; those that keep data are beside. */
export const AWS: Kinds = {
  prefix: "aws:",
  services: {
    network: { "aws:ec2/vpc:Vpc": "VPC", "aws:ec2/natGateway:NatGateway": "NAT gateways" },
    cluster: { "aws:eks/cluster:Cluster": "EKS" },
    identity: { "aws:iam/role:Role": "IAM, EKS Pod Identity" },
    registry: { "aws:ecr/repository:Repository": "ECR" },
    cache: { "aws:elasticache/replicationGroup:ReplicationGroup": "ElastiCache" },
    search: { "aws:opensearch/domain:Domain": "OpenSearch Service" },
    objectStore: { "aws:s3/bucket:Bucket": "S3" },
    secrets: { "aws:secretsmanager/secret:Secret": "Secrets Manager", "aws:kms/key:Key": "KMS" },
    edge: { "aws:lb/loadBalancer:LoadBalancer": "Application Load Balancer", "aws:wafv2/webAcl:WebAcl": "AWS WAF" },
    cdn: { "aws:cloudfront/distribution:Distribution": "CloudFront", "aws:wafv2/webAcl:WebAcl": "AWS WAF" },
    dns: { "aws:route53/zone:Zone": "Route 53" },
    monitoring: { "aws:cloudwatch/metricAlarm:MetricAlarm": "CloudWatch", "aws:sns/topic:Topic": "SNS" },
    backup: { "aws:backup/plan:Plan": "AWS Backup" },
    budget: { "aws:budgets/budget:Budget": "AWS Budgets" },
  },
  size: {
    network: said(SAID, "network", 1, 2),
    cluster: said(SAID, "cluster", 1),
    registry: said(SAID, "registry", 1),
    cache: said(SAID, "cache", 0),
    search: said(SAID, "search", 0),
    objectStore: said(SAID, "objectStore", 1, 3),
    secrets: said(SAID, "secrets", 1),
    edge: said(SAID, "edge", 1),
    cdn: said(SAID, "cdn", 1),
    monitoring: said(SAID, "monitoring", 1),
    backup: said(SAID, "backup", 0, 1),
    budget: said(SAID, "budget", 0),
  },
  zones: {
    // A zone whose way out is in another one loses it with that one.
    network: (members) => members.all("ec2/natGateway:NatGateway").length || undefined,
    cluster: (members) =>
      new Set(members.all("eks/nodeGroup:NodeGroup").flatMap((group) => group.texts("subnetIds"))).size || undefined,
    registry: () => "region",
    cache: (members) => {
      const group = members.first("elasticache/replicationGroup:ReplicationGroup");
      return group && (group.at("multiAzEnabled") === true ? nodesOfShard(group) : 1);
    },
    search: (members) => {
      const domain = members.first("opensearch/domain:Domain");
      return domain && (domain.number("clusterConfig.zoneAwarenessConfig.availabilityZoneCount") || 1);
    },
    objectStore: () => "region",
    secrets: () => "region",
    edge: (members) => members.first("lb/loadBalancer:LoadBalancer")?.list("subnets").length,
    cdn: () => "global",
    dns: () => "global",
    backup: () => "region",
  },
  access: {
    cluster: (members) => {
      const cluster = members.first("eks/cluster:Cluster");
      if (cluster === undefined) return undefined;
      return cluster.at("vpcConfig.endpointPublicAccess") === true ? "own addresses" : "private";
    },
    registry: () => "identity",
    cache: () => "private",
    search: (members) => {
      const domain = members.first("opensearch/domain:Domain");
      return domain && (domain.list("vpcOptions.subnetIds").length > 0 ? "private" : "identity");
    },
    objectStore: (members) => {
      const blocks = members.all("s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
      const buckets = members.all("s3/bucket:Bucket");
      if (buckets.length === 0) return undefined;
      const closed = blocks.filter((block) => BLOCKS.every((input) => block.at(input) === true));
      return closed.length === buckets.length ? "identity" : "internet";
    },
    secrets: () => "identity",
    edge: edgeAccess,
  },
  stateful: STATEFUL,
  encryption: {
    "aws:eks/cluster:Cluster": [{ at: "encryptionConfig" }],
    "aws:ec2/launchTemplate:LaunchTemplate": [{ at: "blockDeviceMappings" }],
    "aws:ecr/repository:Repository": [{ at: "encryptionConfigurations" }],
    "aws:elasticache/replicationGroup:ReplicationGroup": [{ at: "kmsKeyId" }],
    "aws:opensearch/domain:Domain": [{ at: "encryptAtRest" }],
    "aws:s3/bucket:Bucket": [
      {
        by: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        naming: "bucket",
        at: "rules",
      },
    ],
    "aws:secretsmanager/secret:Secret": [{ at: "kmsKeyId" }],
    "aws:backup/vault:Vault": [{ at: "kmsKeyArn" }],
  },
  keys: ["aws:kms/key:Key"],
  alarms: {
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
      watches: ["namespace", "dimensions", "metricQueries"],
      tells: "alarmActions",
    },
  },
  dashboards: {
    "aws:cloudwatch/dashboard:Dashboard": ({ inputs }) => itemsInJson(inputs["dashboardBody"], "widgets"),
  },
  backups: BACKUPS,
};

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Outside cluster mode all nodes are one shard. */
const nodesOfShard = (group: Member): number =>
  group.number("numCacheClusters") || 1 + group.number("replicasPerNodeGroup");

/** Cloudflare's ranges are a prefix list; whoever admits plain addresses admits others. */
function edgeAccess(members: Members, all: Members): Access | undefined {
  const balancer = members.first("lb/loadBalancer:LoadBalancer");
  if (balancer === undefined) return undefined;
  const groups = balancer.texts("securityGroups");
  const rules = all
    .all("vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .filter((rule) => groups.includes(rule.text("securityGroupId")));
  if (!rules.every((rule) => rule.text("prefixListId") !== "")) return "internet";
  const modes = members.all("lb/listener:Listener").map((listener) => listener.text("mutualAuthentication.mode"));
  return modes.includes("verify") ? "Cloudflare with certificate" : "Cloudflare";
}
