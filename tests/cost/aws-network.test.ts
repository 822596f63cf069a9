import { describe, expect, it } from "vitest";
import { drop, resource, set } from "../policy/builder";
import { linesOf, usdByPrice } from "./aws-bill";
import * as made from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("the network", () => {
  it("divides what goes through NAT among the gateways", () => {
    const through = linesOf(made.natGateways(3), { natGb: 300 }).filter(({ price }) =>
      price.endsWith("data-processed"),
    );
    expect(through.map(({ monthly }) => monthly)).toEqual([4.5, 4.5, 4.5]);
  });

  it("pays an interface in each zone, and no gateway endpoint", () => {
    const gateway = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "storage", { vpcEndpointType: "Gateway" });
    const link = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "database", {
      vpcEndpointType: "Interface",
      subnetIds: ["<a.id>", "<b.id>", "<c.id>"],
    });
    expect(usdByPrice([gateway, link], { databaseGb: 200 })).toEqual({
      "aws/vpc-endpoint/interface.hour-per-az": 21.9,
      "aws/vpc-endpoint/interface.data-first-1pb": 2,
    });
  });

  it("pays a public load balancer's addresses and answers, not those of an internal one", () => {
    const use = { edgeGb: 730, internetOutGb: 200 };
    expect(usdByPrice([made.loadBalancer(3)], use)).toEqual({
      "aws/alb/hour": 16.43,
      "aws/alb/lcu": 5.84,
      "aws/public-ipv4/in-use": 10.95,
      "aws/data-transfer/internet-out.first-10tb": 18,
    });
    expect(Object.keys(usdByPrice(set("alb", { internal: true })([made.loadBalancer(3)]), use))).toEqual([
      "aws/alb/hour",
      "aws/alb/lcu",
    ]);
  });

  it("pays new connections where these use up more than bytes do", () => {
    // 90 million connections are 1,000 hours at 25 a second.
    expect(usdByPrice([made.loadBalancer(3)], { edgeGb: 10, apiCalls: 90e6 })["aws/alb/lcu"]).toBe(8);
  });

  it("pays for the trust store of a load balancer that asks for certificates", () => {
    expect(usdByPrice([resource("aws:lb/trustStore:TrustStore", "trust")])).toEqual({ "aws/alb/trust-store": 3.65 });
  });

  it("gets cheaper in steps on the way to the internet", () => {
    expect(usdByPrice([made.loadBalancer(3)], { internetOutGb: 20_000 })).toMatchObject({
      "aws/data-transfer/internet-out.first-10tb": 921.6,
      "aws/data-transfer/internet-out.next-40tb": 829.6,
    });
  });
});

describe("the edge", () => {
  it("pays a web ACL, its rules, and the requests of what it guards", () => {
    const use = { apiCalls: 30e6, cdnRequests: 10e6 };
    const paid = { "aws/wafv2/web-acl": 5, "aws/wafv2/rule-or-managed-group": 4 };
    expect(usdByPrice([made.firewall(4)], use)).toEqual({ ...paid, "aws/wafv2/requests": 18 });
    const ofCdn = set("waf", { scope: "CLOUDFRONT" })([made.firewall(4)]);
    expect(usdByPrice(ofCdn, use)).toEqual({ ...paid, "aws/wafv2/requests": 6 });
  });

  it("pays queries, but not those for an alias", () => {
    const use = { dnsQueries: 10e6 };
    expect(usdByPrice(made.dnsZone(), use)).toEqual({
      "aws/route53/hosted-zone": 0.5,
      "aws/route53/queries.standard": 4,
    });
    const alias = set("record", { aliases: [{ name: "<alb.dnsName>" }] })(made.dnsZone());
    expect(usdByPrice(alias, use)).toEqual({ "aws/route53/hosted-zone": 0.5 });
    const empty = drop("record")(made.dnsZone());
    expect(usdByPrice(empty, use)).toHaveProperty("aws/route53/queries.standard");
  });

  it("pays a health check", () => {
    const check = resource("aws:route53/healthCheck:HealthCheck", "health", { type: "CLOUDWATCH_METRIC" });
    expect(usdByPrice([check])).toEqual({ "aws/route53/health-check.aws-endpoint": 0.5 });
  });

  it("pays assets by the GB and by the request", () => {
    expect(usdByPrice([made.distribution()], { cdnGb: 20_000, cdnRequests: 100e6 })).toEqual({
      "aws/cloudfront/egress.first-10tb": 870.4,
      "aws/cloudfront/egress.next-40tb": 780.8,
      "aws/cloudfront/https-requests": 100,
    });
  });
});
