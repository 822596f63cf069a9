import { output } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";
import { DOMAIN, recordZone, target } from "./zones";

const recordsOf = ({ resources }: Graph) =>
  resources.filter(({ type }) => type === "cloudflare:index/dnsRecord:DnsRecord");
const published = (graph: Graph) => recordsOf(graph).filter(({ inputs }) => inputs["proxied"] === true);

/** Where a cloud's load balancer is reached, and by which kind of record. */
const EDGE = {
  aws: { type: "CNAME", content: "<crm-edge-alb.dnsName>" },
  gcp: { type: "A", content: "<crm-edge-address.address>" },
  azure: { type: "CNAME", content: "<crm-edge-frontend.fqdn>" },
} as const;

const SUFFIX: Readonly<Partial<Record<Variant["tier"], string>>> = { dev: "-dev", staging: "-staging" };

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const suffix = SUFFIX[variant.tier] ?? "";
  const hasCdn = suffix === "";
  const host = (short: string) => `${short}${suffix}.example.com`;

  it("publishes what the origin serves, through Cloudflare and below its own component", () => {
    const { type, content: edge } = EDGE[variant.cloud ?? "aws"];
    const origin = hasCdn ? { type: "CNAME", content: "lb.origin.example.com" } : { type, content: edge };
    const shorts = ["app", "api", ...(hasCdn ? [] : ["assets"])];
    expect(published(graph).map(({ name, inputs }) => ({ name, ...inputs }))).toEqual(
      shorts.map((short) => ({
        name: host(short),
        zoneId: "0".repeat(32),
        ...origin,
        proxied: true,
        ttl: 1,
      })),
    );
    expect(published(graph).map(({ name }) => name)).toEqual(shorts.map((short) => `crm-cloudflare-${short}`));
    for (const { parent } of published(graph)) expect(parent).toMatch(/::crm:cloudflare:Cloudflare::crm-cloudflare$/);
  });

  it("points where the stack's output says, and no host to two places", () => {
    const { kind, value } = graph.outputs["origin"] as { kind: string; value: string };
    for (const { inputs } of published(graph)) {
      expect(inputs["content"]).toBe(value);
      expect(inputs["type"]).toBe(kind === "address" ? "A" : "CNAME");
    }
    const names = recordsOf(graph)
      .filter(({ inputs }) => inputs["type"] !== "NS")
      .map(({ inputs }) => `${String(inputs["name"])} ${inputs["type"] === "AAAA" ? "IPv6" : ""}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.some((name) => name.startsWith(`${host("assets")} `))).toBe(true);
  });
});

describe("a record", () => {
  it("is an address record where the origin is an address", async () => {
    const graph = await recordZone({}, (zone) => zone.publish(target("address", "203.0.113.7")));
    expect(published(graph).map(({ inputs }) => [inputs["name"], inputs["type"], inputs["content"]])).toEqual([
      [`app.${DOMAIN}`, "A", "203.0.113.7"],
      [`api.${DOMAIN}`, "A", "203.0.113.7"],
    ]);
  });

  it.each(["app.other.com", `app${DOMAIN}`, "app", "com", `app.${DOMAIN}.other.com`])(
    "of %s is refused",
    async (host) => {
      const make = recordZone({}, (zone) => {
        zone.record("crm-x", { host, type: "A", value: "203.0.113.7", proxied: false }, zone);
      });
      await expect(make).rejects.toThrow(`crm-x: ${host} is outside of the zone ${DOMAIN}`);
    },
  );

  it.each([DOMAIN, `a.b.${DOMAIN}`, `app.${DOMAIN}.`])("of %s is the zone's", async (host) => {
    const graph = await recordZone({}, (zone) => {
      zone.record("crm-cloudflare-x", { host, type: "A", value: "203.0.113.7", proxied: false }, zone);
      // Only the cloud knows this one, and the cloud is trusted with it.
      zone.record("crm-cloudflare-y", { host: output("_x.other.com"), type: "TXT", value: "", proxied: false }, zone);
    });
    expect(recordsOf(graph)[0]?.inputs).toMatchObject({ name: host.replace(/\.$/, ""), proxied: false, ttl: 300 });
  });
});
