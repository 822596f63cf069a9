import { type ChangeKinds, deletesSooner, once, recordsAt, shortens, shrinks, turnsOff, valueAt } from "./kinds";

/** What a rule expires is what its filter names: objects, and apart from them their older versions. */
const DELETES_SOONER = deletesSooner((lifecycle) =>
  recordsAt(lifecycle, "rules").flatMap((rule) =>
    EXPIRATIONS.flatMap((path) => {
      const days = valueAt({ inputs: rule }, path);
      return days === undefined ? [] : [[`${path} ${JSON.stringify(rule["filter"])}`, Number(days)] as const];
    }),
  ),
);

const EXPIRATIONS = ["expiration.days", "noncurrentVersionExpiration.noncurrentDays"];

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
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { replaces: ["repository", "policy"] },
  "aws:ecr/repository:Repository": { replaces: ["encryptionConfigurations"], holds: "images" },
  "aws:eks/addon:Addon": { replaces: ["addonName"], rolls: ["addonVersion", "configurationValues"] },
  "aws:eks/cluster:Cluster": {
    replaces: ["roleArn", "kubernetesNetworkConfig", "bootstrapSelfManagedAddons"],
    // A running cluster can be given a key, and none can be taken from it (EKS, "Encrypt Kubernetes secrets with KMS").
    replacesIf: [once("encryptionConfig")],
    rolls: ["version"],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    replaces: ["amiType", "capacityType", "instanceTypes", "nodeRoleArn", "subnetIds", "diskSize", "launchTemplate.id"],
    rolls: ["version", "launchTemplate.version", "releaseVersion"],
  },
  // Zones come and go; another network's subnets are refused.
  "aws:elasticache/subnetGroup:SubnetGroup": { follows: ["subnetIds"] },
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
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { replaces: ["securityGroupId"] },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { replaces: ["securityGroupId"] },
  "aws:kms/key:Key": { replaces: ["multiRegion", "customerMasterKeySpec"], holds: "all that is encrypted with it" },
  "aws:kms/replicaKey:ReplicaKey": { replaces: ["primaryKeyArn"], holds: "the key to what is copied to its region" },
  "aws:lb/loadBalancer:LoadBalancer": { replaces: ["internal", "loadBalancerType"] },
  "aws:lb/targetGroup:TargetGroup": { replaces: ["port", "protocol", "targetType"] },
  "aws:opensearch/domain:Domain": {
    replaces: ["encryptAtRest"],
    follows: ["vpcOptions"],
    rolls: ["clusterConfig", "ebsOptions", "engineVersion"],
    holds: "the index, which is built again from the database",
  },
  "aws:s3/bucket:Bucket": { holds: "objects" },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    loses: [DELETES_SOONER],
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    loses: [turnsOff("what is overwritten from now on", "versioningConfiguration.status", "Enabled")],
  },
};
