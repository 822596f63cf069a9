import { AWS } from "../../../src/policy/aws/types";
import { on, type Slips } from "./slip";

export const AWS_SLIPS: Slips = {
  B01: on(AWS.publicAccessBlock, "crm-object-store-recordings-privacy", () => null),
  B08: on(AWS.bucketReplication, "crm-object-store-recordings-dr-replication", () => null),
  E09: on(AWS.routeTableAssociation, "crm-network-private-0-in-0", (inputs) => ({
    ...inputs,
    routeTableId: "<crm-network-public-routes.id>",
  })),
  I02: on(AWS.rolePolicy, "crm-object-store-recordings-worker", (inputs) => ({
    ...inputs,
    policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
  })),
  N09: on(AWS.ingressRule, "crm-network-db-from-app-cache", (inputs) => ({
    ...inputs,
    referencedSecurityGroupId: "",
    cidrIpv4: "10.0.0.0/16",
  })),
  O06: on(AWS.searchDomain, "crm-search-domain", (inputs) => ({ ...inputs, clusterConfig: { instanceCount: 3 } })),
  R02: on(AWS.replicationGroup, "crm-cache-group", (inputs) => ({ ...inputs, transitEncryptionMode: "preferred" })),
  X02: on("pulumi:providers:aws", "aws", (inputs) => ({ ...inputs, defaultTags: '{"tags":{"project":"crm"}}' })),
  W02: on(AWS.webAclLogging, "crm-edge-waf-logging", () => null),
};
