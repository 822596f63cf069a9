import type { Resource } from "@pulumi/pulumi";
import { ArgoTieredCaching } from "@pulumi/cloudflare/argoTieredCaching";
import { TieredCache } from "@pulumi/cloudflare/tieredCache";
import { ZoneSetting } from "@pulumi/cloudflare/zoneSetting";

const YEAR_SECONDS = 31_536_000;

/**
 * Subdomains and preload are left out: the zone's own name would speak for every host below it, also for those that
 * are not the CRM's and may not have a certificate. Each proxied host sends the header itself, so ours lose nothing.
 */
const HSTS = {
  strict_transport_security: {
    enabled: true,
    max_age: YEAR_SECONDS,
    include_subdomains: false,
    preload: false,
    nosniff: true,
  },
};

/** Ids and values as the API has them, which every plan allows. What is missing here, such as the security level, is for people. */
const SETTINGS: readonly (readonly [id: string, value: unknown])[] = [
  // The origin shows a certificate that only this mode looks at.
  ["ssl", "strict"],
  ["min_tls_version", "1.2"],
  // Early data can be sent again by whoever has recorded it.
  ["0rtt", "off"],
  ["tls_1_3", "on"],
  ["always_use_https", "on"],
  ["automatic_https_rewrites", "on"],
  ["security_header", HSTS],
];

/** What is set once for a zone and holds for all that it serves. */
export function createZoneSettings(name: string, zoneId: string, parent: Resource): void {
  // One after the other: TLS 1.3 reads `zrt` instead of `on` for as long as early data is on.
  let dependsOn: Resource[] = [];
  for (const [settingId, value] of SETTINGS) {
    const setting = `${name}-setting-${settingId.replaceAll("_", "-")}`;
    dependsOn = [new ZoneSetting(setting, { zoneId, settingId, value }, { parent, dependsOn })];
  }
  // Smart is a topology of tiered caching, which has a switch of its own.
  const tiers = new ArgoTieredCaching(`${name}-tiers`, { zoneId, value: "on" }, { parent });
  new TieredCache(`${name}-tiers-smart`, { zoneId, value: "on" }, { parent, dependsOn: [tiers] });
}
