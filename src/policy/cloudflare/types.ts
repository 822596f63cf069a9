/** Type tokens that the rules of Cloudflare speak about: @pulumi/cloudflare 6. */
export const CLOUDFLARE = {
  setting: "cloudflare:index/zoneSetting:ZoneSetting",
  ruleset: "cloudflare:index/ruleset:Ruleset",
  record: "cloudflare:index/dnsRecord:DnsRecord",
  dnssec: "cloudflare:index/zoneDnssec:ZoneDnssec",
} as const;
