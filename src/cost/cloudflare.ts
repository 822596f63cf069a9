import { type Costs, free } from "./estimator";

/** The plan of the zone is paid, whatever is set in it (`third-parties.ts`). */
export const CLOUDFLARE_COSTS: Costs = {
  ...free(
    "part of the zone's plan",
    "cloudflare:index/argoTieredCaching:ArgoTieredCaching",
    "cloudflare:index/authenticatedOriginPulls:AuthenticatedOriginPulls",
    "cloudflare:index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate",
    "cloudflare:index/dnsRecord:DnsRecord",
    "cloudflare:index/originCaCertificate:OriginCaCertificate",
    "cloudflare:index/ruleset:Ruleset",
    "cloudflare:index/tieredCache:TieredCache",
    "cloudflare:index/zoneSetting:ZoneSetting",
  ),
};
