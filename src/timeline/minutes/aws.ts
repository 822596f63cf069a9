import type { GraphResource } from "../../graph/graph";
import { AT_ONCE, type CreationTimes } from "./row";

const LOGS = "public apply logs";
const ESTIMATE = "estimate: not in the logs that were read";

/** AWS. Times of an apply are those of its API, whichever tool waits for it. */
export const AWS: CreationTimes = {
  prefix: "aws:",
  rows: [
    {
      takes: "27m",
      source:
        "acceptance tests 1,520-2,578 s with the deletion (terraform-provider-aws #33897, #45244); VPC, three zones",
      types: ["opensearch/domain:Domain"],
    },
    { takes: "8m50s", source: `${LOGS}, 8m12s to 12m18s`, types: ["eks/cluster:Cluster"] },
    { takes: "8m", source: `${LOGS}, 5m58s to 9m15s`, types: ["elasticache/replicationGroup:ReplicationGroup"] },
    { takes: "5m", source: `${LOGS}, 3m to 12m34s`, types: ["cloudfront/distribution:Distribution"] },
    { takes: "2m40s", source: `${LOGS}, 2m15s to 3m07s`, types: ["lb/loadBalancer:LoadBalancer"] },
    { takes: "2m20s", source: `${LOGS}, 1m20s to 5m33s`, types: ["eks/nodeGroup:NodeGroup"] },
    { takes: "1m45s", source: `${LOGS}, 1m25s to 2m04s`, types: ["ec2/natGateway:NatGateway"] },
    {
      takes: ({ inputs }) => (inputs["vpcEndpointType"] === "Interface" ? "1m30s" : "5s"),
      source: `${ESTIMATE}: 1 to 2 minutes for network interfaces, a route for a gateway`,
      types: ["ec2/vpcEndpoint:VpcEndpoint"],
    },
    {
      takes: "30s",
      source: ESTIMATE,
      types: ["ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter"],
    },
    {
      takes: addonTime,
      source: `${LOGS}, 24s for vpc-cni; 30 to 60 s for what waits for pods on nodes`,
      types: ["eks/addon:Addon"],
    },
    { takes: "45s", source: `${LOGS}, 2s to 1m01s`, types: ["acm/certificateValidation:CertificateValidation"] },
    { takes: "30s", source: "5 to 60 s", types: ["s3/bucketReplicationConfig:BucketReplicationConfig"] },
    {
      takes: "30s",
      source: "change of a zone until it is in sync",
      types: ["route53/record:Record", "route53/zone:Zone"],
    },
    {
      takes: "20s",
      source: `${ESTIMATE}: 10 to 30 s`,
      types: ["wafv2/webAcl:WebAcl", "wafv2/webAclAssociation:WebAclAssociation"],
    },
    {
      takes: "12s",
      source: `${LOGS}, 6 s to 39 s`,
      types: ["ec2/vpc:Vpc", "kms/key:Key", "kms/replicaKey:ReplicaKey"],
    },
    {
      takes: "5s",
      source: `${LOGS}, 2 s; what depends on its spread may try again`,
      types: [
        "iam/serviceLinkedRole:ServiceLinkedRole",
        "s3/bucket:Bucket",
        "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "s3/bucketLogging:BucketLogging",
        "s3/bucketMetric:BucketMetric",
        "s3/bucketObjectv2:BucketObjectv2",
        "s3/bucketOwnershipControls:BucketOwnershipControls",
        "s3/bucketPolicy:BucketPolicy",
        "s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "s3/bucketVersioning:BucketVersioning",
        "secretsmanager/secret:Secret",
      ],
    },
    {
      takes: "3s",
      source: `${LOGS}, 1 s to 15 s`,
      types: [
        "ec2/defaultSecurityGroup:DefaultSecurityGroup",
        "ec2/eip:Eip",
        "ec2/flowLog:FlowLog",
        "ec2/internetGateway:InternetGateway",
        "ec2/launchTemplate:LaunchTemplate",
        "ec2/managedPrefixList:ManagedPrefixList",
        "ec2/route:Route",
        "ec2/routeTable:RouteTable",
        "ec2/routeTableAssociation:RouteTableAssociation",
        "ec2/securityGroup:SecurityGroup",
        "ec2/subnet:Subnet",
        "elasticache/parameterGroup:ParameterGroup",
        "elasticache/subnetGroup:SubnetGroup",
        "iam/role:Role",
        "iam/rolePolicy:RolePolicy",
        "iam/rolePolicyAttachment:RolePolicyAttachment",
        "vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ],
    },
    {
      ...AT_ONCE,
      types: [
        "acm/certificate:Certificate",
        "backup/plan:Plan",
        "backup/selection:Selection",
        "backup/vault:Vault",
        "budgets/budget:Budget",
        "cloudfront/originAccessControl:OriginAccessControl",
        "cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        "cloudwatch/dashboard:Dashboard",
        "cloudwatch/logDelivery:LogDelivery",
        "cloudwatch/logDeliveryDestination:LogDeliveryDestination",
        "cloudwatch/logDeliverySource:LogDeliverySource",
        "cloudwatch/logGroup:LogGroup",
        "cloudwatch/logResourcePolicy:LogResourcePolicy",
        "cloudwatch/metricAlarm:MetricAlarm",
        "ebs/encryptionByDefault:EncryptionByDefault",
        "ecr/lifecyclePolicy:LifecyclePolicy",
        "ecr/repository:Repository",
        "eks/accessEntry:AccessEntry",
        "eks/accessPolicyAssociation:AccessPolicyAssociation",
        "eks/podIdentityAssociation:PodIdentityAssociation",
        "kms/alias:Alias",
        "lb/listener:Listener",
        "lb/listenerRule:ListenerRule",
        "lb/targetGroup:TargetGroup",
        "lb/trustStore:TrustStore",
        "route53/healthCheck:HealthCheck",
        "scheduler/schedule:Schedule",
        "secretsmanager/secretVersion:SecretVersion",
        "sfn/stateMachine:StateMachine",
        "sns/topic:Topic",
        "sns/topicSubscription:TopicSubscription",
        "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
      ],
    },
  ],
};

/** One pod on every node is nothing to wait for as long as there are no nodes. */
const BEFORE_NODES = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"];

function addonTime({ inputs }: GraphResource) {
  return BEFORE_NODES.includes(String(inputs["addonName"])) ? "24s" : "45s";
}
