import { describe, expect, it } from "vitest";
import type { GraphResource } from "../../src/graph/graph";
import { CLOUDFLARE_RANGES } from "../../src/conventions/cloudflare-ranges";
import { PolicyGraph } from "../../src/policy/query";
import { AWS_VARIANTS, graphOf, nameOfVariant } from "../graphs";

const INTERNET = "0.0.0.0/0";

describe.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const subnets = graph.ofType("aws:ec2/subnet:Subnet");

  /** Where a subnet's traffic to the internet goes: its route table decides, not its name. */
  function wayOut(subnet: GraphResource): "internet gateway" | "NAT" | "none" {
    const [association] = graph.referring("aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId", subnet);
    const [table] = association ? graph.referred(association, "routeTableId", "aws:ec2/routeTable:RouteTable") : [];
    expect(table, `route table of ${subnet.name}`).toBeDefined();
    const routes = table ? graph.referring("aws:ec2/route:Route", "routeTableId", table) : [];
    const out = routes.find(({ inputs }) => inputs["destinationCidrBlock"] === INTERNET);
    if (out === undefined) return "none";
    return "gatewayId" in out.inputs ? "internet gateway" : "NAT";
  }

  it("has nine subnets on the addresses of the requirements, three in each zone", () => {
    const cidrs = subnets.map(({ inputs }) => inputs["cidrBlock"]);
    const thirds = [1, 2, 3, 11, 12, 13, 21, 22, 23].map((third) => `10.0.${third}.0/24`);
    expect(cidrs.sort()).toEqual(thirds.sort());
    const zones = subnets.map(({ inputs }) => inputs["availabilityZoneId"]);
    for (const zone of new Set(zones)) expect(zones.filter((other) => other === zone)).toHaveLength(3);
    expect(new Set(zones).size).toBe(3);
  });

  it("lets only public subnets meet the internet, private ones through NAT, database ones not at all", () => {
    const ways = subnets.map((subnet) => [String(subnet.inputs["cidrBlock"]), wayOut(subnet)] as const);
    const expected = (third: number) => (third < 10 ? "internet gateway" : third < 20 ? "NAT" : "none");
    for (const [cidr, way] of ways) expect([cidr, way]).toEqual([cidr, expected(Number(cidr.split(".")[2]))]);
  });

  it("runs nodes in private subnets, and data in database subnets", () => {
    const thirdsOf = (type: string, path: string) =>
      graph
        .ofType(type)
        .flatMap((resource) =>
          graph
            .referred(resource, path, "aws:ec2/subnet:Subnet")
            .map(({ inputs }) => Number(String(inputs["cidrBlock"]).split(".")[2])),
        );
    expect(new Set(thirdsOf("aws:eks/nodeGroup:NodeGroup", "subnetIds"))).toEqual(new Set([11, 12, 13]));
    expect(new Set(thirdsOf("aws:elasticache/subnetGroup:SubnetGroup", "subnetIds"))).toEqual(new Set([21, 22, 23]));
    for (const third of thirdsOf("aws:opensearch/domain:Domain", "vpcOptions")) expect(third).toBeGreaterThan(20);
  });

  it("admits nobody but Cloudflare to the load balancer", () => {
    const rules = graph.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const toAlb = rules.filter(({ name }) => name.startsWith("crm-network-alb-"));
    expect(toAlb.map(({ inputs }) => inputs["fromPort"]).sort()).toEqual([443, 80]);
    for (const { inputs } of toAlb) expect(inputs).not.toHaveProperty("cidrIpv4");
    const [list] = graph.ofType("aws:ec2/managedPrefixList:ManagedPrefixList");
    const entries = (list?.inputs["entries"] ?? []) as unknown as readonly { cidr: string }[];
    expect(entries.map(({ cidr }) => cidr)).toEqual(CLOUDFLARE_RANGES.ipv4);
  });

  it("has no way out of the database security group, and only the application may come in", () => {
    const rules = (kind: "Ingress" | "Egress") =>
      graph
        .ofType(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`)
        .filter(({ inputs }) => inputs["securityGroupId"] === "<crm-network-db.id>");
    expect(rules("Egress")).toEqual([]);
    expect(rules("Ingress").map(({ inputs }) => [inputs["fromPort"], inputs["referencedSecurityGroupId"]])).toEqual([
      [6379, "<crm-network-app.id>"],
      [443, "<crm-network-app.id>"],
    ]);
  });

  it("lets only the pods' subnets reach MongoDB", () => {
    const list = graph.ofType("mongodbatlas:index/projectIpAccessList:ProjectIpAccessList");
    expect(list.map(({ inputs }) => inputs["cidrBlock"])).toEqual(["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]);
  });
});
