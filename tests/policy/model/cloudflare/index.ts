import { CLOUDFLARE } from "../../../../src/policy/cloudflare/types";
import { type Draft, resource } from "../../builder";

const setting = (settingId: string, value: Draft["inputs"][string]) =>
  resource(CLOUDFLARE.setting, `setting-${settingId}`, { settingId, value });

/** A zone in which every rule of Cloudflare holds. */
export const CLOUDFLARE_MODEL: readonly Draft[] = [
  setting("ssl", "strict"),
  setting("min_tls_version", "1.2"),
  setting("always_use_https", "on"),
  setting("tls_1_3", "on"),
  setting("security_header", { strict_transport_security: { enabled: true, max_age: 31_536_000 } }),
  resource(CLOUDFLARE.ruleset, "zone-managed", { phase: "http_request_firewall_managed" }),
  resource(CLOUDFLARE.ruleset, "zone-rate", { phase: "http_ratelimit" }),
  resource(CLOUDFLARE.record, "zone-app", { type: "CNAME", name: "app.example.com", proxied: true }),
  resource(CLOUDFLARE.record, "zone-cdn-host", { type: "A", name: "assets.example.com", proxied: false }),
  resource(CLOUDFLARE.record, "zone-delegation", { type: "NS", name: "origin.example.com", proxied: false }),
  resource(CLOUDFLARE.dnssec, "zone-signature", { status: "active" }),
];
