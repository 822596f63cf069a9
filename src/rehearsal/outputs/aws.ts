import type { VendorAnswers } from "./template";

const arn = (service: string, resource: string, place = "{region}:{account}"): string =>
  `arn:aws:${service}:${place}:${resource}`;

const GLOBAL = ":{account}";

/** Amazon Web Services: ids and ARNs in the form that its documentation shows (Service Authorization Reference, resource types). */
export const AWS_ANSWERS: VendorAnswers = {
  prefix: "aws:",
  region: "region",
  usual: { id: "{name}", named: "name", longest: 64 },
  types: {
    "acm/certificate:Certificate": {
      id: arn("acm", "certificate/{uuid}"),
      outputs: {
        arn: "{id}",
        status: "ISSUED",
        domainValidationOptions: [
          {
            domainName: "{domainName}",
            resourceRecordName: "_{hex:32}.{domainName}.",
            resourceRecordType: "CNAME",
            resourceRecordValue: "_{hex:32}.acm-validations.aws.",
          },
        ],
      },
    },
    "acm/certificateValidation:CertificateValidation": { id: "{certificateArn}" },
    "backup/plan:Plan": { id: "{uuid}", outputs: { arn: arn("backup", "backup-plan:{id}") } },
    "backup/selection:Selection": { id: "{uuid}" },
    "backup/vault:Vault": { outputs: { arn: arn("backup", "backup-vault:{name}"), recoveryPoints: 0 } },
    "budgets/budget:Budget": { id: "{account}:{name}" },
    "cloudfront/distribution:Distribution": {
      id: "E{lower:13}",
      outputs: {
        arn: arn("cloudfront", "distribution/{id}", GLOBAL),
        domainName: "d{lower:13}.cloudfront.net",
        hostedZoneId: "Z2FDTNDATAQYW2",
        status: "Deployed",
      },
    },
    "cloudfront/originAccessControl:OriginAccessControl": { id: "E{lower:13}" },
    "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": { id: "{uuid}" },
    "cloudwatch/dashboard:Dashboard": { named: "dashboardName" },
    "cloudwatch/logDelivery:LogDelivery": { id: "{lower:16}" },
    "cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
      outputs: { arn: arn("logs", "delivery-destination:{name}") },
    },
    "cloudwatch/logGroup:LogGroup": { outputs: { arn: arn("logs", "log-group:{name}") } },
    "cloudwatch/logResourcePolicy:LogResourcePolicy": { named: "policyName" },
    "cloudwatch/metricAlarm:MetricAlarm": { outputs: { arn: arn("cloudwatch", "alarm:{name}") } },
    "ebs/encryptionByDefault:EncryptionByDefault": { id: "terraform-{digits:20}" },
    "ec2/defaultSecurityGroup:DefaultSecurityGroup": { id: "sg-{hex:17}" },
    "ec2/eip:Eip": { id: "eipalloc-{hex:17}", outputs: { allocationId: "{id}", publicIp: "198.51.100.7" } },
    "ec2/flowLog:FlowLog": { id: "fl-{hex:17}" },
    "ec2/internetGateway:InternetGateway": { id: "igw-{hex:17}" },
    "ec2/launchTemplate:LaunchTemplate": {
      id: "lt-{hex:17}",
      outputs: { name: "{name}", latestVersion: "{generation}" },
    },
    "ec2/managedPrefixList:ManagedPrefixList": { id: "pl-{hex:17}" },
    "ec2/natGateway:NatGateway": { id: "nat-{hex:17}" },
    "ec2/route:Route": { id: "r-{routeTableId}{digits:10}", outputs: { state: "active" } },
    "ec2/routeTable:RouteTable": { id: "rtb-{hex:17}" },
    "ec2/routeTableAssociation:RouteTableAssociation": { id: "rtbassoc-{hex:17}" },
    "ec2/securityGroup:SecurityGroup": { id: "sg-{hex:17}", longest: 255, outputs: { name: "{name}" } },
    "ec2/subnet:Subnet": { id: "subnet-{hex:17}" },
    "ec2/vpc:Vpc": { id: "vpc-{hex:17}", outputs: { arn: arn("ec2", "vpc/{id}"), mainRouteTableId: "rtb-{hex:17}" } },
    "ec2/vpcEndpoint:VpcEndpoint": { id: "vpce-{hex:17}", outputs: { state: "available" } },
    "ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": { id: "{vpcPeeringConnectionId}" },
    "ecr/lifecyclePolicy:LifecyclePolicy": { id: "{repository}" },
    "ecr/repository:Repository": {
      outputs: {
        arn: arn("ecr", "repository/{name}"),
        repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
      },
    },
    "eks/accessEntry:AccessEntry": { id: "{clusterName}:{principalArn}" },
    "eks/accessPolicyAssociation:AccessPolicyAssociation": { id: "{clusterName}#{principalArn}#{policyArn}" },
    "eks/addon:Addon": { id: "{clusterName}:{addonName}" },
    "eks/cluster:Cluster": {
      outputs: {
        arn: arn("eks", "cluster/{name}"),
        endpoint: "https://{hex:32}.gr7.{region}.eks.amazonaws.com",
        certificateAuthority: { data: "{base64:64}" },
        vpcConfig: { clusterSecurityGroupId: "sg-{hex:17}" },
        status: "ACTIVE",
      },
    },
    "eks/nodeGroup:NodeGroup": {
      id: "{clusterName}:{name}",
      named: "nodeGroupName",
      longest: 63,
      outputs: { status: "ACTIVE", resources: [{ autoscalingGroups: [{ name: "eks-{name}-{uuid}" }] }] },
    },
    "eks/podIdentityAssociation:PodIdentityAssociation": { id: "a-{lower:17}" },
    "elasticache/parameterGroup:ParameterGroup": { outputs: { name: "{name}" } },
    "elasticache/replicationGroup:ReplicationGroup": {
      named: "replicationGroupId",
      longest: 40,
      outputs: {
        arn: arn("elasticache", "replicationgroup:{name}"),
        primaryEndpointAddress: "master.{name}.{lower:6}.use1.cache.amazonaws.com",
        configurationEndpointAddress: "clustercfg.{name}.{lower:6}.use1.cache.amazonaws.com",
      },
    },
    "iam/role:Role": {
      outputs: { name: "{name}", arn: arn("iam", "role/{name}", GLOBAL), uniqueId: "AROA{lower:17}" },
    },
    "iam/rolePolicy:RolePolicy": { id: "{role}:{name}", longest: 128, outputs: { name: "{name}" } },
    "iam/rolePolicyAttachment:RolePolicyAttachment": { id: "{role}/{policyArn}" },
    "iam/serviceLinkedRole:ServiceLinkedRole": {
      id: arn("iam", "role/aws-service-role/{awsServiceName}/{lower:12}", GLOBAL),
    },
    "kms/key:Key": { id: "{uuid}", outputs: { keyId: "{id}", arn: arn("kms", "key/{id}") } },
    "kms/replicaKey:ReplicaKey": { id: "{uuid}", outputs: { keyId: "{id}", arn: arn("kms", "key/{id}") } },
    "lb/listener:Listener": {
      id: arn("elasticloadbalancing", "listener/app/{hex:16}/{hex:16}"),
      outputs: { arn: "{id}" },
    },
    "lb/listenerRule:ListenerRule": { id: arn("elasticloadbalancing", "listener-rule/app/{hex:16}/{hex:16}") },
    "lb/loadBalancer:LoadBalancer": {
      id: arn("elasticloadbalancing", "loadbalancer/app/{name}/{hex:16}"),
      longest: 32,
      outputs: {
        arn: "{id}",
        arnSuffix: "app/{name}/{hex:16}",
        dnsName: "{name}-{digits:10}.{region}.elb.amazonaws.com",
        zoneId: "Z{lower:13}",
      },
    },
    "lb/targetGroup:TargetGroup": {
      id: arn("elasticloadbalancing", "targetgroup/{name}/{hex:16}"),
      longest: 32,
      outputs: { arn: "{id}", arnSuffix: "targetgroup/{name}/{hex:16}", name: "{name}" },
    },
    "lb/trustStore:TrustStore": {
      id: arn("elasticloadbalancing", "truststore/{name}/{hex:16}"),
      longest: 32,
      outputs: { arn: "{id}" },
    },
    "opensearch/domain:Domain": {
      named: "domainName",
      longest: 28,
      id: arn("es", "domain/{name}"),
      outputs: {
        arn: "{id}",
        endpoint: "vpc-{name}-{lower:26}.{region}.es.amazonaws.com",
        domainId: "{account}/{name}",
      },
    },
    "route53/healthCheck:HealthCheck": { id: "{uuid}" },
    "route53/record:Record": { id: "{zoneId}_{name}_{type}_{setIdentifier}", outputs: { fqdn: "{name}" } },
    "route53/zone:Zone": {
      id: "Z{lower:20}",
      outputs: {
        zoneId: "{id}",
        nameServers: [
          "ns-{digits:3}.awsdns-{digits:2}.com",
          "ns-{digits:3}.awsdns-{digits:2}.net",
          "ns-{digits:4}.awsdns-{digits:2}.org",
          "ns-{digits:4}.awsdns-{digits:2}.co.uk",
        ],
      },
    },
    "s3/bucket:Bucket": {
      named: "bucket",
      longest: 63,
      outputs: {
        arn: "arn:aws:s3:::{name}",
        bucketRegionalDomainName: "{name}.s3.{region}.amazonaws.com",
        bucketDomainName: "{name}.s3.amazonaws.com",
      },
    },
    "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { named: "bucket" },
    "s3/bucketLogging:BucketLogging": { named: "bucket" },
    "s3/bucketMetric:BucketMetric": { id: "{bucket}:{name}" },
    "s3/bucketObjectv2:BucketObjectv2": { id: "{bucket}/{key}", outputs: { versionId: "{turn:32}", etag: "{hex:32}" } },
    "s3/bucketOwnershipControls:BucketOwnershipControls": { named: "bucket" },
    "s3/bucketPolicy:BucketPolicy": { named: "bucket" },
    "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { named: "bucket" },
    "s3/bucketReplicationConfig:BucketReplicationConfig": { named: "bucket" },
    "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": { named: "bucket" },
    "s3/bucketVersioning:BucketVersioning": { named: "bucket" },
    "secretsmanager/secret:Secret": {
      id: arn("secretsmanager", "secret:{name}-{letters:6}"),
      longest: 512,
      outputs: { arn: "{id}" },
    },
    "secretsmanager/secretVersion:SecretVersion": { id: "{secretId}|{uuid}", outputs: { versionId: "{turn:32}" } },
    "sfn/stateMachine:StateMachine": {
      id: arn("states", "stateMachine:{name}"),
      longest: 80,
      outputs: { arn: "{id}" },
    },
    "sns/topic:Topic": { id: arn("sns", "{name}"), outputs: { arn: "{id}" } },
    "sns/topicSubscription:TopicSubscription": { id: "{topic}:{uuid}" },
    "vpc/securityGroupEgressRule:SecurityGroupEgressRule": { id: "sgr-{hex:17}" },
    "vpc/securityGroupIngressRule:SecurityGroupIngressRule": { id: "sgr-{hex:17}" },
    "wafv2/webAcl:WebAcl": { id: "{uuid}", outputs: { arn: arn("wafv2", "regional/webacl/{name}/{id}") } },
    "wafv2/webAclAssociation:WebAclAssociation": { id: "{webAclArn},{resourceArn}" },
    "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": { id: "{resourceArn}" },
  },
};
