import type { CustomResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Rule, type RuleArgs } from "@pulumi/azure-native/cdn/rule";
import { RuleSet } from "@pulumi/azure-native/cdn/ruleSet";

const YEAR_SECONDS = 31_536_000;

const HEADERS: Readonly<Record<string, string>> = {
  "Strict-Transport-Security": `max-age=${YEAR_SECONDS}; includeSubDomains`,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/** Storage only understands the CDN's token from this version of its interface on (Blob service, versioning). */
const STORAGE_VERSION = "2023-11-03";

/** What gets smaller by being compressed. */
export const COMPRESSED = {
  isCompressionEnabled: true,
  contentTypesToCompress: [
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "font/ttf",
    "image/svg+xml",
    "text/css",
    "text/html",
    "text/javascript",
    "text/plain",
  ],
};

type Actions = NonNullable<RuleArgs["actions"]>;
interface Content {
  readonly actions: Actions;
  readonly conditions?: NonNullable<RuleArgs["conditions"]>;
}

/** Names as this service wants them: letters and digits. A rule takes five actions at most (Front Door, limits). */
const RULES: Readonly<Record<"start" | "cache" | "headers", Content>> = {
  start: {
    conditions: [
      {
        name: "UrlPath",
        parameters: {
          operator: "RegEx",
          matchValues: ["^/?$"],
          typeName: "DeliveryRuleUrlPathMatchConditionParameters",
        },
      },
    ],
    actions: [
      {
        name: "UrlRedirect",
        parameters: {
          redirectType: "Found",
          destinationProtocol: "Https",
          customPath: "/index.html",
          typeName: "DeliveryRuleUrlRedirectActionParameters",
        },
      },
    ],
  },
  /** A day for what does not say how long it may be kept: Front Door itself would choose one to three of them. */
  cache: {
    actions: [
      {
        name: "RouteConfigurationOverride",
        parameters: {
          cacheConfiguration: {
            cacheBehavior: "OverrideIfOriginMissing",
            cacheDuration: "1.00:00:00",
            isCompressionEnabled: "Enabled",
            queryStringCachingBehavior: "IgnoreQueryString",
          },
          typeName: "DeliveryRuleRouteConfigurationOverrideActionParameters",
        },
      },
    ],
  },
  headers: {
    actions: [
      { name: "ModifyRequestHeader", parameters: overwrite("x-ms-version", STORAGE_VERSION) },
      ...Object.entries(HEADERS).map(([name, value]) => ({
        name: "ModifyResponseHeader" as const,
        parameters: overwrite(name, value),
      })),
    ],
  },
};

export interface CdnRules {
  readonly ruleSet: RuleSet;
  /** Without these the set is empty. */
  readonly rules: readonly Resource[];
}

/** What is changed on the way to the assets and back. */
export function createCdnRules(
  name: string,
  inside: { readonly resourceGroupName: Output<string>; readonly profileName: Output<string> },
  opts: CustomResourceOptions,
): CdnRules {
  const ruleSet = new RuleSet(name, { ...inside, ruleSetName: "assets" }, opts);
  const rules = Object.entries(RULES).map(([ruleName, content], index) => {
    const args = { ...inside, ruleSetName: ruleSet.name, ruleName, order: index + 1, ...content };
    return new Rule(`${name}-${ruleName}`, { ...args, matchProcessingBehavior: "Continue" }, opts);
  });
  return { ruleSet, rules };
}

function overwrite(headerName: string, value: string) {
  return { headerAction: "Overwrite", headerName, value, typeName: "DeliveryRuleHeaderActionParameters" } as const;
}
