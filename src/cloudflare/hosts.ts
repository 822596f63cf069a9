/** Short names of the hosts that every stack of the CRM has in the zone, with a suffix of its own. */
export const CRM_HOSTS = ["app", "api", "assets"] as const;
export type CrmHost = (typeof CRM_HOSTS)[number];

/**
 * Requests to one host of any stack of the zone, `api` and `api-dev`, in Cloudflare's rules language.
 * In any case and by prefix: a Host header is as the visitor typed it, and may carry a port.
 */
export function toHost(host: CrmHost, domain: string): string {
  const begins = (prefix: string) => `starts_with(lower(http.host), "${prefix}")`;
  return `(${begins(`${host}.${domain}`)} or ${begins(`${host}-`)})`;
}

/** Requests to the CRM, and not to whatever else the zone serves. */
export function toCrm(domain: string): string {
  return `(${CRM_HOSTS.map((host) => toHost(host, domain)).join(" or ")})`;
}
