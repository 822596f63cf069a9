import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  output,
  type Output,
  type ProviderResource,
  type Resource,
} from "@pulumi/pulumi";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord";
import { OriginTls } from "./origin-tls";
import type { OriginCertificate } from "../ports/edge";
import type { PublicRecord, PublicZone } from "../ports/public-zone";

export interface ZoneArgs {
  readonly zoneId: string;
  readonly domain: string;
  /** Hosts that are served from the origin, by a short name. */
  readonly originHosts: Readonly<Record<string, string>>;
  /** The origin demands a client certificate, so this side has to show one. */
  readonly mutualTls: boolean;
  readonly providers: readonly ProviderResource[];
}

/** The public DNS zone at Cloudflare, and the trust between Cloudflare and the origin behind it. */
export class Zone extends ComponentResource implements PublicZone {
  readonly domain: string;
  /** For the records that other components ask for below themselves. */
  readonly providers: readonly ProviderResource[];
  readonly originCertificate: OriginCertificate;
  /** The CA whose client certificates only this stack's hosts present to the origin. */
  readonly clientCa: Output<string> | null;
  private readonly zoneId: string;

  constructor(name: string, args: ZoneArgs, opts: ComponentResourceOptions) {
    super("crm:cloudflare:Cloudflare", name, {}, { ...opts, providers: [...args.providers] });
    this.providers = args.providers;
    this.zoneId = args.zoneId;
    this.domain = args.domain;
    const tls = new OriginTls(name, args, this);
    this.originCertificate = tls.certificate;
    this.clientCa = tls.clientCa;
    this.registerOutputs({ domain: this.domain });
  }

  record(name: string, record: PublicRecord, parent: Resource): DnsRecord {
    const { host, type, value, proxied } = record;
    // Proxied records have Cloudflare's own TTL, written as 1.
    const ttl = proxied ? 1 : 300;
    return new DnsRecord(
      name,
      { zoneId: this.zoneId, name: undotted(host), type, content: undotted(value), proxied, ttl },
      { parent },
    );
  }
}

/** Cloudflare stores names without the final dot that other vendors give them, and would show a change for ever. */
function undotted(name: Input<string>): Input<string> {
  return typeof name === "string" ? withoutDot(name) : output(name).apply(withoutDot);
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");
