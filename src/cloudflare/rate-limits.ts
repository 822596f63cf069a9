import type { RulesetRule } from "@pulumi/cloudflare/types/input";
import { toHost } from "./hosts";
import type { PlanLimits } from "./plans";

/** Seconds for which a visitor who asked too often is kept out, where the plan lets us choose. */
const BLOCK_SECONDS = 300;
/** An office behind one address, all of it opening the app at once, must fit in any period. */
const LEAST_REQUESTS = 500;
/** Counting is per data centre, which the API wants said, and per address: no plan of ours counts otherwise. */
const CHARACTERISTICS = ["cf.colo.id", "ip.src"];

/** Like the origin's own limit, in the shorter periods of Cloudflare: a tenth of the peak for one visitor. */
export function requestsPerPeriod(peakRps: number, period: number): number {
  return Math.max(LEAST_REQUESTS, Math.ceil((peakRps / 10) * period));
}

/** `assets` has none: what the edge answers from its cache costs nobody anything. */
export function rateLimitRules(domain: string, peakRps: number, { rateLimits }: PlanLimits): RulesetRule[] {
  const { fields, maxPeriod: period, maxTimeout } = rateLimits;
  const rule = (ref: string, description: string, expression: string): RulesetRule => ({
    ref,
    description,
    expression,
    action: "block",
    ratelimit: {
      characteristics: CHARACTERISTICS,
      period,
      requestsPerPeriod: requestsPerPeriod(peakRps, period),
      mitigationTimeout: Math.min(BLOCK_SECONDS, maxTimeout),
    },
    enabled: true,
  });
  // A rule that can't see the host counts for the whole zone: it only stops floods, ten seconds at a time.
  if (!fields.includes("http.host")) {
    return [rule("crm_rate", "Floods from one address", 'starts_with(http.request.uri.path, "/")')];
  }
  return [
    rule("crm_rate_api", "Too many calls from one address", toHost("api", domain)),
    rule("crm_rate_app", "Too many requests from one address", toHost("app", domain)),
  ];
}
