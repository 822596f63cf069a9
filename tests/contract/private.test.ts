import { describe, expect, it } from "vitest";
import { contractOf } from "../../stacks";
import { SUBNET_CIDRS, type SubnetRole } from "../../src/conventions/cidrs";
import { CLOUDFLARE_RANGES } from "../../src/conventions/cloudflare-ranges";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const { knobs, network } = cloudOf(variant);
  const { edge, search } = contractOf(variant.tier, variant.phase ?? null);
  const subnets = network.subnets(graph);
  const homes = network.homes(graph);

  it("has nine subnets on the addresses of the requirements, three in each zone where a subnet has one", () => {
    expect(subnets.map(({ cidr }) => cidr).sort()).toEqual(Object.values(SUBNET_CIDRS).flat().sort());
    const zones = subnets.map(({ zone }) => zone);
    for (const zone of new Set(zones)) expect(zones.filter((other) => other === zone)).toHaveLength(zone ? 3 : 9);
  });

  it("lets private subnets meet the internet through NAT only, and database ones not at all", () => {
    const ways = (role: SubnetRole) =>
      new Set(
        subnets.filter(({ cidr }) => (SUBNET_CIDRS[role] as readonly string[]).includes(cidr)).map((s) => s.wayOut),
      );
    expect(ways("public")).toEqual(new Set([network.publicWayOut]));
    expect(ways("private")).toEqual(new Set(["NAT"]));
    expect(ways("database")).toEqual(new Set(["none"]));
  });

  it("runs nodes in private subnets", () => {
    expect(homes.nodes.length).toBeGreaterThan(0);
    expect(SUBNET_CIDRS.private).toEqual(expect.arrayContaining([...homes.nodes]));
  });

  it.each(["cache", "search", "database"] as const)("keeps %s where nothing leads out", (data) => {
    const places: readonly string[] = [...SUBNET_CIDRS.database, ...network.vendorRanges];
    expect(homes[data].length > 0).toBe(data !== "search" || search !== null);
    expect(places).toEqual(expect.arrayContaining([...homes[data]]));
  });

  it("has an address for the database in a database subnet where the tier has private endpoints", () => {
    const inside = homes.database.filter((range) => (SUBNET_CIDRS.database as readonly string[]).includes(range));
    expect(inside.length > 0).toBe(edge.privateEndpoints || "edge.privateEndpoints" in knobs.without);
  });

  it("admits nobody but Cloudflare to the load balancer", () => {
    const { ipv4, ipv6 } = CLOUDFLARE_RANGES;
    const admitted = network.admitted(graph);
    expect(admitted).toEqual(expect.arrayContaining([...ipv4]));
    expect([...ipv4, ...ipv6]).toEqual(expect.arrayContaining([...admitted]));
  });

  it("lets only the nodes come to data, each kind on its own ports, and no data leave", () => {
    const ports = [...Object.values(network.ports), ...network.databasePorts(edge.privateEndpoints)];
    expect([...network.doors(graph)].sort()).toEqual(ports.map((port) => `nodes ${port}`).sort());
    expect(network.leaks(graph)).toEqual([]);
  });

  it("lets only the addresses of pods and nodes reach MongoDB", () => {
    const list = graph.ofType("mongodbatlas:index/projectIpAccessList:ProjectIpAccessList");
    const clients = network.clients?.(graph) ?? [];
    expect(clients.length > 0).toBe(network.clients !== null);
    expect(list.map(({ inputs }) => inputs["cidrBlock"]).sort()).toEqual([...clients].sort());
  });
});
