import type { Output, Resource } from "@pulumi/pulumi";
import type { LoadBalancer } from "@pulumi/aws/lb/loadBalancer";
import { WebAcl } from "@pulumi/aws/wafv2/webAcl";
import { WebAclAssociation } from "@pulumi/aws/wafv2/webAclAssociation";
import { WebAclLoggingConfiguration } from "@pulumi/aws/wafv2/webAclLoggingConfiguration";
import { GLOBAL_REGION } from "./context";
import { createLogGroup } from "./log-group";

export interface WebAclArgs {
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  readonly name: string;
  readonly level: "basic" | "full";
  /** Requests per five minutes and visitor. */
  readonly rateLimit: number;
  readonly days: number;
  readonly key: Output<string> | null;
}

/** Rule groups that AWS maintains: what everyone needs, and what the larger tiers add. */
const BASIC = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"] as const;
const FULL = [...BASIC, "AWSManagedRulesSQLiRuleSet"] as const;
/** Bodies over 8 KB are normal for this API, so the rule that would block them only counts. */
const COUNT_ONLY: Readonly<Record<string, string>> = { AWSManagedRulesCommonRuleSet: "SizeRestrictions_BODY" };

export function createWebAcl(name: string, args: WebAclArgs, parent: Resource): WebAcl {
  const region = args.scope === "CLOUDFRONT" ? { region: GLOBAL_REGION } : {};
  const groups = (args.level === "full" ? FULL : BASIC).map(managedRule);
  const acl = new WebAcl(
    name,
    {
      ...region,
      name: args.name,
      scope: args.scope,
      defaultAction: { allow: {} },
      visibilityConfig: visibility(args.name),
      rules: [...groups, ...(args.level === "full" ? [rateRule(args, groups.length)] : [])],
    },
    { parent },
  );
  // The prefix is part of the service's contract.
  const group = createLogGroup(
    `${name}-logs`,
    { ...region, name: `aws-waf-logs-${args.name}`, days: args.days, key: args.key },
    parent,
  );
  const redactedFields = ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } }));
  const logging = { ...region, resourceArn: acl.arn, logDestinationConfigs: [group.arn], redactedFields };
  new WebAclLoggingConfiguration(`${name}-logging`, logging, { parent });
  return acl;
}

export function protectLoadBalancer(name: string, acl: WebAcl, { arn }: LoadBalancer, parent: Resource): void {
  new WebAclAssociation(`${name}-association`, { resourceArn: arn, webAclArn: acl.arn }, { parent });
}

function managedRule(group: string, priority: number) {
  const counted = COUNT_ONLY[group];
  const overrides = counted ? { ruleActionOverrides: [{ name: counted, actionToUse: { count: {} } }] } : {};
  return {
    name: group,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group, ...overrides } },
    visibilityConfig: visibility(group),
  };
}

/** Behind Cloudflare every request comes from Cloudflare: the visitor's address is in a header. */
function rateRule({ scope, rateLimit: limit }: WebAclArgs, priority: number) {
  const visitor =
    scope === "CLOUDFRONT"
      ? { aggregateKeyType: "IP" }
      : {
          aggregateKeyType: "FORWARDED_IP",
          forwardedIpConfig: { headerName: "CF-Connecting-IP", fallbackBehavior: "MATCH" },
        };
  return {
    name: "rate",
    priority,
    action: { block: {} },
    statement: { rateBasedStatement: { limit, ...visitor } },
    visibilityConfig: visibility("rate"),
  };
}

const visibility = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
  metricName,
});
