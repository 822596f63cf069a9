import { NAME_LIMITS } from "../../conventions/names";
import { AWS_REFERENCES } from "./aws-references";
import { AWS_REQUIRED } from "./aws-required";
import type { VendorRules } from "./rules";

const VPC = "ec2/vpc:Vpc";
const SUBNET = "ec2/subnet:Subnet";
const ROLE = "iam/role:Role";
const CLUSTER = "eks/cluster:Cluster";
const BUCKET = "s3/bucket:Bucket";
const BALANCER = "lb/loadBalancer:LoadBalancer";

/** Days that CloudWatch keeps logs for (CloudWatch Logs, PutRetentionPolicy). */
const LOG_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Most characters of a name. */
const upTo = (count: number): RegExp => new RegExp(`^.{1,${count}}$`);

export const AWS_RULES: VendorRules = {
  prefix: "aws:",
  required: AWS_REQUIRED,
  limits: [
    {
      type: "aws:cloudwatch/logGroup:LogGroup",
      path: "retentionInDays",
      allows: LOG_DAYS,
      says: `one of ${LOG_DAYS.join(", ")}`,
    },
    { type: "aws:kms/key:Key", path: "deletionWindowInDays", allows: [7, 30, "between"], says: "7 to 30 days" },
    {
      type: "aws:secretsmanager/secret:Secret",
      path: "recoveryWindowInDays",
      allows: /^(0|[7-9]|[12]\d|30)$/,
      says: "0, or 7 to 30 days",
    },
    {
      type: `aws:${CLUSTER}`,
      path: "name",
      allows: upTo(NAME_LIMITS.cluster),
      says: `at most ${NAME_LIMITS.cluster} characters`,
    },
    {
      type: `aws:${BALANCER}`,
      path: "name",
      allows: /^(?!-)[a-zA-Z0-9-]{1,32}(?<!-)$/,
      says: `at most ${NAME_LIMITS.loadBalancer} letters, digits and hyphens`,
    },
    {
      type: "aws:lb/targetGroup:TargetGroup",
      path: "name",
      allows: upTo(NAME_LIMITS.loadBalancer),
      says: `at most ${NAME_LIMITS.loadBalancer} characters`,
    },
    {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      path: "replicationGroupId",
      allows: /^[a-z](?!.*--)[a-z0-9-]{0,39}(?<!-)$/,
      says: `at most ${NAME_LIMITS.cacheGroup} small letters, digits and hyphens`,
    },
    {
      type: "aws:opensearch/domain:Domain",
      path: "domainName",
      allows: /^[a-z][a-z0-9-]{2,27}$/,
      says: `3 to ${NAME_LIMITS.searchDomain} small letters, digits and hyphens`,
    },
    {
      type: `aws:${BUCKET}`,
      path: "bucket",
      allows: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      says: `3 to ${NAME_LIMITS.bucket} small letters, digits, dots and hyphens`,
    },
    {
      type: `aws:${ROLE}`,
      path: "name",
      allows: upTo(NAME_LIMITS.role),
      says: `at most ${NAME_LIMITS.role} characters`,
    },
    {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      path: "versioningConfiguration.status",
      allows: ["Enabled", "Suspended", "Disabled"],
      says: "Enabled, Suspended or Disabled",
    },
    {
      type: "aws:eks/nodeGroup:NodeGroup",
      path: "capacityType",
      allows: ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"],
      says: "ON_DEMAND, SPOT or CAPACITY_BLOCK",
    },
    {
      type: "aws:wafv2/webAcl:WebAcl",
      path: "scope",
      allows: ["CLOUDFRONT", "REGIONAL"],
      says: "CLOUDFRONT or REGIONAL",
    },
  ],
  references: AWS_REFERENCES,
  ranges: [
    {
      type: `aws:${SUBNET}`,
      cidrs: ["cidrBlock"],
      network: "vpcId",
      within: { type: `aws:${VPC}`, by: "id", cidrs: "cidrBlock" },
    },
  ],
  unique: [],
  guards: [
    {
      type: `aws:${CLUSTER}`,
      path: "deletionProtection",
      is: true,
      says: "InvalidRequestException: the cluster has deletion protection enabled",
    },
    {
      type: `aws:${BALANCER}`,
      path: "enableDeletionProtection",
      is: true,
      says: "OperationNotPermitted: deletion protection is enabled",
    },
    {
      type: `aws:${BUCKET}`,
      path: "forceDestroy",
      is: false,
      filled: true,
      says: "BucketNotEmpty: the bucket you tried to delete is not empty",
    },
    {
      type: "aws:ecr/repository:Repository",
      path: "forceDelete",
      is: false,
      filled: true,
      says: "RepositoryNotEmptyException: the repository still contains images",
    },
    {
      type: "aws:backup/vault:Vault",
      path: "forceDestroy",
      is: false,
      filled: true,
      says: "InvalidRequestException: the vault contains recovery points",
    },
  ],
  keeps: [
    {
      type: "aws:secretsmanager/secret:Secret",
      path: "recoveryWindowInDays",
      when: (days) => days !== 0,
      says: "InvalidRequestException: a secret with this name is already scheduled for deletion",
    },
  ],
  unseen: [{ type: `aws:${ROLE}`, by: "arn", minutes: 0.2 }],
  texts: {
    exists: (what, name) => `AlreadyExistsException: ${what} ${name} already exists`,
    missing: (what, name) => `InvalidParameterValue: ${what} ${name} does not exist`,
    inUse: (what, name, by) => `DependencyViolation: ${what} ${name} has dependencies and cannot be deleted: ${by}`,
  },
};
