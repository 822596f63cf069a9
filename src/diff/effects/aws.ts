import type { GraphResource, Value } from "../../graph/graph";
import { type ChangeKinds, type Loss, shortens, shrinks, turnsOff, valueAt } from "./kinds";

/** Objects go at an earlier age than before. */
const EXPIRES_SOONER: Loss = {
  what: "objects older than the new age",
  when: (before, after) => soonest(after) < soonest(before),
};

function soonest(resource: GraphResource): number {
  const rules = (valueAt(resource, "rules") ?? []) as readonly { readonly expiration?: { readonly days?: Value } }[];
  return Math.min(...rules.map(({ expiration }) => Number(expiration?.days ?? Infinity)));
}

/**
 * AWS: what the provider's schema marks as "forces new resource" of the inputs that this program sets, and what loses data. Names and
 * regions count for every type (`index.ts`).
 */
export const AWS_CHANGES: ChangeKinds = {
  "aws:acm/certificate:Certificate": { replaces: ["domainName", "keyAlgorithm"] },
  "aws:backup/plan:Plan": { loses: [shortens("the schedule of a backup", "rules")] },
  "aws:backup/vault:Vault": { replaces: ["kmsKeyArn"], holds: "backups of volumes" },
  "aws:cloudwatch/logGroup:LogGroup": {
    loses: [shrinks("log lines older than the new age", "retentionInDays")],
    holds: "logs",
  },
  "aws:ec2/flowLog:FlowLog": { replaces: ["vpcId", "trafficType", "logDestination", "maxAggregationInterval"] },
  "aws:ec2/natGateway:NatGateway": { replaces: ["subnetId", "allocationId", "connectivityType"] },
  "aws:ec2/securityGroup:SecurityGroup": { replaces: ["description"] },
  "aws:ec2/subnet:Subnet": { replaces: ["cidrBlock", "availabilityZone", "availabilityZoneId"] },
  "aws:ec2/vpc:Vpc": { replaces: ["cidrBlock", "instanceTenancy"] },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { replaces: ["serviceName", "vpcEndpointType"] },
  "aws:ecr/repository:Repository": { replaces: ["encryptionConfigurations"], holds: "images" },
  "aws:eks/addon:Addon": { replaces: ["addonName"], rolls: ["addonVersion", "configurationValues"] },
  "aws:eks/cluster:Cluster": {
    replaces: ["roleArn", "kubernetesNetworkConfig", "encryptionConfig", "bootstrapSelfManagedAddons"],
    rolls: ["version"],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    replaces: ["amiType", "capacityType", "instanceTypes", "nodeRoleArn", "subnetIds", "diskSize", "launchTemplate.id"],
    rolls: ["version", "launchTemplate.version", "releaseVersion"],
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    replaces: [
      ...["replicationGroupId", "port", "kmsKeyId", "atRestEncryptionEnabled", "subnetGroupName"],
      // One step only, and over a mode that clients must survive: `disabled` -> `compatible` -> `enabled`.
      "clusterMode",
    ],
    rolls: ["nodeType", "engineVersion", "numNodeGroups", "replicasPerNodeGroup"],
    loses: [shrinks("snapshots older than the new age", "snapshotRetentionLimit")],
    holds: "sessions and queued jobs",
  },
  "aws:kms/key:Key": { replaces: ["multiRegion", "customerMasterKeySpec"], holds: "all that is encrypted with it" },
  "aws:lb/loadBalancer:LoadBalancer": { replaces: ["internal", "loadBalancerType"] },
  "aws:lb/targetGroup:TargetGroup": { replaces: ["port", "protocol", "targetType"] },
  "aws:opensearch/domain:Domain": {
    replaces: ["encryptAtRest"],
    rolls: ["clusterConfig", "ebsOptions", "engineVersion"],
    holds: "the index, which is built again from the database",
  },
  "aws:s3/bucket:Bucket": { holds: "objects" },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { loses: [EXPIRES_SOONER] },
  "aws:s3/bucketVersioning:BucketVersioning": {
    loses: [turnsOff("what is overwritten from now on", "versioningConfiguration.status", "Enabled")],
  },
};
