import { CLOUDFLARE_RANGES } from "../../../../src/conventions/cloudflare-ranges";
import { GCP } from "../../../../src/policy/gcp/types";
import { resource } from "../../builder";

const DEFAULT = { priority: 2_147_483_647, match: { config: { srcIpRanges: ["*"] } } };

export const EDGE = [
  resource(GCP.securityPolicy, "firewall", {
    type: "CLOUD_ARMOR",
    rules: [
      {
        priority: 1,
        action: "deny(403)",
        match: { expr: { expression: "evaluatePreconfiguredWaf('xss-v422-stable')" } },
      },
      { priority: 2, action: "throttle", match: { config: { srcIpRanges: CLOUDFLARE_RANGES.ipv4 } } },
      { ...DEFAULT, action: "deny(403)" },
    ],
  }),
  resource(GCP.securityPolicy, "assets-firewall", {
    type: "CLOUD_ARMOR_EDGE",
    rules: [{ ...DEFAULT, action: "allow" }],
  }),
  resource(GCP.backendPolicy, "api-policy", {
    metadata: { namespace: "crm" },
    spec: { default: { securityPolicy: "edge" }, targetRef: { kind: "Service", name: "api" } },
  }),
  resource(GCP.route, "api-route", {
    metadata: { namespace: "crm" },
    spec: { parentRefs: [{ sectionName: "https" }], rules: [{ backendRefs: [{ name: "api" }] }] },
  }),
  resource(GCP.route, "redirect", {
    metadata: { namespace: "edge" },
    spec: {
      parentRefs: [{ sectionName: "http" }],
      rules: [{ filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https" } }] }],
    },
  }),
  resource(GCP.sslPolicy, "tls", { minTlsVersion: "TLS_1_2", profile: "MODERN" }),
  resource(GCP.httpsProxy, "https", { sslPolicy: "<tls.id>" }),
  resource(GCP.httpProxy, "http", { urlMap: "<to-https.id>" }),
  resource(GCP.urlMap, "to-https", { defaultUrlRedirect: { httpsRedirect: true } }),
  resource(GCP.zone, "zone", { visibility: "public", dnssecConfig: { state: "on" } }),
  resource(GCP.zone, "inner-zone", { visibility: "private" }),
];
