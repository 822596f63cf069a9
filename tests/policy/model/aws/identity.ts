import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";
import { allow, OURS, policy, trust } from "./documents";

/** The stack's own key, as other resources name it. */
export const KEY = "<key.arn>";

export const IDENTITY = [
  resource(AWS.key, "key", {
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policy(allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::1:root" } })),
  }),
  resource(AWS.role, "role", { assumeRolePolicy: trust("ec2.amazonaws.com") }),
  resource(AWS.role, "scheduler", { assumeRolePolicy: trust("scheduler.amazonaws.com", OURS) }),
  resource(AWS.policy, "policy", { policy: policy(allow("s3:GetObject", "<b-recordings.arn>/*")) }),
  resource(AWS.rolePolicy, "role-policy", { policy: policy(allow("ec2:Describe*", "*")) }),
  resource(AWS.rolePolicyAttachment, "attachment", { role: "<role.name>", policyArn: "<policy.arn>" }),
  resource(AWS.secret, "secret", { kmsKeyId: KEY, replicas: [{ region: "us-west-2", kmsKeyId: KEY }] }),
  resource(AWS.secretVersion, "secret-value", { secretId: "<secret.id>", secretStringWo: "[secret]" }),
];
