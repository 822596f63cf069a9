import type { Phrases } from "./index";

export const CLOUDFLARE: Phrases = {
  cloudflare: [
    (members) => {
      const hosts = members.first("originCaCertificate:OriginCaCertificate")?.texts("hostnames") ?? [];
      return hosts.length === 0 ? undefined : `Origin CA certificate for ${hosts.join(", ")}`;
    },
    (members) =>
      members.first("authenticatedOriginPulls:AuthenticatedOriginPulls") ? "client certificate" : undefined,
    (members) => members.count("dnsRecord:DnsRecord", "record"),
  ],
};
