import type { GraphResource, Value } from "../../graph/graph";
import { CLOUDFLARE_RANGES } from "../../conventions/cloudflare-ranges";
import { both, is, isSet, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { each, perResource, type Rule } from "../rule";
import { itemsOf, listOf, plain, plainOf, read, readIn, textIn } from "../values";
import { GCP } from "./types";

/** The rule that speaks where no other does (Cloud Armor). */
const LAST_PRIORITY = 2_147_483_647;

export const EDGE_RULES: readonly Rule[] = [
  {
    id: "G39",
    title: "the load balancer answers Cloudflare alone, and no attacks; every backend stands behind it",
    why: "whoever finds the address passes by Cloudflare's firewall",
    reference: "CKV_GCP_73 (intent)",
    severity: "high",
    check: each(
      perResource(GCP.securityPolicy, hasDefault),
      perResource(GCP.securityPolicy, both(matchesAttacks, admitsCloudflareAlone), guardsBackends),
      perResource(GCP.route, isGuarded, leadsToService),
    ),
  },
  {
    id: "G40",
    title: "visitors speak TLS 1.2 or newer, without weak ciphers",
    why: "older versions are read by whoever is on the way",
    reference: "CIS 3.9, CKV_GCP_4",
    severity: "high",
    check: each(
      perResource(GCP.sslPolicy, where({ minTlsVersion: is("TLS_1_2"), profile: is("MODERN", "RESTRICTED") })),
      perResource(GCP.httpsProxy, where({ sslPolicy: isSet })),
    ),
  },
  {
    id: "G41",
    title: "plain HTTP leads to HTTPS and nowhere else",
    why: "cookies and tokens would travel in the clear",
    reference: "CIS 2.16",
    severity: "high",
    check: each(perResource(GCP.httpProxy, redirects), perResource(GCP.route, redirectsRequests, hearsHttp)),
  },
  {
    id: "G42",
    title: "public zones are signed, not with SHA-1",
    why: "a forged answer sends everybody to somebody else's server",
    reference: "CIS 3.3-3.5",
    severity: "medium",
    check: perResource(GCP.zone, isSigned, (zone) => plainOf(zone, "visibility") !== "private"),
  },
];

const rulesOf = (policy: GraphResource) => listOf(policy, "rules");
const isLast = (rule: Value) => plain(readIn(rule, "priority"), "rules.priority") === LAST_PRIORITY;
const actionOf = (rule: Value) => textIn(readIn(rule, "action"), "rules.action");
const rangesOf = (rule: Value): readonly string[] =>
  itemsOf(readIn(rule, "match.config.srcIpRanges"), "rules.match").map((range) => textIn(range, "rules.match"));

function hasDefault(policy: GraphResource): boolean | string {
  return rulesOf(policy).some(isLast) || "it has no default rule";
}

/** Edge policies stand in front of assets, which are for everybody, and know neither rule sets nor expressions. */
function guardsBackends(policy: GraphResource): boolean {
  return plainOf(policy, "type") !== "CLOUD_ARMOR_EDGE";
}

function matchesAttacks(policy: GraphResource): boolean | string {
  const expressions = rulesOf(policy).map((rule) => textIn(readIn(rule, "match.expr.expression"), "rules.match"));
  return expressions.some((text) => text.includes("evaluatePreconfiguredWaf")) || "no rule looks for attacks";
}

function admitsCloudflareAlone(policy: GraphResource): boolean | string {
  const known: readonly string[] = CLOUDFLARE_RANGES.ipv4;
  const admitted = rulesOf(policy)
    .filter((rule) => !actionOf(rule).startsWith("deny"))
    .flatMap(rangesOf);
  const strangers = admitted.filter((range) => !known.includes(range));
  if (strangers.length > 0) return `it admits ${strangers.join(", ")}`;
  return known.every((range) => admitted.includes(range)) || "it refuses some of Cloudflare";
}

const backendsOf = (route: GraphResource): readonly string[] =>
  listOf(route, "spec.rules")
    .flatMap((rule) => itemsOf(readIn(rule, "backendRefs"), "spec.rules.backendRefs"))
    .map((backend) => textIn(readIn(backend, "name"), "spec.rules.backendRefs.name"));

function leadsToService(route: GraphResource): boolean {
  return backendsOf(route).length > 0;
}

function isGuarded(route: GraphResource, graph: PolicyGraph): boolean | string {
  const namespace = plainOf(route, "metadata.namespace");
  const guarded = graph
    .ofType(GCP.backendPolicy)
    .filter((policy) => plainOf(policy, "metadata.namespace") === namespace)
    .filter((policy) => isSet(read(policy, "spec.default.securityPolicy"), "spec.default.securityPolicy"))
    .map((policy) => plainOf(policy, "spec.targetRef.name"));
  const open = backendsOf(route).filter((backend) => !guarded.includes(backend));
  return open.length === 0 || `${open.join(", ")} has no policy`;
}

function redirects(proxy: GraphResource, graph: PolicyGraph): boolean | string {
  const maps = graph.referred(proxy, "urlMap", GCP.urlMap);
  const leading = maps.filter((map) => plainOf(map, "defaultUrlRedirect.httpsRedirect") === true);
  return (maps.length > 0 && leading.length === maps.length) || "it answers by itself";
}

/** A route that names no listener of the gateway belongs to all of them. */
function hearsHttp(route: GraphResource): boolean {
  const listeners = listOf(route, "spec.parentRefs").map((parent) =>
    plain(readIn(parent, "sectionName"), "sectionName"),
  );
  return listeners.some((listener) => listener === undefined || listener === "http");
}

function redirectsRequests(route: GraphResource): boolean | string {
  const types = listOf(route, "spec.rules").map((rule) =>
    itemsOf(readIn(rule, "filters"), "spec.rules.filters").map((filter) => readIn(filter, "requestRedirect.scheme")),
  );
  return types.every((schemes) => schemes.includes("https")) || "it answers by itself";
}

function isSigned(zone: GraphResource): boolean | string {
  if (plainOf(zone, "dnssecConfig.state") !== "on") return "it is not signed";
  const algorithms = listOf(zone, "dnssecConfig.defaultKeySpecs").map((spec) =>
    plain(readIn(spec, "algorithm"), "algorithm"),
  );
  return !algorithms.includes("rsasha1") || "it is signed with SHA-1";
}
