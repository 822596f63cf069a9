import { type Input, jsonStringify, type Output, type Resource } from "@pulumi/pulumi";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { managedPolicy } from "./context";

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Input<string> | Readonly<Record<string, Input<string> | readonly Input<string>[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: Input<string> | readonly Input<string>[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Input<string> | readonly Input<string>[]>>>>;
}

/** A policy document as AWS reads it. */
export const policyDocument = (...statements: readonly Statement[]): Output<string> =>
  jsonStringify({ Version: "2012-10-17", Statement: statements });

/** Lets the holder of a policy do `actions` on `resources`. */
export const allow = (
  actions: readonly string[],
  resources: Input<string> | readonly Input<string>[],
  condition?: Statement["Condition"],
): Statement => ({ Effect: "Allow", Action: actions, Resource: resources, ...(condition && { Condition: condition }) });

/** The same for the stack's own key; nothing where the default keys are used, which need no permission. */
export const allowKey = (
  actions: readonly string[],
  key: Output<string> | null,
  condition?: Statement["Condition"],
): readonly Statement[] => (key === null ? [] : [allow(actions, key, condition)]);

/** Lets an AWS service take a role; `condition` narrows whose requests it may act on. */
export const trust = (service: string, condition?: Statement["Condition"]): Statement => ({
  Effect: "Allow",
  Principal: { Service: service },
  Action: "sts:AssumeRole",
  ...(condition && { Condition: condition }),
});

/** Lets EKS hand a role to a pod; TagSession is part of how Pod Identity works. */
export const TRUST_PODS: Statement = {
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
};

export interface RoleArgs {
  readonly trust: Statement;
  /** What the role may do, in its own words. */
  readonly statements?: readonly Statement[];
  /** Names of policies that AWS maintains. */
  readonly managed?: readonly string[];
}

/** A role together with its permissions: depend on `ready`, not on the role, before using it. */
export interface RoleWithPolicies {
  readonly role: Role;
  readonly ready: readonly Resource[];
}

export function createRole(name: string, args: RoleArgs, parent: Resource): RoleWithPolicies {
  const role = new Role(name, { assumeRolePolicy: policyDocument(args.trust) }, { parent });
  const own = args.statements === undefined ? [] : [grant(name, role, args.statements, parent)];
  const managed = (args.managed ?? []).map((policy) => attach(name, role, policy, parent));
  return { role, ready: [...own, ...managed] };
}

/** Gives a role permissions under the name of who grants them. */
export function grant(name: string, role: Role, statements: readonly Statement[], parent: Resource): RolePolicy {
  return new RolePolicy(name, { role: role.name, policy: policyDocument(...statements) }, { parent });
}

function attach(name: string, role: Role, policy: string, parent: Resource): RolePolicyAttachment {
  const short = policy.slice(policy.lastIndexOf("/") + 1);
  const args = { role: role.name, policyArn: managedPolicy(policy) };
  return new RolePolicyAttachment(`${name}-${short}`, args, { parent });
}
