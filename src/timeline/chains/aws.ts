import { ATLAS_CLUSTER, type ForcedChain, OPERATOR_TO_PODS, TO_PODS } from "./chain";

/** What AWS makes one after the other; an OpenSearch domain alone takes longer than everything else. */
export const AWS_CHAINS: readonly ForcedChain[] = [
  {
    name: "OpenSearch domain under its key",
    links: [
      { type: "aws:iam/serviceLinkedRole:ServiceLinkedRole", why: "first of all" },
      { type: "aws:kms/key:Key", why: "its policy names the role" },
      { type: "aws:cloudwatch/logGroup:LogGroup", why: "is encrypted with the key" },
      { type: "aws:opensearch/domain:Domain", why: "needs the key, its log groups and their policy" },
    ],
  },
  {
    name: "OpenSearch domain in its network",
    links: [
      { type: "aws:ec2/vpc:Vpc", why: "first of all" },
      { type: "aws:ec2/subnet:Subnet", why: "is in the VPC" },
      { type: "aws:opensearch/domain:Domain", why: "is in the subnets" },
    ],
  },
  {
    name: "EKS cluster and its first pods",
    links: [
      { type: "aws:ec2/vpc:Vpc", why: "first of all" },
      { type: "aws:ec2/subnet:Subnet", why: "is in the VPC" },
      { type: "aws:eks/cluster:Cluster", why: "is in the subnets" },
      { type: "aws:eks/addon:Addon", inputs: { addonName: "vpc-cni" }, why: "is installed into the cluster" },
      { type: "aws:eks/nodeGroup:NodeGroup", why: "nodes are not ready without pod networking" },
      ...OPERATOR_TO_PODS,
    ],
  },
  {
    name: "Atlas behind a private endpoint",
    links: [
      { type: "mongodbatlas:index/project:Project", why: "first of all" },
      { type: "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint", why: "is in the project" },
      { type: "aws:ec2/vpcEndpoint:VpcEndpoint", why: "needs the name of Atlas' service" },
      {
        type: "mongodbatlas:index/privateLinkEndpointService:PrivateLinkEndpointService",
        why: "needs the endpoint's id",
      },
      ...ATLAS_CLUSTER,
      { type: "aws:secretsmanager/secretVersion:SecretVersion", why: "keeps the connection string" },
      ...TO_PODS,
    ],
  },
  {
    name: "ElastiCache",
    links: [
      { type: "aws:ec2/vpc:Vpc", why: "first of all" },
      { type: "aws:ec2/subnet:Subnet", why: "is in the VPC" },
      { type: "aws:elasticache/subnetGroup:SubnetGroup", why: "names the subnets" },
      { type: "aws:elasticache/replicationGroup:ReplicationGroup", why: "is in the subnets" },
      { type: "aws:secretsmanager/secretVersion:SecretVersion", why: "keeps its address" },
      ...TO_PODS,
    ],
  },
  {
    name: "CloudFront",
    links: [
      { type: "aws:acm/certificate:Certificate", why: "first of all" },
      { type: "cloudflare:index/dnsRecord:DnsRecord", why: "proves whose name it is" },
      { type: "aws:acm/certificateValidation:CertificateValidation", why: "reads the record" },
      { type: "aws:cloudfront/distribution:Distribution", why: "takes only a valid certificate" },
    ],
  },
];
