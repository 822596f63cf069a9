import type { GraphResource } from "../../graph/graph";
import { AWS_CHANGES } from "./aws";
import { AZURE_CHANGES } from "./azure";
import { CHANGES_EVERYWHERE } from "./everywhere";
import { GCP_CHANGES } from "./gcp";
import type { ChangeKind, ChangeKinds } from "./kinds";

export const CHANGE_KINDS: ChangeKinds = { ...AWS_CHANGES, ...GCP_CHANGES, ...AZURE_CHANGES, ...CHANGES_EVERYWHERE };

/** Inputs that say which thing is meant, or where it is: no vendor changes them, whatever the type. */
const IDENTITY: readonly (readonly [types: RegExp, inputs: RegExp])[] = [
  [/^aws:/, /^(name|namePrefix|region|bucket|clusterName|domainName|replicationGroupId|vpcId)$/],
  [/^(gcp|ec):/, /^(name|project|location|region|zone|network|subnetwork|cluster|keyRing|repositoryId|secretId)$/],
  [/^azure-native:/, /^(location|resourceGroupName|scope|principalId|roleDefinitionId|(?!display)\w+Name)$/],
  // A project may be called otherwise; nothing in it may be moved.
  [/^mongodbatlas:(?!index\/project)/, /^(name|projectId|clusterName)$/],
  [/^cloudflare:/, /^(zoneId|settingId)$/],
  [/^kubernetes:/, /^metadata\.(name|namespace)$/],
  [/^kubernetes:helm/, /^(name|namespace)$/],
  // Another region or account is another provider: all that it made is made anew.
  [/^pulumi:providers:/, /^(region|project|subscriptionId|location|clusterIdentifier)$/],
];

/** What changes of a type do; a type that nobody described is changed in place and keeps nothing. */
export const changeKindOf = (type: string): ChangeKind => CHANGE_KINDS[type] ?? {};

/** Whether another value of an input means another resource. */
export function replaces(type: string, path: string): boolean {
  const { replaces: named = [] } = changeKindOf(type);
  return (
    named.some((own) => within(path, own)) || IDENTITY.some(([types, inputs]) => types.test(type) && inputs.test(path))
  );
}

/** Whether this very change of an input means another resource, where others of the same input don't. */
export const isForcedAt = (path: string, before: GraphResource, after: GraphResource): boolean =>
  (changeKindOf(after.type).replacesIf ?? []).some(({ input, when }) => within(path, input) && when(before, after));

/** Whether an input can't follow what it names when that is made anew. */
export const follows = (type: string, input: string): boolean => changeKindOf(type).follows?.includes(input) ?? false;

/** Whether another value of an input goes through machines or pods, one after another. */
export const rolls = (type: string, path: string): boolean =>
  (changeKindOf(type).rolls ?? []).some((own) => within(path, own));

/** A change below a path, or of all that it is in. */
const within = (path: string, own: string): boolean =>
  path === own || path.startsWith(`${own}.`) || own.startsWith(`${path}.`);
