import type { GraphResource } from "../../graph/graph";
import type { PolicyGraph } from "../../policy/query";
import { listOf, plainOf } from "../../policy/values";
import { billed, type Costs, type Estimator, free, monthly, stepped } from "../estimator";

const MILLION = 1_000_000;

/** Fewer than 1,500 capacity units of rules cost nothing beside the rules themselves (WAF pricing). */
const firewall: Estimator = (acl, { usage }) => {
  const rules = listOf(acl, "rules").length;
  const requests = plainOf(acl, "scope") === "CLOUDFRONT" ? usage.cdnRequests : usage.apiCalls;
  return [
    monthly("web ACL", "aws/wafv2/web-acl"),
    monthly(`${rules} rules`, "aws/wafv2/rule-or-managed-group", rules),
    monthly("requests that are looked at", "aws/wafv2/requests", requests / MILLION),
  ];
};

/** What comes from a bucket to CloudFront costs nothing; 10 TB, 40 TB and 100 TB a month, then no end (CloudFront pricing). */
const distribution: Estimator = (_, { usage }) => [
  ...stepped("assets to the internet", usage.cdnGb, [
    [10_240, "aws/cloudfront/egress.first-10tb"],
    [40_960, "aws/cloudfront/egress.next-40tb"],
    [102_400, "aws/cloudfront/egress.next-100tb"],
    [Infinity, "aws/cloudfront/egress.next-350tb"],
  ]),
  monthly("requests for assets", "aws/cloudfront/https-requests", usage.cdnRequests / 10_000),
];

const zone: Estimator = (resource, { graph, usage }) => {
  const hosted = monthly("DNS zone", "aws/route53/hosted-zone");
  if (answersForNothing(resource, graph)) return [hosted];
  const queries = usage.dnsQueries / graph.ofType(resource.type).length / MILLION;
  return [hosted, monthly("DNS queries", "aws/route53/queries.standard", queries)];
};

/** Queries for an alias of a load balancer or a distribution cost nothing (Route 53 pricing, "Alias queries"). */
function answersForNothing(zone: GraphResource, graph: PolicyGraph): boolean {
  const records = graph.referring("aws:route53/record:Record", "zoneId", zone);
  return records.length > 0 && records.every((record) => listOf(record, "aliases").length > 0);
}

/** One that watches an alarm is priced as one that watches something in AWS. */
const healthCheck: Estimator = () => [monthly("health check", "aws/route53/health-check.aws-endpoint")];

/** Names, certificates, firewalls and the CDN. */
export const EDGE_COSTS: Costs = {
  "aws:cloudfront/distribution:Distribution": billed(distribution),
  "aws:route53/healthCheck:HealthCheck": billed(healthCheck),
  "aws:route53/zone:Zone": billed(zone),
  "aws:wafv2/webAcl:WebAcl": billed(firewall),
  ...free(
    "public and imported certificates cost nothing",
    "aws:acm/certificate:Certificate",
    "aws:acm/certificateValidation:CertificateValidation",
  ),
  ...free(
    "part of the distribution",
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  ),
  ...free("part of the zone", "aws:route53/record:Record"),
  ...free("part of the web ACL", "aws:wafv2/webAclAssociation:WebAclAssociation"),
  ...free("its records are paid at their log group", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"),
};
