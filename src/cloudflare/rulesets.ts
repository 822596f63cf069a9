import type { Resource } from "@pulumi/pulumi";
import { Ruleset } from "@pulumi/cloudflare/ruleset";
import type { RulesetRule } from "@pulumi/cloudflare/types/input";
import type { CloudflarePlan } from "../../stacks";
import { cacheRules } from "./cache-rules";
import { customRules, managedRules } from "./firewall";
import { PLANS } from "./plans";
import { rateLimitRules } from "./rate-limits";

export interface RulesArgs {
  readonly zoneId: string;
  readonly domain: string;
  readonly plan: CloudflarePlan;
  /** Requests per second at the peak, of all visitors. */
  readonly peakRps: number;
}

/** The zone's entry point of each phase: there is one, so a second stack that made it would be refused. */
export function createRulesets(name: string, { zoneId, domain, plan, peakRps }: RulesArgs, parent: Resource): void {
  const limits = PLANS[plan];
  const create = (role: string, phase: string, rules: RulesetRule[]) => {
    if (rules.length === 0) return;
    const args = { zoneId, kind: "zone", phase, name: `SequelString CRM: ${role}`, rules };
    new Ruleset(`${name}-rules-${role}`, args, { parent });
  };
  create("custom", "http_request_firewall_custom", customRules(domain));
  create("rate", "http_ratelimit", rateLimitRules(domain, peakRps, limits));
  create("managed", "http_request_firewall_managed", managedRules(domain, limits));
  create("cache", "http_request_cache_settings", cacheRules(domain));
}
