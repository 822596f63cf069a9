import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";
import { allow, policy } from "./documents";
import { KEY } from "./identity";
import { PRIVATE_SUBNETS } from "./network";

export const DATA = [
  resource(AWS.cacheSubnetGroup, "cache-subnets", { name: "ss-test-cache" }),
  resource(AWS.replicationGroup, "cache", {
    replicationGroupId: "ss-test-cache",
    nodeType: "cache.r7g.large",
    subnetGroupName: "ss-test-cache",
    securityGroupIds: ["<net-db.id>"],
    atRestEncryptionEnabled: true,
    kmsKeyId: KEY,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    authToken: "[secret]",
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    snapshotRetentionLimit: 7,
  }),
  resource(AWS.searchDomain, "search", {
    domainName: "ss-test-search",
    engineVersion: "OpenSearch_2.19",
    clusterConfig: {
      instanceCount: 3,
      zoneAwarenessEnabled: true,
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
      dedicatedMasterEnabled: true,
      dedicatedMasterCount: 3,
    },
    encryptAtRest: { enabled: true, kmsKeyId: KEY },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: false },
    vpcOptions: { subnetIds: PRIVATE_SUBNETS, securityGroupIds: ["<net-db.id>"] },
    logPublishingOptions: [{ logType: "AUDIT_LOGS" }, { logType: "ES_APPLICATION_LOGS" }],
    accessPolicies: policy(allow("es:ESHttp*", "*", { Principal: { AWS: "<role.arn>" } })),
  }),
];
