import type { GraphResource } from "../../graph/graph";
import { both } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, type Rule } from "../rule";
import { itemsOf, listOf, plainOf, readIn, textIn, textOf } from "../values";
import { AZURE } from "./types";

/** Built-in roles that may everything, or may give away rights, by their ids. */
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const GIVES_RIGHTS = [
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
];

export const IDENTITY_RULES: readonly Rule[] = [
  {
    id: "Z49",
    title: "identities hold narrow roles, on single resources",
    why: "whoever takes over a wide role owns the stack",
    reference: "CIS 5.3, MCSB PA-7",
    severity: "high",
    check: perResource(AZURE.roleAssignment, both(isOfOneResource, holdsLittle([CONTRIBUTOR, ...GIVES_RIGHTS]))),
  },
];

/** The same, with the right to change whatever is in a group of its own. */
export const HOLDS_GROUP_OF_ITS_OWN = perResource(
  AZURE.roleAssignment,
  both(isOfOneResource, holdsLittle(GIVES_RIGHTS)),
);

/** Nothing but looking. */
export const READS_ONLY = perResource(
  AZURE.roleAssignment,
  (assignment) => roleOf(assignment) === READER || `its role is ${roleOf(assignment)}`,
);

/** Whether a role is for the group that a cluster of the stack keeps its nodes in. */
export function isOfNodes(assignment: GraphResource, graph: PolicyGraph): boolean {
  const scope = textOf(assignment, "scope");
  const groups = graph.ofType(AZURE.cluster).map((cluster) => plainOf(cluster, "nodeResourceGroup"));
  return groups.some((group) => typeof group === "string" && scope.endsWith(`/resourceGroups/${group}`));
}

/** Whether a role is for a whole group, in which the program itself makes nothing: others fill it. */
export function isOfEmptyGroup(assignment: GraphResource, graph: PolicyGraph): boolean {
  const groups = graph.referred(assignment, "scope", AZURE.group);
  return groups.length > 0 && groups.every((group) => isEmpty(group, graph));
}

const isEmpty = ({ name }: GraphResource, graph: PolicyGraph): boolean => !graph.derived(filledGroups).has(name);

/** Names of the groups that the program makes something in. */
function filledGroups(graph: PolicyGraph): ReadonlySet<string> {
  const places = graph.resources.map(({ type, inputs }) => (type === AZURE.group ? null : inputs["resourceGroupName"]));
  const texts = places.filter((place) => typeof place === "string");
  return new Set(texts.flatMap((place) => [...place.matchAll(/<([^<>.]+)\./g)].map(([, name = ""]) => name)));
}

/** On something that the program made: a subscription, or whatever is above it, is none of it. */
function isOfOneResource(assignment: GraphResource, graph: PolicyGraph): boolean | string {
  const scope = textOf(assignment, "scope");
  const isWide = graph.referred(assignment, "scope", AZURE.group).length > 0 && !isOfEmptyGroup(assignment, graph);
  const isSingle =
    /^<[^<>]+>/.test(scope) || /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i.test(scope);
  return (isSingle && !isWide) || `it is for ${scope}`;
}

const roleOf = (assignment: GraphResource): string => textOf(assignment, "roleDefinitionId").split("/").at(-1) ?? "";

function holdsLittle(refused: readonly string[]) {
  return (assignment: GraphResource, graph: PolicyGraph): boolean | string => {
    const own = graph.referred(assignment, "roleDefinitionId", AZURE.roleDefinition);
    if (own.length > 0) return own.every(listsActions) || "its own role may everything";
    const role = roleOf(assignment);
    return (/^[0-9a-f-]{36}$/.test(role) && !refused.includes(role)) || `its role is ${role}`;
  };
}

/** A role of the stack's own lists its rights one by one. */
function listsActions(role: GraphResource): boolean {
  const actions = listOf(role, "permissions").flatMap((one) => [
    ...itemsOf(readIn(one, "actions"), "actions"),
    ...itemsOf(readIn(one, "dataActions"), "dataActions"),
  ]);
  return actions.every((action) => !textIn(action, "actions").includes("*"));
}
