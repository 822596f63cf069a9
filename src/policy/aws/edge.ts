import type { GraphResource, Value } from "../../graph/graph";
import { is, isSet, matches, where } from "../conditions";
import type { PolicyGraph } from "../query";
import { perResource, type Rule } from "../rule";
import { listOf, plain, plainOf, read, readIn } from "../values";
import { zonesOf } from "./subnets";
import { AWS } from "./types";

const MANAGED_GROUPS = ["AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet"];

const LOAD_BALANCER_RULES: readonly Rule[] = [
  {
    id: "L01",
    title: "the load balancer drops headers that are not valid",
    why: "malformed headers smuggle requests past the firewall",
    reference: "CKV_AWS_131, FSBP ELB.4",
    severity: "medium",
    check: perResource(AWS.loadBalancer, where({ dropInvalidHeaderFields: is(true) })),
  },
  {
    id: "L02",
    title: "the load balancer writes access logs",
    why: "they are the only record of who asked for what",
    reference: "CKV_AWS_91, FSBP ELB.5",
    severity: "medium",
    check: perResource(AWS.loadBalancer, where({ "accessLogs.enabled": is(true), "accessLogs.bucket": isSet })),
  },
  {
    id: "L03",
    title: "the load balancer can't be deleted by accident",
    why: "a new one has another name, and DNS points to the old one",
    reference: "CKV_AWS_150, FSBP ELB.6",
    severity: "medium",
    check: perResource(AWS.loadBalancer, where({ enableDeletionProtection: is(true) })),
  },
  {
    id: "L04",
    title: "the load balancer defends against request smuggling",
    why: "two readings of one request let an attacker into another's session",
    reference: "CKV_AWS_328, FSBP ELB.12",
    severity: "medium",
    check: perResource(AWS.loadBalancer, where({ desyncMitigationMode: is("defensive", "strictest") })),
  },
  {
    id: "L05",
    title: "the load balancer stands in two zones or more",
    why: "otherwise the zone's failure is everybody's",
    reference: "FSBP ELB.13",
    severity: "high",
    check: perResource(AWS.loadBalancer, (balancer, graph) => zonesOf(balancer, "subnets", graph).size >= 2),
  },
  {
    id: "L06",
    title: "plain HTTP is only ever redirected to HTTPS",
    why: "sessions and passwords would travel in the clear",
    reference: "CKV2_AWS_20, FSBP ELB.1",
    severity: "high",
    check: perResource(AWS.listener, (listener) => isHttps(listener) || redirectsToHttps(listener)),
  },
  {
    id: "L07",
    title: "the load balancer speaks TLS 1.2 or newer",
    why: "its default policy still speaks TLS 1.0",
    reference: "CKV_AWS_103, CKV2_AWS_74, prowler PQC",
    severity: "high",
    check: perResource(AWS.listener, where({ sslPolicy: matches(/^ELBSecurityPolicy-TLS13-1-[23](-|$)/) }), isHttps),
  },
  {
    id: "L08",
    title: "every load balancer on the internet has a firewall",
    why: "the load balancer itself does not look into requests",
    reference: "CKV2_AWS_28, FSBP ELB.16",
    severity: "high",
    check: perResource(
      AWS.loadBalancer,
      (balancer, graph) => graph.referring(AWS.webAclAssociation, "resourceArn", balancer).length > 0,
      (balancer) => plainOf(balancer, "internal") !== true,
    ),
  },
];

const FIREWALL_RULES: readonly Rule[] = [
  {
    id: "W01",
    title: "the firewall blocks known bad input and the common attacks",
    why: "Log4j and injection are tried on every address within hours",
    reference: "CKV_AWS_192, FSBP WAF.10",
    severity: "high",
    check: perResource(AWS.webAcl, blocksManagedGroups),
  },
  {
    id: "W02",
    title: "the firewall logs what it decided",
    why: "a wrongly blocked customer can't be helped without it",
    reference: "CKV2_AWS_31, FSBP WAF.11",
    severity: "medium",
    check: perResource(AWS.webAcl, (acl, graph) => graph.referring(AWS.webAclLogging, "resourceArn", acl).length > 0),
  },
  {
    id: "W03",
    title: "a firewall for CloudFront lives in us-east-1",
    why: "CloudFront accepts it from nowhere else",
    reference: "@pulumi/aws, WebAcl",
    severity: "medium",
    check: perResource(
      AWS.webAcl,
      (acl, graph) => is("REGIONAL")(acl.inputs["scope"], "scope") || is("us-east-1")(graph.regionOf(acl), "region"),
    ),
  },
];

