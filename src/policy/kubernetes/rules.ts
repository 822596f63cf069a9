import type { GraphResource, Value } from "../../graph/graph";
import { is, isSet } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, perStack, type Rule } from "../rule";
import { isRecord, itemsOf, listOf, plain, plainOf, read, readIn, textIn } from "../values";
import { POD_OWNERS, POD_RULES } from "./pods";
import { KUBERNETES } from "./types";

export const ENFORCE = "pod-security.kubernetes.io/enforce";
const ZONE = "topology.kubernetes.io/zone";
/** Everybody, or everybody who has logged in. */
const STRANGERS = ["system:anonymous", "system:unauthenticated", "system:authenticated"];
/** What makes a load balancer one of the network's own, by cloud. */
const INTERNAL = [
  "service.beta.kubernetes.io/aws-load-balancer-internal",
  "networking.gke.io/load-balancer-type",
  "service.beta.kubernetes.io/azure-load-balancer-internal",
];

const CLUSTER_RULES: readonly Rule[] = [
  {
    id: "P55",
    title: "every namespace refuses pods that are not confined",
    why: "what is not refused is deployed one day",
    reference: "Pod Security Standards",
    severity: "high",
    check: perResource(KUBERNETES.namespace, (namespace) => enforcedIn(namespace) === "restricted"),
  },
  {
    id: "P60",
    title: "pods of an application's namespace are reached, and reach others, only where it is said",
    why: "without a denial every pod talks to every other",
    reference: "NSA hardening guide",
    severity: "high",
    check: perStack(deniesByDefault),
  },
  {
    id: "P61",
    title: "what has several pods spreads them over zones, and keeps some when nodes are drained",
    why: "otherwise all of them are gone at once",
    reference: "requirements, high availability",
    severity: "medium",
    check: perResource(KUBERNETES.deployment, outlivesLosses, hasSeveralPods),
  },
  {
    id: "P62",
    title: "no role may do everything, and strangers have none",
    why: "one such role is the whole cluster",
    reference: "NSA hardening guide",
    severity: "high",
    check: each(
      perResource(/^kubernetes:rbac\.\S+:(Cluster)?Role$/, mayNotDoAll),
      perResource(/^kubernetes:rbac\.\S+:(Cluster)?RoleBinding$/, bindsNoStranger),
    ),
  },
  {
    id: "P63",
    title: "no service opens a load balancer to the internet",
    why: "it would pass by Cloudflare and the firewall",
    reference: "requirements, networking",
    severity: "high",
    check: perResource(KUBERNETES.service, staysInside),
  },
];

/** Numbered on from those of Cloudflare. */
export const KUBERNETES_RULES: readonly Rule[] = [...CLUSTER_RULES, ...POD_RULES];

/** Which pods a namespace admits; a label's name has dots, so no path leads to it. */
export function enforcedIn(namespace: GraphResource): Value | undefined {
  const labels = read(namespace, "metadata.labels");
  return isRecord(labels) ? plain(labels[ENFORCE], ENFORCE) : undefined;
}

function deniesByDefault(graph: PolicyGraph) {
  const owners = graph.resources.filter(({ type }) => POD_OWNERS.test(type));
  const namespaces = new Set(owners.map((owner) => plainOf(owner, "metadata.namespace")));
  const closed = graph
    .ofType(KUBERNETES.networkPolicy)
    .filter(isDenial)
    .map((policy) => plainOf(policy, "metadata.namespace"));
  const open = [...namespaces].filter((namespace) => !closed.includes(namespace));
  return {
    looked: namespaces.size,
    problems: open.map((namespace) => ({ urn: null, detail: `${String(namespace)} has no denial` })),
  };
}

/** It speaks for every pod in both directions, and whatever it still lets out goes to somebody it names. */
function isDenial(policy: GraphResource): boolean {
  const selector = read(policy, "spec.podSelector");
  const everyPod = isRecord(selector) && Object.keys(selector).length === 0;
  const types = listOf(policy, "spec.policyTypes");
  const named = listOf(policy, "spec.egress").every((rule) => isSet(readIn(rule, "to"), "spec.egress.to"));
  return (
    everyPod &&
    named &&
    ["Ingress", "Egress"].every((type) => types.includes(type)) &&
    listOf(policy, "spec.ingress").length === 0
  );
}

/** An autoscaler's least number, else the deployment's own. */
function hasSeveralPods(deployment: GraphResource, graph: PolicyGraph): boolean {
  const name = plainOf(deployment, "metadata.name");
  const least = (type: string, path: string) =>
    graph
      .ofType(type)
      .filter((scaler) => plainOf(scaler, "spec.scaleTargetRef.name") === name)
      .map((scaler) => plainOf(scaler, path));
  const [pods = plainOf(deployment, "spec.replicas")] = [
    ...least(KUBERNETES.autoscaler, "spec.minReplicas"),
    ...least(KUBERNETES.scaledObject, "spec.minReplicaCount"),
  ];
  return Number(pods) >= 2;
}

function outlivesLosses(deployment: GraphResource, graph: PolicyGraph): boolean | string {
  const spread = listOf(deployment, "spec.template.spec.topologySpreadConstraints").some(
    (constraint) => plain(readIn(constraint, "topologyKey"), "topologyKey") === ZONE,
  );
  if (!spread) return "it does not spread over zones";
  const labels = JSON.stringify(read(deployment, "spec.selector.matchLabels"));
  const budgets = graph.ofType(KUBERNETES.disruptionBudget);
  const kept = budgets.some((budget) => JSON.stringify(read(budget, "spec.selector.matchLabels")) === labels);
  return kept || "it has no disruption budget";
}

function mayNotDoAll(role: GraphResource): boolean | string {
  const all = (rule: Value, path: string) => itemsOf(readIn(rule, path), `rules.${path}`).includes("*");
  const rules = listOf(role, "rules");
  return !rules.some((rule) => all(rule, "verbs") && all(rule, "resources")) || "it may do everything";
}

function bindsNoStranger(binding: GraphResource): boolean | string {
  const names = listOf(binding, "subjects").map((subject) => textIn(readIn(subject, "name"), "subjects.name"));
  const strangers = names.filter((name) => STRANGERS.includes(name));
  return strangers.length === 0 || `it is ${strangers.join(", ")}'s`;
}

function staysInside(service: GraphResource): boolean {
  if (!is("LoadBalancer")(read(service, "spec.type"), "spec.type")) return true;
  const annotations = read(service, "metadata.annotations");
  return isRecord(annotations) && INTERNAL.some((name) => isSet(annotations[name], name));
}
