import { AWS } from "../../../../src/policy/aws/types";
import { resource } from "../../builder";
import { ZONES } from "./network";

const blockingGroup = (name: string) => ({
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name } },
});
export const FIREWALL = {
  scope: "REGIONAL",
  rules: ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"].map(blockingGroup),
};

export const EDGE = [
  resource(AWS.loadBalancer, "alb", {
    name: "ss-test-alb",
    internal: false,
    subnets: ZONES.map((zone) => `<public-${zone}.id>`),
    dropInvalidHeaderFields: true,
    desyncMitigationMode: "defensive",
    enableDeletionProtection: true,
    accessLogs: { enabled: true, bucket: "ss-test-logs" },
  }),
  resource(AWS.listener, "http", {
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }],
  }),
  resource(AWS.listener, "https", { port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
  resource(AWS.webAcl, "firewall", FIREWALL),
  resource(AWS.webAclAssociation, "firewall-alb", { resourceArn: "<alb.arn>", webAclArn: "<firewall.arn>" }),
  resource(AWS.webAclLogging, "firewall-logging", { resourceArn: "<firewall.arn>" }),
  resource(AWS.distribution, "cdn", {
    origins: [{ domainName: "<b-assets.bucketRegionalDomainName>", originAccessControlId: "<oac.id>" }],
    defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https", responseHeadersPolicyId: "<headers.id>" },
    viewerCertificate: {
      acmCertificateArn: "<certificate.arn>",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
    webAclId: "<firewall.arn>",
    defaultRootObject: "index.html",
  }),
  resource(AWS.logDeliverySource, "cdn-logs", { logType: "ACCESS_LOGS", resourceArn: "<cdn.arn>" }),
];
