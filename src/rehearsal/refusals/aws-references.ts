import { referencesOf } from "./rules";

const VPC = "ec2/vpc:Vpc";
const SUBNET = "ec2/subnet:Subnet";
const GROUP = "ec2/securityGroup:SecurityGroup";
const ROLE = "iam/role:Role";
const CLUSTER = "eks/cluster:Cluster";
const BUCKET = "s3/bucket:Bucket";
const BALANCER = "lb/loadBalancer:LoadBalancer";
/** EKS makes a group of its own for a cluster. */
const ANY_GROUP = `${GROUP}|${CLUSTER}`;
const ANY_GROUP_ID = "id|vpcConfig.clusterSecurityGroupId";
const ROUTES = "ec2/routeTable:RouteTable";
const KEY = "kms/key:Key";
const REPLICA_KEY = "kms/replicaKey:ReplicaKey";

/** What a bucket is told about itself goes with it, by the services' own rules. */
const OF_BUCKET = [["bucket", BUCKET, "bucket", "goesAlong"]] as const;
const OF_CLUSTER = [["clusterName", CLUSTER, "name", "goesAlong"]] as const;
const OF_KEY = [["kmsKeyId", KEY, "arn|id", "letsGo"]] as const;

/** What names what on AWS, and what a deletion finds (each service's own interface, `DependencyViolation`, `ResourceInUse`). */
export const AWS_REFERENCES = referencesOf("aws:", {
  [SUBNET]: [["vpcId", VPC, "id", "refuses"]],
  "ec2/internetGateway:InternetGateway": [["vpcId", VPC, "id", "refuses"]],
  "ec2/natGateway:NatGateway": [
    ["subnetId", SUBNET, "id", "refuses"],
    ["allocationId", "ec2/eip:Eip", "id", "refuses"],
  ],
  [ROUTES]: [["vpcId", VPC, "id", "refuses"]],
  [GROUP]: [["vpcId", VPC, "id", "refuses"]],
  "ec2/route:Route": [
    ["routeTableId", ROUTES, "id", "goesAlong"],
    ["natGatewayId", "ec2/natGateway:NatGateway", "id", "letsGo"],
    ["gatewayId", "ec2/internetGateway:InternetGateway", "id", "refuses"],
  ],
  "ec2/routeTableAssociation:RouteTableAssociation": [
    ["routeTableId", ROUTES, "id", "refuses"],
    ["subnetId", SUBNET, "id", "goesAlong"],
  ],
  "ec2/vpcEndpoint:VpcEndpoint": [
    ["vpcId", VPC, "id", "refuses"],
    ["subnetIds.*", SUBNET, "id", "refuses"],
    ["securityGroupIds.*", GROUP, "id", "refuses"],
  ],
  "ec2/flowLog:FlowLog": [
    ["vpcId", VPC, "id", "goesAlong"],
    ["logDestination", "cloudwatch/logGroup:LogGroup", "arn", "letsGo"],
    ["iamRoleArn", ROLE, "arn", "letsGo"],
  ],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    ["securityGroupId", ANY_GROUP, ANY_GROUP_ID, "goesAlong"],
    ["referencedSecurityGroupId", ANY_GROUP, ANY_GROUP_ID, "refuses"],
    ["prefixListId", "ec2/managedPrefixList:ManagedPrefixList", "id", "refuses"],
  ],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    ["securityGroupId", ANY_GROUP, ANY_GROUP_ID, "goesAlong"],
    ["referencedSecurityGroupId", ANY_GROUP, ANY_GROUP_ID, "refuses"],
  ],
  [CLUSTER]: [
    ["vpcConfig.subnetIds.*", SUBNET, "id", "refuses"],
    ["roleArn", ROLE, "arn", "letsGo"],
    ["encryptionConfig.provider.keyArn", KEY, "arn", "letsGo"],
  ],
  "eks/nodeGroup:NodeGroup": [
    ["clusterName", CLUSTER, "name", "refuses"],
    ["nodeRoleArn", ROLE, "arn", "letsGo"],
    ["subnetIds.*", SUBNET, "id", "refuses"],
    ["launchTemplate.id", "ec2/launchTemplate:LaunchTemplate", "id", "letsGo"],
  ],
  "eks/addon:Addon": OF_CLUSTER,
  "eks/accessEntry:AccessEntry": OF_CLUSTER,
  "eks/accessPolicyAssociation:AccessPolicyAssociation": [
    ...OF_CLUSTER,
    ["principalArn", "eks/accessEntry:AccessEntry", "principalArn", "goesAlong"],
  ],
  "eks/podIdentityAssociation:PodIdentityAssociation": [...OF_CLUSTER, ["roleArn", ROLE, "arn", "letsGo"]],
  "iam/rolePolicy:RolePolicy": [["role", ROLE, "id|arn", "refuses"]],
  "iam/rolePolicyAttachment:RolePolicyAttachment": [["role", ROLE, "id|arn", "refuses"]],
  "elasticache/subnetGroup:SubnetGroup": [["subnetIds.*", SUBNET, "id", "refuses"]],
  "elasticache/replicationGroup:ReplicationGroup": [
    ["subnetGroupName", "elasticache/subnetGroup:SubnetGroup", "name", "refuses"],
    ["parameterGroupName", "elasticache/parameterGroup:ParameterGroup", "name", "refuses"],
    ["securityGroupIds.*", GROUP, "id", "refuses"],
  ],
  "opensearch/domain:Domain": [
    ["vpcOptions.subnetIds.*", SUBNET, "id", "refuses"],
    ["vpcOptions.securityGroupIds.*", GROUP, "id", "refuses"],
  ],
  [BALANCER]: [
    ["subnets.*", SUBNET, "id", "refuses"],
    ["securityGroups.*", GROUP, "id", "refuses"],
    ["accessLogs.bucket", BUCKET, "bucket", "letsGo"],
  ],
  "lb/listener:Listener": [
    ["loadBalancerArn", BALANCER, "arn", "goesAlong"],
    ["certificateArn", "acm/certificate:Certificate", "arn", "refuses"],
    ["mutualAuthentication.trustStoreArn", "lb/trustStore:TrustStore", "arn", "refuses"],
  ],
  "lb/listenerRule:ListenerRule": [
    ["listenerArn", "lb/listener:Listener", "arn", "goesAlong"],
    ["actions.*.targetGroupArn", "lb/targetGroup:TargetGroup", "arn", "refuses"],
  ],
  "lb/targetGroup:TargetGroup": [["vpcId", VPC, "id", "letsGo"]],
  "lb/trustStore:TrustStore": [["caCertificatesBundleS3Key", "s3/bucketObjectv2:BucketObjectv2", "key", "letsGo"]],
  "wafv2/webAclAssociation:WebAclAssociation": [
    ["webAclArn", "wafv2/webAcl:WebAcl", "arn", "refuses"],
    ["resourceArn", BALANCER, "arn", "goesAlong"],
  ],
  "cloudfront/distribution:Distribution": [
    ["origins.*.originAccessControlId", "cloudfront/originAccessControl:OriginAccessControl", "id", "refuses"],
    [
      "defaultCacheBehavior.responseHeadersPolicyId",
      "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
      "id",
      "refuses",
    ],
    ["viewerCertificate.acmCertificateArn", "acm/certificate:Certificate", "arn", "refuses"],
    ["webAclId", "wafv2/webAcl:WebAcl", "arn", "refuses"],
  ],
  "acm/certificateValidation:CertificateValidation": [
    ["certificateArn", "acm/certificate:Certificate", "arn", "letsGo"],
  ],
  "cloudwatch/logGroup:LogGroup": OF_KEY,
  "cloudwatch/logDelivery:LogDelivery": [
    ["deliverySourceName", "cloudwatch/logDeliverySource:LogDeliverySource", "name", "refuses"],
    ["deliveryDestinationArn", "cloudwatch/logDeliveryDestination:LogDeliveryDestination", "arn", "refuses"],
  ],
  "s3/bucketPolicy:BucketPolicy": OF_BUCKET,
  "s3/bucketVersioning:BucketVersioning": OF_BUCKET,
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": OF_BUCKET,
  "s3/bucketOwnershipControls:BucketOwnershipControls": OF_BUCKET,
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": OF_BUCKET,
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": OF_BUCKET,
  "s3/bucketMetric:BucketMetric": OF_BUCKET,
  "s3/bucketObjectv2:BucketObjectv2": [["bucket", BUCKET, "bucket", "refuses"]],
  "s3/bucketLogging:BucketLogging": [...OF_BUCKET, ["targetBucket", BUCKET, "bucket", "letsGo"]],
  "s3/bucketReplicationConfig:BucketReplicationConfig": [
    ...OF_BUCKET,
    // Versions on both sides come first (S3, what replication requires).
    ["bucket", "s3/bucketVersioning:BucketVersioning", "bucket", "letsGo"],
    ["rules.*.destination.bucket", BUCKET, "arn", "letsGo"],
  ],
  "ecr/lifecyclePolicy:LifecyclePolicy": [["repository", "ecr/repository:Repository", "name", "goesAlong"]],
  [REPLICA_KEY]: [["primaryKeyArn", KEY, "arn", "refuses"]],
  "kms/alias:Alias": [["targetKeyId", `${KEY}|${REPLICA_KEY}`, "keyId|arn", "goesAlong"]],
  "secretsmanager/secret:Secret": OF_KEY,
  "secretsmanager/secretVersion:SecretVersion": [["secretId", "secretsmanager/secret:Secret", "id", "goesAlong"]],
  "sns/topicSubscription:TopicSubscription": [["topic", "sns/topic:Topic", "arn", "goesAlong"]],
  "cloudwatch/metricAlarm:MetricAlarm": [["alarmActions.*", "sns/topic:Topic", "arn", "letsGo"]],
  "backup/selection:Selection": [["planId", "backup/plan:Plan", "id", "refuses"]],
  "backup/plan:Plan": [["rules.*.targetVaultName", "backup/vault:Vault", "name", "letsGo"]],
  "route53/record:Record": [["zoneId", "route53/zone:Zone", "zoneId", "refuses"]],
});
