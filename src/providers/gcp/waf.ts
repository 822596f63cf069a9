import type { CustomResourceOptions } from "@pulumi/pulumi";
import { SecurityPolicy } from "@pulumi/gcp/compute/securityPolicy";
import type { compute } from "@pulumi/gcp/types/input";
import { CLOUDFLARE_RANGES } from "../../conventions/cloudflare-ranges";

export interface OriginPolicyArgs {
  /** Request logs and the load balancer know the policy by it. */
  readonly name: string;
  readonly level: "basic" | "full";
  /** Requests per five minutes and visitor. */
  readonly rateLimit: number;
}

type Rule = compute.SecurityPolicyRule;

/** Rule sets that Google maintains, most of them OWASP's 4.22: what everyone needs, and what the larger tiers add. */
const BASIC = ["xss-v422-stable", "lfi-v422-stable", "rfi-v422-stable", "rce-v422-stable", "cve-canary"] as const;
const FULL = [
  ...BASIC,
  ...["sqli", "java", "generic", "protocolattack", "scannerdetection"].map((set) => `${set}-v422-stable`),
];
/** Signatures that hardly ever mistake a note or a mail of the CRM for an attack; 4 is all of them. */
const SENSITIVITY = 1;

/** Cloud Armor's limits on one rule: ranges, and parts of an expression. */
const RANGES_PER_RULE = 10;
const SETS_PER_RULE = 5;

/** The first rule that matches decides. A rule never turns from allowing to limiting: an update can't take a limit away. */
const PRIORITY = { attack: 1_000, limit: 2_000, allow: 3_000, rest: 2_147_483_647 } as const;

/** The firewall in front of the pods: whoever is not Cloudflare, or attacks through it, gets no further. */
export function createOriginPolicy(name: string, args: OriginPolicyArgs, opts: CustomResourceOptions): SecurityPolicy {
  const full = args.level === "full";
  const attacks = inGroups(full ? FULL : BASIC, SETS_PER_RULE).map(denyAttacks);
  // The address is of version 4, so Cloudflare comes from no other.
  const visitors = inGroups(CLOUDFLARE_RANGES.ipv4, RANGES_PER_RULE).map((ranges, index) =>
    full ? limitVisitors(ranges, index, args.rateLimit) : allow(ranges, index),
  );
  return new SecurityPolicy(
    name,
    {
      name: args.name,
      type: "CLOUD_ARMOR",
      description: "Cloudflare only, and no attacks",
      rules: [...attacks, ...visitors, everyoneElse("deny(403)")],
      adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: full, ruleVisibility: "STANDARD" } },
      advancedOptionsConfig: {
        jsonParsing: "STANDARD",
        // More would write what was found, so parts of customers' data, into the logs.
        logLevel: "NORMAL",
        requestBodyInspectionSize: "64KB",
        // Behind Cloudflare every request comes from Cloudflare: the visitor's address is in a header.
        userIpRequestHeaders: ["CF-Connecting-IP"],
      },
    },
    opts,
  );
}

/** In front of the CDN's cache there are no rule sets and no limits: only addresses can be kept out, by hand. */
export function createCdnPolicy(name: string, args: { readonly name: string }, opts: CustomResourceOptions) {
  const description = "Assets are for everyone; whoever misuses them is denied here";
  const inputs = { name: args.name, type: "CLOUD_ARMOR_EDGE", description, rules: [everyoneElse("allow")] };
  return new SecurityPolicy(name, inputs, opts);
}

function denyAttacks(sets: readonly string[], index: number): Rule {
  const found = sets.map((set) => `evaluatePreconfiguredWaf('${set}', {'sensitivity': ${SENSITIVITY}})`);
  return {
    action: "deny(403)",
    priority: PRIORITY.attack + index,
    description: `Attacks, part ${index + 1}`,
    match: { expr: { expression: found.join(" || ") } },
  };
}

function limitVisitors(ranges: readonly string[], index: number, limit: number): Rule {
  return {
    ...from(ranges),
    // Not a ban, which takes 10,000 requests at most for a threshold.
    action: "throttle",
    priority: PRIORITY.limit + index,
    description: `Cloudflare, part ${index + 1}: as many requests as a visitor may`,
    rateLimitOptions: {
      conformAction: "allow",
      exceedAction: "deny(429)",
      enforceOnKey: "USER_IP",
      rateLimitThreshold: { count: limit, intervalSec: 300 },
    },
  };
}

function allow(ranges: readonly string[], index: number): Rule {
  const description = `Cloudflare, part ${index + 1}`;
  return { ...from(ranges), action: "allow", priority: PRIORITY.allow + index, description };
}

/** Every policy must end with it. */
function everyoneElse(action: "allow" | "deny(403)"): Rule {
  return { ...from(["*"]), action, priority: PRIORITY.rest, description: "Everyone else" };
}

const from = (ranges: readonly string[]) => ({
  match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: [...ranges] } },
});

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return items.length === 0 ? [] : [items.slice(0, size), ...inGroups(items.slice(size), size)];
}
