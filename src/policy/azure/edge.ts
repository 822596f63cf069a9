import type { GraphResource, Value } from "../../graph/graph";
import { CLOUDFLARE_RANGES } from "../../conventions/cloudflare-ranges";
import { both, is, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { itemsOf, listOf, plain, plainOf, readIn } from "../values";
import { AZURE } from "./types";

/** Microsoft's rules against attacks, from this version on, and those against robots. */
const ATTACKS = { type: "Microsoft_DefaultRuleSet", since: 2.1 } as const;
const ROBOTS = "Microsoft_BotManagerRuleSet";
/** Predefined policies of Application Gateway that still take TLS 1.0. */
const OLD_TLS = ["AppGwSslPolicy20150501", "AppGwSslPolicy20170401"];

/** A firewall of Front Door, but for the rule sets that its Premium tier sells. */
export const CDN_IS_GUARDED = perResource(
  AZURE.cdnFirewall,
  both(
    where({
      "policySettings.enabledState": is("Enabled"),
      "policySettings.mode": is("Prevention"),
      "policySettings.requestBodyCheck": is("Enabled"),
      "customRules.rules": isSet,
    }),
    isLinkedAt(AZURE.cdnFirewallLink, "parameters"),
  ),
);

export const EDGE_RULES: readonly Rule[] = [
  {
    id: "Z44",
    title: "firewalls stop attacks and robots, and stand where traffic passes; the origin's answers Cloudflare alone",
    why: "whoever finds the address passes by Cloudflare's firewall",
    reference: "Azure Policy 564feb30, 12430be1, 425bea59, ca85ef9a, CIS 7.10, 7.14, 7.15",
    severity: "high",
    check: each(
      perResource(AZURE.originFirewall, both(both(stopsAttacks, admitsCloudflareAlone), guardsOrigin)),
      CDN_IS_GUARDED,
      perResource(AZURE.cdnFirewall, (policy) => hasRuleSets(listOf(policy, "managedRules.managedRuleSets"))),
    ),
  },
  {
    id: "Z45",
    title: "an application gateway speaks TLS 1.2 and HTTP/2, in two zones at least",
    why: "older versions are read by whoever is on the way",
    reference: "CIS 7.12, 7.13",
    severity: "high",
    check: perResource(AZURE.applicationGateway, both(where({ enableHttp2: is(true) }), both(speaksTls, outlivesZone))),
  },
  {
    id: "Z47",
    title: "assets travel over TLS 1.2 alone",
    why: "a script that was changed on the way runs in everybody's browser",
    reference: "MCSB DP-3",
    severity: "high",
    check: each(
      perResource(AZURE.cdnDomain, where({ "tlsSettings.minimumTlsVersion": is("TLS12", "TLS13") })),
      perResource(AZURE.cdnRoute, where({ httpsRedirect: is("Enabled"), forwardingProtocol: is("HttpsOnly") })),
    ),
  },
];

function stopsAttacks(policy: GraphResource): boolean | string {
  const state = plainOf(policy, "policySettings.state");
  const mode = plainOf(policy, "policySettings.mode");
  if (state !== "Enabled" || mode !== "Prevention") return `it is ${String(state)}, ${String(mode)}`;
  if (plainOf(policy, "policySettings.requestBodyCheck") !== true) return "it reads no bodies";
  return hasRuleSets(listOf(policy, "managedRules.managedRuleSets"));
}

function hasRuleSets(sets: readonly Value[]): boolean | string {
  const known = sets.map((set) => ({
    type: plain(readIn(set, "ruleSetType"), "ruleSetType"),
    version: Number(plain(readIn(set, "ruleSetVersion"), "ruleSetVersion")),
  }));
  if (!known.some(({ type, version }) => type === ATTACKS.type && version >= ATTACKS.since))
    return "no rule looks for attacks";
  return known.some(({ type }) => type === ROBOTS) || "no rule looks for robots";
}

/** A rule shuts out whoever does not come from one of Cloudflare's ranges, by the address of the connection. */
function admitsCloudflareAlone(policy: GraphResource): boolean | string {
  const known: readonly string[] = [...CLOUDFLARE_RANGES.ipv4, ...CLOUDFLARE_RANGES.ipv6];
  const guards = listOf(policy, "customRules")
    .filter((rule) => plain(readIn(rule, "action"), "action") === "Block")
    .map((rule) => itemsOf(readIn(rule, "matchConditions"), "matchConditions"))
    .filter((conditions) => conditions.length === 1)
    .flatMap((conditions) => conditions.filter(isAboutStrangers));
  const admitted = guards.map((guard) =>
    itemsOf(readIn(guard, "matchValues"), "matchValues").map((range) => String(plain(range, "matchValues"))),
  );
  if (admitted.length === 0) return "it answers everybody";
  return admitted.some((ranges) => isSame(ranges, known)) || "it admits others than Cloudflare";
}

function isAboutStrangers(condition: Value): boolean {
  const variables = itemsOf(readIn(condition, "matchVariables"), "matchVariables");
  const names = variables.map((variable) => plain(readIn(variable, "variableName"), "variableName"));
  // The misspelling is Azure's own.
  const negated = plain(readIn(condition, "negationConditon"), "negationConditon") === true;
  return negated && names.every((name) => name === "RemoteAddr");
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && others.every((item) => some.includes(item));

/** The load balancer has it, and its controller is told that the gateway is to use it. */
function guardsOrigin(policy: GraphResource, graph: PolicyGraph): boolean | string {
  const linked = isLinkedAt(AZURE.originFirewallLink, "wafPolicy")(policy, graph);
  return linked === true ? isLinkedAt(AZURE.gatewayFirewall, "spec")(policy, graph) : linked;
}

function isLinkedAt(type: string, path: string) {
  return (policy: GraphResource, graph: PolicyGraph): boolean | string =>
    graph.referring(type, path, policy).length > 0 || "it stands in front of nothing";
}

function speaksTls(gateway: GraphResource): boolean | string {
  const version = plainOf(gateway, "sslPolicy.minProtocolVersion");
  const name = plainOf(gateway, "sslPolicy.policyName");
  if (version !== undefined) return ["TLSv1_2", "TLSv1_3"].includes(String(version)) || String(version);
  return (name !== undefined && !OLD_TLS.includes(String(name))) || `sslPolicy is ${String(name ?? "not set")}`;
}

function outlivesZone(gateway: GraphResource): boolean | string {
  const { length } = listOf(gateway, "zones");
  return length >= 2 || `it is in ${length} zones`;
}
