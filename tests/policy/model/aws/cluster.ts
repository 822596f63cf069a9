import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";
import { KEY } from "./identity";
import { PRIVATE_SUBNETS } from "./network";

const ADDONS = ["eks-pod-identity-agent", "kube-proxy", "coredns", "aws-ebs-csi-driver", "metrics-server"];

export const CLUSTER = [
  resource(AWS.cluster, "eks", {
    name: "ss-test-eks",
    version: "1.35",
    vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
    encryptionConfig: { resources: ["secrets"], provider: { keyArn: KEY } },
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    upgradePolicy: { supportType: "STANDARD" },
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    deletionProtection: true,
  }),
  resource(AWS.nodeGroup, "nodes", {
    subnetIds: PRIVATE_SUBNETS,
    amiType: "AL2023_ARM_64_STANDARD",
    launchTemplate: { id: "<template.id>", version: "1" },
  }),
  resource(AWS.launchTemplate, "template", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ ebs: { encrypted: "true", volumeType: "gp3", kmsKeyId: KEY } }],
  }),
  resource(AWS.addon, "vpc-cni", {
    clusterName: "ss-test-eks",
    addonName: "vpc-cni",
    configurationValues: '{"enableNetworkPolicy":"true"}',
  }),
  ...ADDONS.map((addonName) => resource(AWS.addon, addonName, { clusterName: "<eks.name>", addonName })),
];
