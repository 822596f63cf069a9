import type { GraphResource } from "../../graph/graph";
import { atLeast, is, isAbsent, isSet, where } from "../conditions";
import { type Statement, statementsOf } from "../documents";
import type { PolicyGraph } from "../query";
import { perResource, type Rule } from "../rule";
import { isRecord, listOf, plainOf } from "../values";
import { AWS } from "./types";

const ROLE_RULES: readonly Rule[] = [
  {
    id: "I01",
    title: "no policy allows everything on everything",
    why: "whoever gets hold of it owns the account",
    reference: "CKV_AWS_62/63, FSBP IAM.1, CIS AWS 1.16",
    severity: "high",
    check: perResource(AWS.policy, allowsLessThanAll),
  },
  {
    id: "I02",
    title: "no role's own policy allows everything on everything",
    why: "whoever takes over the role owns the account",
    reference: "CKV_AWS_286-290, CKV_AWS_355, CIS AWS 1.16",
    severity: "high",
    check: perResource(AWS.rolePolicy, allowsLessThanAll),
  },
  {
    id: "I03",
    title: "no role is an administrator of the account",
    why: "AdministratorAccess and IAMFullAccess are for people, for minutes",
    reference: "CKV_AWS_274, CKV2_AWS_56",
    severity: "high",
    check: perResource(AWS.rolePolicyAttachment, attachesNoAdministrator),
  },
  {
    id: "I04",
    title: "every role says who may take it on",
    why: "an open trust lets any account in, and EventBridge Scheduler would act for strangers",
    reference: "CKV_AWS_60/61",
    severity: "high",
    check: perResource(AWS.role, trustsSomebodyKnown),
  },
  {
    id: "I05",
    title: "policies of a role are resources of their own",
    why: "inline lists are deprecated and remove what others attach",
    reference: "@pulumi/aws 7, deprecations",
    severity: "low",
    check: perResource(AWS.role, where({ inlinePolicies: isAbsent, managedPolicyArns: isAbsent })),
  },
];

const KEY_RULES: readonly Rule[] = [
  {
    id: "K01",
    title: "keys rotate every year",
    why: "a key that never changes protects ever more data",
    reference: "CKV_AWS_7, FSBP KMS.4, CIS AWS 3.6",
    severity: "medium",
    check: perResource(AWS.key, where({ enableKeyRotation: is(true) })),
  },
  {
    id: "K02",
    title: "no key may be used by everybody",
    why: "encryption with a public key policy is none",
    reference: "CKV_AWS_33, FSBP KMS.5",
    severity: "high",
    check: perResource(AWS.key, admitsSomebodyKnown),
  },
  {
    id: "K03",
    title: "every key has a written policy",
    why: "the default leaves the whole account to IAM",
    reference: "CKV2_AWS_64",
    severity: "medium",
    check: perResource(AWS.key, where({ policy: isSet })),
  },
  {
    id: "K04",
    title: "a deleted key can be brought back for 30 days",
    why: "without its key the data is lost, backups included",
    reference: "FSBP KMS.3 (intent)",
    severity: "high",
    check: perResource(AWS.key, where({ deletionWindowInDays: atLeast(30) })),
  },
  {
    id: "K05",
    title: "keys stay in their region, but for the one that Atlas' copies in the other region need",
    why: "a multi-region key is shared key material: one leak reaches both regions",
    reference: "prowler kms_cmk_not_multi_region",
    severity: "low",
    check: perResource(AWS.key, staysOrOpensCopies),
  },
];

const SECRET_RULES: readonly Rule[] = [
  {
    id: "S01",
    title: "secrets are encrypted with an own key",
    why: "use of an own key can be seen and revoked",
    reference: "CKV_AWS_149",
    severity: "medium",
    check: perResource(AWS.secret, where({ kmsKeyId: isSet })),
  },
  {
    id: "S02",
    title: "secrets have a copy in the DR region, under a key of that region",
    why: "data copies are no use without the credentials of those who read them",
    reference: "requirements, disaster recovery",
    severity: "high",
    check: perResource(AWS.secret, hasReplicaWithKey),
  },
  {
    id: "S03",
    title: "secret values are written without being kept in the state",
    why: "the state is read by more people than the secret store",
    reference: "@pulumi/aws, write-only arguments",
    severity: "high",
    check: perResource(AWS.secretVersion, where({ secretString: isAbsent, secretStringWo: isSet })),
  },
];

export const IDENTITY_RULES: readonly Rule[] = [...ROLE_RULES, ...KEY_RULES, ...SECRET_RULES];

/** True for "anybody at all", which an allowing statement of a trust, key or resource policy may never say. */
export function allowsAnybody({ Effect, Principal, NotPrincipal }: Statement): boolean {
  return Effect === "Allow" && (Principal.includes("*") || NotPrincipal !== undefined);
}

function allowsLessThanAll(resource: GraphResource) {
  return !statementsOf(resource, "policy").some(allowsAll);
}

function allowsAll({ Effect, Action, NotAction, Resource, NotResource }: Statement): boolean {
  const everything = Action.some((action) => action === "*" || action === "*:*") || NotAction !== undefined;
  return Effect === "Allow" && everything && (Resource.includes("*") || NotResource !== undefined);
}

/** A key without a policy is K03's business: the one that AWS gives it is not open. */
function admitsSomebodyKnown(key: GraphResource) {
  return isAbsent(key.inputs["policy"], "policy") || !statementsOf(key, "policy").some(allowsAnybody);
}

/** An own policy is judged by I01, so its unknown ARN is no riddle. */
function attachesNoAdministrator(attachment: GraphResource, graph: PolicyGraph) {
  if (graph.referred(attachment, "policyArn", AWS.policy).length > 0) return true;
  const arn = plainOf(attachment, "policyArn");
  return arn !== undefined && !/\/(AdministratorAccess|IAMFullAccess)$/.test(String(arn));
}

function trustsSomebodyKnown(role: GraphResource) {
  return statementsOf(role, "assumeRolePolicy").every(
    (statement) => !allowsAnybody(statement) && (!trustsScheduler(statement) || namesSourceAccount(statement)),
  );
}

const trustsScheduler = ({ Principal }: Statement) => Principal.includes("scheduler.amazonaws.com");

function namesSourceAccount({ Condition }: Statement): boolean {
  return Object.values(Condition).some((keys) => "aws:SourceAccount" in keys);
}

function hasReplicaWithKey(secret: GraphResource) {
  const replicas = listOf(secret, "replicas");
  return (
    replicas.length > 0 && replicas.every((copy) => isRecord(copy) && isSet(copy["kmsKeyId"], "replicas.kmsKeyId"))
  );
}

/** Atlas can be told another region only of a key that is in both (MongoDB Atlas, customer keys with AWS KMS). */
function staysOrOpensCopies(key: GraphResource, graph: PolicyGraph): boolean | string {
  if (plainOf(key, "multiRegion") !== true) return true;
  const users = graph.referring(AWS.atlasKey, "awsKmsConfig.customerMasterKeyId", key);
  const twins = graph.referring(AWS.replicaKey, "primaryKeyArn", key);
  return (users.length > 0 && twins.length > 0) || "multiRegion is true, and no copies of the database need it";
}
