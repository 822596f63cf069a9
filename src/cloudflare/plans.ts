import type { CloudflarePlan } from "../../stacks";

/** What Cloudflare allows a whole zone, whoever uses it. Regular expressions and the action Log come with dearer plans. */
export interface PlanLimits {
  /** Managed rulesets beyond the free one, which Cloudflare deploys by itself on the free plan. */
  readonly managedRulesets: boolean;
  readonly customRules: number;
  readonly rateLimits: RateLimits;
  readonly cacheRules: number;
  /** Shortest time that a rule may tell the edge to keep something, seconds. */
  readonly minEdgeTtl: number;
}

export interface RateLimits {
  readonly rules: number;
  /** What an expression may look at. */
  readonly fields: readonly string[];
  /** Seconds over which requests are counted, at most; the free plan has this one value. */
  readonly maxPeriod: number;
  /** Seconds for which a visitor is kept out, at most; the free plan has this one value. */
  readonly maxTimeout: number;
}

/**
 * https://developers.cloudflare.com/plans/ (WAF, cache), and for rate limits
 * https://developers.cloudflare.com/waf/rate-limiting-rules/#availability.
 */
export const PLANS: Readonly<Record<CloudflarePlan, PlanLimits>> = {
  free: {
    managedRulesets: false,
    customRules: 5,
    rateLimits: { rules: 1, fields: ["http.request.uri.path"], maxPeriod: 10, maxTimeout: 10 },
    cacheRules: 10,
    minEdgeTtl: 7_200,
  },
  pro: {
    managedRulesets: true,
    customRules: 20,
    rateLimits: {
      rules: 2,
      fields: [
        "http.host",
        "http.request.uri",
        "http.request.uri.path",
        "http.request.uri.query",
        "http.request.full_uri",
      ],
      maxPeriod: 60,
      maxTimeout: 3_600,
    },
    cacheRules: 25,
    minEdgeTtl: 3_600,
  },
};