const CDN_RULES: readonly Rule[] = [
  {
    id: "C01",
    title: "the CDN serves nothing over plain HTTP",
    why: "a script that is changed on its way runs in the CRM's name",
    reference: "CKV_AWS_34, FSBP CloudFront.3",
    severity: "high",
    check: perResource(
      AWS.distribution,
      where({ "defaultCacheBehavior.viewerProtocolPolicy": is("redirect-to-https", "https-only") }),
    ),
  },
  {
    id: "C02",
    title: "the CDN shows its own certificate and speaks TLS 1.2 or newer",
    why: "the default certificate is CloudFront's and allows TLS 1.0",
    reference: "CKV_AWS_174, CKV2_AWS_42, FSBP CloudFront.7/8",
    severity: "high",
    check: perResource(
      AWS.distribution,
      where({
        "viewerCertificate.acmCertificateArn": isSet,
        "viewerCertificate.sslSupportMethod": is("sni-only"),
        "viewerCertificate.minimumProtocolVersion": matches(/^TLSv1\.(2_2021|2_2025|3_\d+)$/),
      }),
    ),
  },
  {
    id: "C03",
    title: "the CDN signs its requests to every bucket",
    why: "the bucket can then refuse everybody else",
    reference: "CKV2_AWS_46, FSBP CloudFront.13",
    severity: "high",
    check: perResource(AWS.distribution, signsToBuckets),
  },
  {
    id: "C04",
    title: "the CDN has a firewall",
    why: "it is as public as the load balancer",
    reference: "CKV_AWS_68, FSBP CloudFront.6",
    severity: "medium",
    check: perResource(AWS.distribution, where({ webAclId: isSet })),
  },
  {
    id: "C05",
    title: "the CDN has a page for its root",
    why: "without it the root lists the bucket or leaks its name",
    reference: "CKV_AWS_305, FSBP CloudFront.1",
    severity: "low",
    check: perResource(AWS.distribution, where({ defaultRootObject: isSet })),
  },
  {
    id: "C06",
    title: "the CDN sends security headers",
    why: "browsers then refuse framing, sniffing and downgrades",
    reference: "CKV_AWS_259, CKV2_AWS_32",
    severity: "low",
    check: perResource(AWS.distribution, where({ "defaultCacheBehavior.responseHeadersPolicyId": isSet })),
  },
  {
    id: "C07",
    title: "the CDN writes access logs",
    why: "they are the only record of who fetched what",
    reference: "CKV_AWS_86, FSBP CloudFront.5",
    severity: "medium",
    check: perResource(AWS.distribution, logsAccess),
  },
];

export const EDGE_RULES: readonly Rule[] = [...LOAD_BALANCER_RULES, ...FIREWALL_RULES, ...CDN_RULES];

function isHttps(listener: GraphResource): boolean {
  return plainOf(listener, "protocol") === "HTTPS";
}

function redirectsToHttps(listener: GraphResource): boolean {
  const actions = listOf(listener, "defaultActions");
  return actions.length > 0 && actions.every((action) => is("HTTPS")(readIn(action, "redirect.protocol"), "redirect"));
}

/** A group that only counts stops nothing. */
function blocksManagedGroups(acl: GraphResource) {
  const blocking = listOf(acl, "rules").filter(
    (rule) => !isSet(readIn(rule, "overrideAction.count"), "overrideAction"),
  );
  const groups = blocking.map((rule) => plain(readIn(rule, "statement.managedRuleGroupStatement.name"), "rules"));
  const missing = MANAGED_GROUPS.filter((group) => !groups.includes(group));
  return missing.length === 0 || `${missing.join(", ")} missing`;
}

function signsToBuckets(distribution: GraphResource) {
  const origins = listOf(distribution, "origins");
  const has = (origin: Value, key: string) => isSet(readIn(origin, key), `origins.${key}`);
  const signs = (origin: Value) =>
    has(origin, "originAccessControlId") || has(origin, "customOriginConfig") || has(origin, "vpcOriginConfig");
  return origins.length > 0 && origins.every(signs);
}

function logsAccess(distribution: GraphResource, graph: PolicyGraph) {
  if (isSet(read(distribution, "loggingConfig.bucket"), "loggingConfig.bucket")) return true;
  const sources = graph.referring(AWS.logDeliverySource, "resourceArn", distribution);
  return sources.some((source) => plainOf(source, "logType") === "ACCESS_LOGS");
}
