/** What a created resource tells about a property: `at` makes the symbol of something inside it. */
type Answer = (at: (path: string) => string, input: unknown) => unknown;

/** A service that has an identity of its own says under which id Azure knows it. */
const principal: Answer = (at, input) => ({ ...(input as object | undefined), principalId: at(".principalId") });

const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** Outputs that count how often a type's resource was changed: what is made of one is only at first what a plan says. */
export const COUNTED: Readonly<Record<string, string>> = { [LAUNCH_TEMPLATE]: "latestVersion" };

/**
 * Outputs that are more than one text, by resource type and property: only those that the program reads.
 * Every other output reads `<name.property>`. A number can't be symbolic: a version is simply the first.
 */
const STRUCTURED: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  "aws:acm/certificate:Certificate": {
    domainValidationOptions: (at) => [
      {
        domainName: at("[0].domainName"),
        resourceRecordName: at("[0].resourceRecordName"),
        resourceRecordType: "CNAME",
        resourceRecordValue: at("[0].resourceRecordValue"),
      },
    ],
  },
  [LAUNCH_TEMPLATE]: { latestVersion: () => 1 },
  "aws:eks/cluster:Cluster": {
    certificateAuthority: (at) => ({ data: at(".data") }),
    vpcConfig: (at, input) => ({ ...(input as object), clusterSecurityGroupId: at(".clusterSecurityGroupId") }),
  },
  "aws:eks/nodeGroup:NodeGroup": {
    resources: (at) => [{ autoscalingGroups: [{ name: at("[0].autoscalingGroups[0].name") }] }],
  },
  "aws:route53/zone:Zone": { nameServers: (at) => [0, 1, 2, 3].map((index) => at(`[${index}]`)) },
  "gcp:container/cluster:Cluster": {
    controlPlaneEndpointsConfig: (at, input) => ({
      ...(input as object),
      dnsEndpointConfig: { endpoint: at(".dnsEndpointConfig.endpoint") },
    }),
  },
  "gcp:redis/instance:Instance": { serverCaCerts: (at) => [{ cert: at("[0].cert") }] },
  "gcp:certificatemanager/dnsAuthorization:DnsAuthorization": {
    dnsResourceRecords: (at) => [{ name: at("[0].name"), type: "CNAME", data: at("[0].data") }],
  },
  "gcp:dns/managedZone:ManagedZone": { nameServers: (at) => [0, 1, 2, 3].map((index) => at(`[${index}]`)) },
  "gcp:storage/transferJob:TransferJob": { name: (at) => at("") },
  "azure-native:cdn:AFDCustomDomain": { validationProperties: (at) => ({ validationToken: at(".validationToken") }) },
  "azure-native:containerservice:ManagedCluster": {
    oidcIssuerProfile: (at, input) => ({ ...(input as object), issuerURL: at(".issuerURL") }),
  },
  "azure-native:dataprotection:BackupVault": { identity: principal },
  "azure-native:dns:Zone": { nameServers: (at) => [0, 1, 2, 3].map((index) => at(`[${index}]`)) },
  "azure-native:kubernetesconfiguration:Extension": { aksAssignedIdentity: principal },
  "azure-native:redisenterprise:RedisEnterprise": { identity: principal },
  "azure-native:storage:ObjectReplicationPolicy": {
    rules: (at, input) =>
      (input as readonly object[]).map((rule, index) => ({ ruleId: at(`[${index}].ruleId`), ...rule })),
  },
  "mongodbatlas:index/advancedCluster:AdvancedCluster": {
    connectionStrings: (at) => ({
      standardSrv: `mongodb+srv://${at(".standardSrv")}`,
      privateSrv: `mongodb+srv://${at(".privateSrv")}`,
      privateEndpoints: [{ srvConnectionString: `mongodb+srv://${at(".privateEndpoints[0].srvConnectionString")}` }],
    }),
    replicationSpecs: (at, input) =>
      (input as readonly object[]).map((shard, index) => ({ ...shard, zoneId: at(`[${index}].zoneId`) })),
  },
  "mongodbatlas:index/cloudProviderAccessSetup:CloudProviderAccessSetup": {
    awsConfigs: (at) => [
      {
        atlasAwsAccountArn: at("[0].atlasAwsAccountArn"),
        atlasAssumedRoleExternalId: at("[0].atlasAssumedRoleExternalId"),
      },
    ],
    gcpConfigs: (at) => [{ serviceAccountForAtlas: at("[0].serviceAccountForAtlas") }],
  },
  "mongodbatlas:index/privateLinkEndpoint:PrivateLinkEndpoint": { serviceAttachmentNames: (at) => [at("[0]")] },
};

/** What a resource says of a property once it exists; `input` is what was asked for, undefined for a mere output. */
export function answerOf(type: string, name: string, property: string, input?: unknown): unknown {
  const answer = STRUCTURED[type]?.[property];
  if (answer !== undefined) return answer((path) => symbol(name, `${property}${path}`), input);
  return input ?? symbol(name, property);
}

/** Whether the cloud adds something inside a property that is also an input. */
export const isFilledIn = (type: string, property: string): boolean => STRUCTURED[type]?.[property] !== undefined;

/** The id that stands for the one the cloud gives. */
export const idOf = (name: string): string => symbol(name, "id");

function symbol(name: string, path: string): string {
  return `<${name}.${path}>`;
}
