import type { GraphResource, Value } from "../../graph/graph";
import { is, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, perStack, type Problem, type Rule } from "../rule";
import { plain, plainOf, read, readIn, show } from "../values";
import { CLOUDFLARE } from "./types";

const HALF_YEAR_SECONDS = 15_552_000;

/** What each of the zone's settings has to be, by its id. */
const SETTINGS: Readonly<Record<string, (value: Value | undefined) => boolean>> = {
  ssl: (value) => plain(value, "ssl") === "strict",
  min_tls_version: (value) => Number(plain(value, "min_tls_version")) >= 1.2,
  always_use_https: (value) => plain(value, "always_use_https") === "on",
  tls_1_3: (value) => plain(value, "tls_1_3") !== "off",
  security_header: (value) => {
    const age = plain(readIn(value, "strict_transport_security.max_age"), "max_age");
    return (
      plain(readIn(value, "strict_transport_security.enabled"), "enabled") === true && Number(age) >= HALF_YEAR_SECONDS
    );
  },
};

/**
 * By logical name, as what a record is for is nowhere else in the graph: static assets have the cloud's own CDN, and its
 * certificate is proved by a record that must be seen as it is.
 */
const UNPROXIED = /-cdn(-|$)/;

/** Numbered on from those of MongoDB Atlas. */
export const CLOUDFLARE_RULES: readonly Rule[] = [
  {
    id: "F51",
    title: "the zone speaks HTTPS alone, to visitors and to the origin",
    why: "the weaker half of the way decides who reads along",
    reference: "prowler zone_ssl_strict, zone_min_tls_version_secure, zone_https_redirect_enabled, zone_hsts_enabled",
    severity: "high",
    check: perStack(isStrict),
  },
  {
    id: "F52",
    title: "the zone has a firewall and rate limits",
    why: "attacks and floods stop before they reach the origin",
    reference: "prowler zone_waf_enabled, zone_rate_limiting_enabled",
    severity: "high",
    check: perStack(isGuarded),
  },
  {
    id: "F53",
    title: "hosts of the origin are reached through Cloudflare alone",
    why: "a record that is not proxied tells everybody where the origin is",
    reference: "prowler dns_record_proxied",
    severity: "high",
    check: perResource(CLOUDFLARE.record, where({ proxied: is(true) }), leadsToOrigin),
  },
  {
    id: "F54",
    title: "the zone is signed",
    why: "a forged answer sends everybody to somebody else's server",
    reference: "prowler zone_dnssec_enabled",
    severity: "medium",
    check: perResource(CLOUDFLARE.dnssec, where({ status: is("active") })),
  },
];

function isStrict(graph: PolicyGraph) {
  const settings = graph.ofType(CLOUDFLARE.setting);
  const named = new Map(settings.map((setting) => [plainOf(setting, "settingId"), setting]));
  const problems = Object.entries(SETTINGS).flatMap(([id, holds]) => settingProblem(id, named.get(id), holds));
  return { looked: settings.length, problems: settings.length === 0 ? [] : problems };
}

function settingProblem(
  id: string,
  setting: GraphResource | undefined,
  holds: (value: Value | undefined) => boolean,
): readonly Problem[] {
  if (setting === undefined) return [{ urn: null, detail: `${id} is not set` }];
  const value = read(setting, "value");
  return holds(value) ? [] : [{ urn: setting.urn, detail: `${id} is ${show(value)}` }];
}

function isGuarded(graph: PolicyGraph) {
  const rulesets = graph.ofType(CLOUDFLARE.ruleset);
  const phases = rulesets.map((ruleset) => plainOf(ruleset, "phase"));
  const firewall = ["http_request_firewall_managed", "http_request_firewall_custom"];
  const problems: Problem[] = [];
  if (!firewall.some((phase) => phases.includes(phase))) problems.push({ urn: null, detail: "it has no firewall" });
  if (!phases.includes("http_ratelimit")) problems.push({ urn: null, detail: "it has no rate limits" });
  return { looked: rulesets.length, problems: rulesets.length === 0 ? [] : problems };
}

function leadsToOrigin(record: GraphResource): boolean {
  return ["A", "AAAA", "CNAME"].includes(String(plainOf(record, "type"))) && !UNPROXIED.test(record.name);
}
