import { beforeAll, describe, expect, it } from "vitest";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { graphOf } from "../graphs";
import { recordZone } from "./zones";

/** What exists once for the whole zone. */
const ZONE_WIDE = [
  "cloudflare:index/zoneSetting:ZoneSetting",
  "cloudflare:index/ruleset:Ruleset",
  "cloudflare:index/argoTieredCaching:ArgoTieredCaching",
  "cloudflare:index/tieredCache:TieredCache",
];
const zoneWide = ({ resources }: Graph) => resources.filter(({ type }) => ZONE_WIDE.includes(type));

let owner: Graph;
beforeAll(async () => {
  owner = await recordZone({ owned: { plan: "free", peakRps: 12 } });
});
const settings = () => owner.resources.filter(({ type }) => type === ZONE_WIDE[0]);
const valueOf = (id: string) => settings().find(({ inputs }) => inputs["settingId"] === id)?.inputs["value"];

describe("the owner of a zone", () => {
  it("sees to encryption on the whole way, with nothing older than TLS 1.2", () => {
    expect(Object.fromEntries(settings().map(({ inputs }) => [inputs["settingId"], inputs["value"]]))).toMatchObject({
      ssl: "strict",
      min_tls_version: "1.2",
      "0rtt": "off",
      tls_1_3: "on",
      always_use_https: "on",
      automatic_https_rewrites: "on",
    });
  });

  it("leaves to people what they turn in an attack", () => {
    expect(settings().map(({ inputs }) => inputs["settingId"])).not.toContain("security_level");
  });

  it("promises browsers a year of HTTPS, but not in the name of hosts that may not be the CRM's", () => {
    expect(valueOf("security_header")).toEqual({
      strict_transport_security: {
        enabled: true,
        max_age: 31_536_000,
        include_subdomains: false,
        preload: false,
        nosniff: true,
      },
    });
  });

  it("turns early data off before TLS 1.3 on", () => {
    const one = (id: string) => settings().find(({ inputs }) => inputs["settingId"] === id) as GraphResource;
    expect(one("tls_1_3").dependencies).toContain(one("0rtt").urn);
  });

  it("caches in tiers, by the topology that every plan has", () => {
    const [tiers, smart] = ZONE_WIDE.slice(2).map((type) => owner.resources.find((resource) => resource.type === type));
    expect([tiers?.inputs["value"], smart?.inputs["value"]]).toEqual(["on", "on"]);
    expect(smart?.dependencies).toEqual([tiers?.urn]);
  });
});

describe("a stack that does not own the zone", () => {
  it.each(["dev", "staging"] as const)("%s makes nothing that exists once for a zone", (tier) => {
    expect(zoneWide(graphOf({ tier }))).toEqual([]);
    expect(zoneWide(graphOf({ tier: "production" })).length).toBeGreaterThan(10);
  });
});
