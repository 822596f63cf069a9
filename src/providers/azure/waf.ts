import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { Policy } from "@pulumi/azure-native/frontdoor/policy";
import { WebApplicationFirewallPolicy } from "@pulumi/azure-native/network/webApplicationFirewallPolicy";
import type { frontdoor, network } from "@pulumi/azure-native/types/input";
import { CLOUDFLARE_RANGES } from "../../conventions/cloudflare-ranges";
import type { Placed } from "./component";

export interface OriginPolicyArgs {
  /** Request logs know the policy by it. */
  readonly policyName: string;
  readonly level: "basic" | "full";
}

/** The newest that the load balancer takes, of Microsoft's rule sets (Application Gateway for Containers, firewall). */
const ATTACKS = { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" } as const;
const BOTS = { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" } as const;

/** Programs made to scan and attack: Microsoft's set only counts them, the larger tiers shut them out. */
const ATTACK_TOOLS: network.ManagedRuleGroupOverrideArgs = {
  ruleGroupName: "UnknownBots",
  rules: [{ ruleId: "300200", state: "Enabled", action: "Block" }],
};

/** KB of a body that are searched for attacks. A longer one is normal for this API, so it goes on with its rest unread. */
const SEARCHED_KB = 128;

/** The firewall in front of the pods: whoever is not Cloudflare, or attacks through it, gets no further. */
export function createOriginPolicy(
  name: string,
  { policyName, level }: OriginPolicyArgs,
  placed: Placed,
  opts: CustomResourceOptions,
): WebApplicationFirewallPolicy {
  const bots = { ...BOTS, ...(level === "full" && { ruleGroupOverrides: [ATTACK_TOOLS] }) };
  return new WebApplicationFirewallPolicy(
    name,
    {
      ...placed,
      policyName,
      policySettings: {
        state: "Enabled",
        mode: "Prevention",
        requestBodyCheck: true,
        requestBodyInspectLimitInKB: SEARCHED_KB,
        requestBodyEnforcement: false,
        fileUploadEnforcement: false,
        logScrubbing: { state: "Enabled", scrubbingRules: UNLOGGED },
      },
      customRules: [CLOUDFLARE_ONLY],
      managedRules: { managedRuleSets: [ATTACKS, bots] },
    },
    opts,
  );
}

/** By the address that the connection came from, which is in no header that a visitor could write. */
const CLOUDFLARE_ONLY: network.WebApplicationFirewallCustomRuleArgs = {
  name: "CloudflareOnly",
  priority: 1,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariables: [{ variableName: "RemoteAddr" }],
      operator: "IPMatch",
      // The misspelling is Azure's own.
      negationConditon: true,
      matchValues: [...CLOUDFLARE_RANGES.ipv4, ...CLOUDFLARE_RANGES.ipv6],
    },
  ],
};

/** Whoever reads what a rule found must not be able to act as the visitor. */
const UNLOGGED: network.WebApplicationFirewallScrubbingRulesArgs[] = ["authorization", "cookie"].map((selector) => ({
  matchVariable: "RequestHeaderNames",
  selectorMatchOperator: "Equals",
  selector,
  state: "Enabled",
}));

export interface CdnPolicyArgs {
  readonly resourceGroupName: Output<string>;
  /** Letters and digits, as this service alone demands. */
  readonly policyName: string;
  /** Requests per five minutes and visitor. */
  readonly rateLimit: number;
  readonly tags: Record<string, string>;
}

/** In front of the assets. There are no rule sets: Front Door sells them with its Premium tier only. */
export function createCdnPolicy(name: string, args: CdnPolicyArgs, opts: CustomResourceOptions): Policy {
  const { rateLimit, ...placed } = args;
  return new Policy(
    name,
    {
      ...placed,
      location: "Global",
      sku: { name: "Standard_AzureFrontDoor" },
      policySettings: { enabledState: "Enabled", mode: "Prevention", requestBodyCheck: "Enabled" },
      customRules: { rules: [READ_ONLY, NO_LISTS, limitVisitors(rateLimit)] },
    },
    opts,
  );
}

/** The CDN asks in its own name: what it may is then what anyone may, so only files are passed on. */
const READ_ONLY: frontdoor.CustomRuleArgs = {
  name: "ReadOnly",
  priority: 1,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariable: "RequestMethod",
      operator: "Equal",
      negateCondition: true,
      matchValue: ["GET", "HEAD", "OPTIONS"],
    },
  ],
};

/** Storage answers these questions with names and properties of everything in the container (Blob service, List Blobs). */
const NO_LISTS: frontdoor.CustomRuleArgs = {
  name: "NoLists",
  priority: 2,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariable: "QueryString",
      operator: "Contains",
      matchValue: ["comp=", "restype="],
      transforms: ["UrlDecode", "Lowercase"],
    },
  ],
};

const limitVisitors = (rateLimitThreshold: number): frontdoor.CustomRuleArgs => ({
  name: "Rate",
  priority: 3,
  ruleType: "RateLimitRule",
  action: "Block",
  rateLimitDurationInMinutes: 5,
  rateLimitThreshold,
  matchConditions: [{ matchVariable: "SocketAddr", operator: "IPMatch", matchValue: ["0.0.0.0/0", "::/0"] }],
});
