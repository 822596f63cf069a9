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
import type { CloudflarePlan } from "../../stacks";
import type { DnsTarget } from "../ports/common";
import type { OriginCertificate } from "../ports/edge";
import type { PublicRecord, PublicZone } from "../ports/public-zone";
import { OriginTls } from "./origin-tls";
import { createRulesets } from "./rulesets";
import { createZoneSettings } from "./settings";

export interface ZoneArgs {
  readonly zoneId: string;
  readonly domain: string;
  /** Hosts that are served from the origin, by a short name. */
  readonly originHosts: Readonly<Record<string, string>>;
  /** The origin demands a client certificate, so this side has to show one. */
  readonly mutualTls: boolean;
  /** What this stack does for the whole zone and all its stacks; null: another stack owns it. */
  readonly owned: { readonly plan: CloudflarePlan; readonly peakRps: number } | null;
  readonly providers: readonly ProviderResource[];
}

/** The public DNS zone at Cloudflare, the trust between Cloudflare and the origin behind it, and what stands in front. */
export class Zone extends ComponentResource implements PublicZone {
  readonly domain: string;
  /** For the records that other components ask for below themselves. */
  readonly providers: readonly ProviderResource[];
  readonly originCertificate: OriginCertificate;
  /** The CA whose client certificates only this stack's hosts present to the origin. */
  readonly clientCa: Output<string> | null;

  constructor(
    private readonly prefix: string,
    private readonly args: ZoneArgs,
    opts: ComponentResourceOptions,
  ) {
    super("crm:cloudflare:Cloudflare", prefix, {}, { ...opts, providers: [...args.providers] });
    this.providers = args.providers;
    this.domain = args.domain;
    const tls = new OriginTls(prefix, args, this);
    this.originCertificate = tls.certificate;
    this.clientCa = tls.clientCa;
    if (args.owned !== null) this.lookAfterZone(args.owned);
    this.registerOutputs({ domain: this.domain });
  }

  /** Lets visitors of the hosts that are served from the origin reach it, through Cloudflare. */
  publish({ kind, value }: DnsTarget): void {
    const type = kind === "address" ? "A" : "CNAME";
    for (const [short, host] of Object.entries(this.args.originHosts)) {
      this.record(`${this.prefix}-${short}`, { host, type, value, proxied: true }, this);
    }
  }

  record(name: string, record: PublicRecord, parent: Resource): DnsRecord {
    const { host, type, value, proxied } = record;
    this.refuseForeign(name, host);
    // Proxied records have Cloudflare's own TTL, written as 1.
    const ttl = proxied ? 1 : 300;
    return new DnsRecord(
      name,
      { zoneId: this.args.zoneId, name: undotted(host), type, content: undotted(value), proxied, ttl },
      { parent },
    );
  }

  private lookAfterZone(owned: NonNullable<ZoneArgs["owned"]>): void {
    const { zoneId, domain } = this.args;
    createZoneSettings(this.prefix, zoneId, this);
    createRulesets(this.prefix, { zoneId, domain, ...owned }, this);
  }

  /** Cloudflare would take the zone's name for missing, and make `app.other.com.example.com` of it. */
  private refuseForeign(name: string, host: Input<string>): void {
    if (typeof host !== "string") return;
    const inside = `.${withoutDot(host)}`.endsWith(`.${this.domain}`);
    if (!inside) throw new Error(`${name}: ${host} is outside of the zone ${this.domain}`);
  }
}

/** Cloudflare stores names without the final dot that other vendors give them, and would show a change for ever. */
function undotted(name: Input<string>): Input<string> {
  return typeof name === "string" ? withoutDot(name) : output(name).apply(withoutDot);
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");
