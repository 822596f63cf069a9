import { BlockList } from "node:net";
import { describe, expect, it } from "vitest";
import {
  API_SERVICE,
  ATLAS_CIDR,
  ATLAS_GCP_CIDR,
  GCP_API_SERVICE,
  GCP_POD_CIDR,
  GCP_SERVICE_CIDR,
  LOAD_BALANCER_RANGES,
  NETWORK_CIDR,
  PRIVATE_SERVICES_CIDR,
  SERVICE_CIDR,
  SUBNET_CIDRS,
} from "../../src/conventions/cidrs";
import { CLOUDFLARE_RANGES } from "../../src/conventions/cloudflare-ranges";

function contains(outer: string, inner: string): boolean {
  const [address = "", bits] = outer.split("/");
  const [first = "", innerBits] = inner.split("/");
  const block = new BlockList();
  block.addSubnet(address, Number(bits));
  return block.check(first) && Number(innerBits) >= Number(bits);
}

const overlap = (one: string, other: string) => contains(one, other) || contains(other, one);

describe("the address plan", () => {
  const subnets = Object.values(SUBNET_CIDRS).flat();
  const ofGoogle = [GCP_POD_CIDR, GCP_SERVICE_CIDR, PRIVATE_SERVICES_CIDR];

  it("is the one of the requirements", () => {
    expect(NETWORK_CIDR).toBe("10.0.0.0/16");
    expect(SUBNET_CIDRS).toEqual({
      public: ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
      private: ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"],
      database: ["10.0.21.0/24", "10.0.22.0/24", "10.0.23.0/24"],
    });
  });

  it.each([...subnets, ...ofGoogle])("has %s inside the network", (subnet) =>
    expect(contains(NETWORK_CIDR, subnet)).toBe(true),
  );

  it.each([
    ["AWS", [...subnets, ATLAS_CIDR, SERVICE_CIDR], 55],
    ["Google Cloud", [...subnets, ...ofGoogle, ATLAS_GCP_CIDR], 78],
  ])("lets nothing overlap on %s", (_, ranges, count) => {
    const pairs = ranges.flatMap((one, index) => ranges.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs).toHaveLength(count);
    expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
  });

  it("has what is peered or only known to the cluster outside the network", () => {
    expect([ATLAS_CIDR, ATLAS_GCP_CIDR, SERVICE_CIDR].filter((range) => overlap(NETWORK_CIDR, range))).toEqual([]);
  });

  it.each([
    [SERVICE_CIDR, API_SERVICE],
    [GCP_SERVICE_CIDR, GCP_API_SERVICE],
  ])("gives the Kubernetes API the first address of %s", (services, api) => {
    expect(contains(services, api)).toBe(true);
    expect(api).toBe(services.replace(/0\/\d+$/, "1/32"));
  });

  it("can tell an overlap", () => {
    expect(overlap("10.0.0.0/16", "10.0.255.0/24")).toBe(true);
    expect(overlap("10.8.5.0/24", "10.8.0.0/21")).toBe(true);
    expect(overlap("10.8.8.0/24", "10.8.0.0/21")).toBe(false);
  });
});

describe("the ranges of Google's load balancers", () => {
  it("are public: none of them is ours", () => {
    expect(LOAD_BALANCER_RANGES.filter((range) => overlap("10.0.0.0/8", range))).toEqual([]);
  });
});

describe("Cloudflare's ranges", () => {
  it("are public: none of them is ours", () => {
    expect(CLOUDFLARE_RANGES.ipv4).toHaveLength(15);
    expect(CLOUDFLARE_RANGES.ipv4.filter((range) => overlap("10.0.0.0/8", range))).toEqual([]);
  });
});
