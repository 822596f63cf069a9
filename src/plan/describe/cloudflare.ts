import type { Phrases } from "./index";
import { counted, listed, type Member, type Members } from "./members";

const MANAGED = "http_request_firewall_managed";
/** What the rules of a phase are called, in the order in which they are told. */
const RULES: readonly (readonly [phase: string, noun: string])[] = [
  [MANAGED, "WAF ruleset"],
  ["http_request_firewall_custom", "firewall rule"],
  ["http_ratelimit", "rate limit"],
  ["http_request_cache_settings", "cache rule"],
];

const rulesetsOf = (members: Members) => members.all("ruleset:Ruleset");
const inPhase = (phase: string) => (ruleset: Member) => ruleset.text("phase") === phase;

export const CLOUDFLARE: Phrases = {
  cloudflare: [
    (members) => {
      const proxied = members.all("dnsRecord:DnsRecord").filter((record) => record.at("proxied") === true);
      return proxied.length === 0 ? undefined : `${listed(proxied.map((record) => record.text("name")))} proxied`;
    },
    (members) => (members.first("originCaCertificate:OriginCaCertificate") ? "Origin CA certificate" : undefined),
    (members) =>
      members.first("authenticatedOriginPulls:AuthenticatedOriginPulls") ? "client certificate" : undefined,
    (members) => {
      // Only a paid plan has managed rulesets, so they tell which it is.
      const rulesets = rulesetsOf(members);
      return rulesets.length === 0 ? undefined : `plan ${rulesets.some(inPhase(MANAGED)) ? "pro" : "free"}`;
    },
    (members) => {
      const ssl = members.all("zoneSetting:ZoneSetting").find((setting) => setting.text("settingId") === "ssl");
      return ssl && `TLS ${ssl.text("value")}`;
    },
    ...RULES.map(([phase, noun]) => (members: Members) => {
      const rules = rulesetsOf(members)
        .filter(inPhase(phase))
        .flatMap((ruleset) => ruleset.list("rules"));
      return counted(rules.length, noun);
    }),
  ],
};
