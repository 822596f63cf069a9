import type { RulesetRule } from "@pulumi/cloudflare/types/input";
import { toCrm } from "./hosts";
import type { PlanLimits } from "./plans";

/** Cloudflare's rulesets have the same ids in every account (WAF docs, "Available managed rulesets"). */
const CLOUDFLARE_MANAGED = "efb7b8c949ac4650a09736fc376e9aee";
const OWASP_CORE = "4814384a9e5d4991b9815dcfc25d2f1f";
/** The last rule of the OWASP ruleset: it acts on the sum of what the others found. */
const OWASP_VERDICT = "6179ae15870a4bb7b2d480d4843b323c";
/** Cloudflare's own default; 25 is stricter, 60 laxer. */
const OWASP_SCORE = 40;

/** What nobody has a reason to ask the CRM for: source control, keys and settings, other people's software. */
const PROBES = ["/.git", "/.env", "/.aws", "/.ssh", "/.svn", "/wp-admin", "/wp-login", "/cgi-bin/"] as const;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Rules of our own, for the CRM's hosts only: no plan of ours has regular expressions. */
export function customRules(domain: string): RulesetRule[] {
  const block = (ref: string, description: string, condition: string): RulesetRule => ({
    ref,
    description,
    expression: `${toCrm(domain)} and ${condition}`,
    action: "block",
    enabled: true,
  });
  const path = "lower(http.request.uri.path)";
  const probes = [...PROBES.map((part) => `${path} contains "${part}"`), `ends_with(${path}, ".php")`];
  return [
    // Cloudflare serves other ports too, where the origin does not listen.
    block("crm_ports", "Only the ports of the web", "not (cf.edge.server_port in {80 443})"),
    block("crm_methods", "Only methods that the API knows", `not (http.request.method in {${quoted(METHODS)}})`),
    block("crm_probes", "Scans for what is not here", `(${probes.join(" or ")})`),
  ];
}

/** Rules that Cloudflare writes and keeps up to date, where the plan has them. */
export function managedRules(domain: string, { managedRulesets }: PlanLimits): RulesetRule[] {
  if (!managedRulesets) return [];
  const execute = (ref: string, description: string, id: string, overrides = {}): RulesetRule => ({
    ref,
    description,
    expression: toCrm(domain),
    action: "execute",
    actionParameters: { id, ...overrides },
    enabled: true,
  });
  return [
    execute("crm_cloudflare_managed", "Cloudflare Managed Ruleset", CLOUDFLARE_MANAGED),
    execute("crm_owasp_core", "OWASP Core Ruleset", OWASP_CORE, { overrides: owaspOverrides() }),
  ];
}

/** Left alone all four paranoia levels are on: notes and mails of a CRM would not get past them. */
function owaspOverrides() {
  return {
    categories: [2, 3, 4].map((level) => ({ category: `paranoia-level-${level}`, enabled: false })),
    // Not a challenge: a program that calls the API can't solve one.
    rules: [{ id: OWASP_VERDICT, action: "block", scoreThreshold: OWASP_SCORE }],
  };
}

const quoted = (values: readonly string[]) => values.map((value) => `"${value}"`).join(" ");
