import type { RulesetRule } from "@pulumi/cloudflare/types/input";
import { toHost } from "./hosts";

/** What the edge may keep. `app` is left to Cloudflare's defaults: files by their extension, pages never. */
export function cacheRules(domain: string): RulesetRule[] {
  return [
    {
      ref: "crm_cache_api",
      description: "Answers of the API are somebody's own",
      expression: toHost("api", domain),
      action: "set_cache_settings",
      actionParameters: { cache: false },
      enabled: true,
    },
    {
      ref: "crm_cache_assets",
      description: "Static files, for as long as the origin says",
      expression: toHost("assets", domain),
      action: "set_cache_settings",
      // A time of our own would hold for errors too (only the enterprise plan tells status codes apart): a file asked
      // for in the middle of a rollout would stay missing for hours. Without word from the origin: 2 hours, 404 3 minutes.
      actionParameters: {
        cache: true,
        edgeTtl: { mode: "respect_origin" },
        // Else the zone's default raises a browser's time to four hours.
        browserTtl: { mode: "respect_origin" },
      },
      enabled: true,
    },
  ];
}
