import type { GraphResource, Value } from "../../graph/graph";
import { both, includes, is, isNot, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { type Check, each, perResource, perStack, type Rule } from "../rule";
import { listOf, plain, plainOf, readIn, textIn, textOf } from "../values";
import { AZURE } from "./types";

/** CIS Azure Foundations 6.0, 6.1.1.2. */
const AUDITED = ["Administrative", "Alert", "Policy", "Security"];
/** CIS Azure Foundations 6.0, 6.1.2. */
const WATCHED = [
  ...[
    "Microsoft.Authorization/policyAssignments",
    "Microsoft.Network/networkSecurityGroups",
    "Microsoft.Security/securitySolutions",
    "Microsoft.Network/publicIPAddresses",
  ].flatMap((type) => [`${type}/write`, `${type}/delete`]),
  "ServiceHealth",
];
/** CIS Azure Foundations 6.0, 8.1. */
const DEFENDED = ["Arm", "Containers", "CosmosDbs", "KeyVaults", "StorageAccounts"];
const PRICINGS = "Microsoft.Security/pricings";

/** All of a registry but what its Premium edition sells. */
export const REGISTRY_ASKS_WHO = perResource(
  AZURE.registry,
  where({ adminUserEnabled: is(false), anonymousPullEnabled: isNot(true) }),
);

export const OPERATIONS_RULES: readonly Rule[] = [
  {
    id: "Z48",
    title: "the registry knows no shared user and no strangers, and is reached from the network alone",
    why: "whoever may push an image runs in the cluster",
    reference: "Azure Policy dc921057, 9f2dea28, 0fdf0491",
    severity: "high",
    check: each(REGISTRY_ASKS_WHO, perResource(AZURE.registry, where({ publicNetworkAccess: is("Disabled") }))),
  },
  {
    id: "Z50",
    title: "whatever guards data, or lets anybody in, writes down what it did",
    why: "Azure keeps the logs of no resource unless it is told to",
    reference: "Azure Policy cf820ca0, 245fc9df, b4330a05, CIS 6.1.1.4, 6.1.4",
    severity: "medium",
    check: each(
      ...[AZURE.vault, AZURE.cluster, AZURE.search, AZURE.balancer, AZURE.applicationGateway, AZURE.securityGroup].map(
        (type) => perResource(type, logs("")),
      ),
      perResource(AZURE.storageAccount, logs("/blobServices/default")),
    ),
  },
  {
    id: "Z51",
    title: "the subscription records who changed what",
    why: "Azure itself forgets it after 90 days, and an intrusion is found after months",
    reference: "CIS 6.1.1.1, 6.1.1.2",
    severity: "medium",
    check: perResource(AZURE.subscriptionDiagnostics, both(where({ workspaceId: isSet }), recordsAll)),
  },
  {
    id: "Z52",
    title: "somebody hears at once of changes to what guards the subscription",
    why: "an intruder opens the doors first",
    reference: "CIS 6.1.2.1-6.1.2.11",
    severity: "medium",
    check: perStack(hearsOfChanges),
  },
  {
    id: "Z53",
    title: "Microsoft Defender watches the subscription",
    why: "it knows attacks that one customer sees once",
    reference: "CIS 8.1",
    severity: "medium",
    check: perStack(isDefended),
  },
];

/** Of a resource, or of a part of it that has logs of its own. */
function logs(part: string) {
  return (resource: GraphResource, graph: PolicyGraph): boolean | string => {
    const settings = graph
      .referring(AZURE.diagnostics, "resourceUri", resource)
      .filter((setting) => textOf(setting, "resourceUri").endsWith(`>${part}`));
    return settings.some((setting) => enabledIn(setting).length > 0) || "nothing keeps its logs";
  };
}

const enabledIn = (setting: GraphResource): readonly Value[] =>
  listOf(setting, "logs").filter((log) => plain(readIn(log, "enabled"), "logs.enabled") === true);

/** The cluster's own record of who did what in it. */
export const CLUSTER_IS_AUDITED: Check = perResource(AZURE.cluster, (cluster, graph) => {
  const kept = graph.referring(AZURE.diagnostics, "resourceUri", cluster).flatMap(enabledIn);
  const categories = kept.map((log) => String(plain(readIn(log, "category"), "category")));
  return categories.some((category) => category.startsWith("kube-audit")) || "nothing keeps its audit log";
});

function recordsAll(setting: GraphResource): boolean | string {
  const categories = enabledIn(setting).map((log) => readIn(log, "category") ?? null);
  return includes(...AUDITED)(categories, "logs") || "a category is missing";
}

function hearsOfChanges(graph: PolicyGraph) {
  const alerts = graph.ofType(AZURE.activityAlert).map((alert) => ({ alert, event: eventOf(alert) }));
  const ours = alerts.filter(({ event }) => WATCHED.includes(event));
  const heard = ours.filter(({ alert }) => reachesSomebody(alert)).map(({ event }) => event);
  const missing = WATCHED.filter((event) => !heard.includes(event));
  return { looked: ours.length, problems: problemsOf(missing, "nobody hears of") };
}

/** What sets an alert off, where nothing else narrows it: an operation, or a whole category. */
function eventOf(alert: GraphResource): string {
  const conditions = listOf(alert, "condition.allOf");
  const valueOf = (field: string) =>
    conditions
      .filter((one) => readIn(one, "field") === field)
      .map((one) => textIn(readIn(one, "equals"), "condition"))
      .join();
  const fields = conditions.map((one) => textIn(readIn(one, "field"), "condition"));
  if (!fields.every((field) => ["category", "operationName"].includes(field))) return "";
  return valueOf("operationName") || valueOf("category");
}

function reachesSomebody(alert: GraphResource): boolean {
  const scopes = listOf(alert, "scopes").map((scope) => textIn(scope, "scopes"));
  const isWhole = scopes.some((scope) => /^\/subscriptions\/[^/]+$/.test(scope));
  return isWhole && plainOf(alert, "enabled") !== false && listOf(alert, "actions.actionGroups").length > 0;
}

function isDefended(graph: PolicyGraph) {
  const chosen = [
    ...graph.ofType(AZURE.pricing).map((plan) => ({
      name: plainOf(plan, "pricingName"),
      tier: plainOf(plan, "pricingTier"),
    })),
    ...graph.ofType(AZURE.deployment).flatMap(plansIn),
  ];
  const on = chosen.filter(({ tier }) => tier === "Standard").map(({ name }) => name);
  const missing = DEFENDED.filter((plan) => !on.includes(plan));
  return { looked: chosen.length, problems: problemsOf(missing, "it is not on for") };
}

/** Plans can't be created, only chosen: a template does it. */
function plansIn(deployment: GraphResource) {
  return listOf(deployment, "properties.template.resources")
    .filter((resource) => plain(readIn(resource, "type"), "type") === PRICINGS)
    .map((resource) => ({
      name: plain(readIn(resource, "name"), "name"),
      tier: plain(readIn(resource, "properties.pricingTier"), "pricingTier"),
    }));
}

const problemsOf = (missing: readonly string[], detail: string) =>
  missing.length === 0 ? [] : [{ urn: null, detail: `${detail} ${missing.join(", ")}` }];
