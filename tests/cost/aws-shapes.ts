import type { Inputs } from "../../src/graph/graph";
import { type Draft, resource } from "../policy/builder";

/** Resources as the program records them, cut down to what has a price. */

const times = (count: number, make: (index: number) => Draft): readonly Draft[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const controlPlane = (): Draft => resource("aws:eks/cluster:Cluster", "cluster", { name: "cluster" });

export const nodes = (count: number, type: string, diskGib: number, ebs: Inputs = {}): readonly Draft[] => [
  resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    blockDeviceMappings: [{ ebs: { volumeSize: diskGib, volumeType: "gp3", ...ebs } }],
  }),
  resource("aws:eks/nodeGroup:NodeGroup", "nodes", {
    instanceTypes: [type],
    capacityType: "ON_DEMAND",
    launchTemplate: { id: "<template.id>" },
    scalingConfig: { minSize: count, desiredSize: count, maxSize: count * 3 },
  }),
];

export const natGateways = (count: number): readonly Draft[] => [
  ...times(count, (zone) => resource("aws:ec2/eip:Eip", `address-${zone}`, { domain: "vpc" })),
  ...times(count, (zone) => resource("aws:ec2/natGateway:NatGateway", `nat-${zone}`)),
];

export const loadBalancer = (zones: number): Draft =>
  resource("aws:lb/loadBalancer:LoadBalancer", "alb", {
    internal: false,
    subnets: times(zones, (zone) => resource("", `<public-${zone}.id>`)).map(({ name }) => name),
  });

export const atlas = (size: string, diskGb: number, shards = 1, more: Inputs = {}): Draft =>
  resource("mongodbatlas:index/advancedCluster:AdvancedCluster", "atlas", {
    name: "atlas",
    clusterType: shards > 1 ? "SHARDED" : "REPLICASET",
    mongoDbMajorVersion: "8.0",
    replicationSpecs: Array.from({ length: shards }, () => ({
      regionConfigs: [
        { providerName: "AWS", electableSpecs: { instanceSize: size, diskSizeGb: diskGb, nodeCount: 3 } },
      ],
    })),
    ...more,
  });

export const atlasBackups = (days: number, more: Inputs = {}): Draft =>
  resource("mongodbatlas:index/cloudBackupSchedule:CloudBackupSchedule", "atlas-backups", {
    clusterName: "atlas",
    policyItemDaily: { frequencyInterval: 1, retentionUnit: "days", retentionValue: days },
    ...more,
  });

export const cache = (engine: "redis" | "valkey", type: string, shards: number, replicas: number, more: Inputs = {}) =>
  resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
    ...{ replicationGroupId: "cache", engine, nodeType: type, snapshotRetentionLimit: 0 },
    ...{ numNodeGroups: shards, replicasPerNodeGroup: replicas },
    ...more,
  });

export const search = (count: number, type: string, diskGib: number): Draft =>
  resource("aws:opensearch/domain:Domain", "search", {
    clusterConfig: { instanceCount: count, instanceType: type },
    ebsOptions: { volumeSize: diskGib, volumeType: "gp3" },
  });

export const secrets = (count: number, replicas = 0): readonly Draft[] =>
  times(count, (index) =>
    resource("aws:secretsmanager/secret:Secret", `secret-${index}`, {
      replicas: Array.from({ length: replicas }, () => ({ region: "us-west-2" })),
    }),
  );

export const keys = (count: number): readonly Draft[] =>
  times(count, (index) => resource("aws:kms/key:Key", `key-${index}`, { region: "us-east-1" }));

export const dnsZone = (): readonly Draft[] => [
  resource("aws:route53/zone:Zone", "zone", { name: "origin.example.com" }),
  resource("aws:route53/record:Record", "record", { zoneId: "<zone.zoneId>", type: "CNAME" }),
];

export const logs = (retentionInDays: number): Draft =>
  resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "logs", retentionInDays });

export const flowLogs = (retentionInDays: number): readonly Draft[] => [
  resource("aws:cloudwatch/logGroup:LogGroup", "flow-records", { name: "flows", retentionInDays }),
  resource("aws:ec2/flowLog:FlowLog", "flow", { logDestination: "<flow-records.arn>" }),
];

export const alarms = (count: number): readonly Draft[] =>
  times(count, (index) => resource("aws:cloudwatch/metricAlarm:MetricAlarm", `alarm-${index}`, { period: 300 }));

export const dashboards = (count: number): readonly Draft[] =>
  times(count, (index) => resource("aws:cloudwatch/dashboard:Dashboard", `dashboard-${index}`));

/** Request metrics of buckets: 13 of one's own each. */
export const requestMetrics = (count: number): readonly Draft[] =>
  times(count, (index) => resource("aws:s3/bucketMetric:BucketMetric", `metrics-${index}`, { name: "requests" }));

export const firewall = (rules: number): Draft =>
  resource("aws:wafv2/webAcl:WebAcl", "waf", {
    scope: "REGIONAL",
    rules: Array.from({ length: rules }, (_, index) => ({ name: `rule-${index}` })),
  });

export const distribution = (): Draft => resource("aws:cloudfront/distribution:Distribution", "cdn");

export const registry = (): Draft => resource("aws:ecr/repository:Repository", "images");

/** A bucket whose objects age as its one rule says. */
export const bucket = (role: string, region: string, rule: Inputs = {}): readonly Draft[] => [
  resource("aws:s3/bucket:Bucket", role, { bucket: `ss-test-${role}-000000000000-${region}`, region }),
  resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", `${role}-lifecycle`, {
    bucket: `ss-test-${role}-000000000000-${region}`,
    rules: [{ id: "age", status: "Enabled", ...rule }],
  }),
];

export const replication = (role: string, storageClass: string, more: Inputs = {}): Draft =>
  resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", `${role}-replication`, {
    bucket: `ss-test-${role}-000000000000-us-east-1`,
    rules: [{ status: "Enabled", destination: { bucket: `<${role}-dr.arn>`, storageClass, ...more } }],
  });
