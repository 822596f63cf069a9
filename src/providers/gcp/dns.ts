import { type ComponentResourceOptions, output } from "@pulumi/pulumi";
import { ManagedZone } from "@pulumi/gcp/dns/managedZone";
import { RecordSet } from "@pulumi/gcp/dns/recordSet";
import { known } from "../../conventions/known";
import type { DnsTarget } from "../../ports/common";
import type { Dns as DnsPort, DnsArgs } from "../../ports/dns";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import type { GcpContext } from "./context";
import type { Edge } from "./edge";

/** Cloud DNS hands out four name servers for a zone, always (Cloud DNS, name servers). */
const NAME_SERVERS = 4;
/** Seconds for which a resolver may go on using an origin after it was moved. */
const TTL_SECONDS = 60;

/** A delegated zone with one name for the load balancer: moving it later touches no record at Cloudflare. */
export class Dns extends GcpComponent implements DnsPort {
  readonly origin: DnsTarget;

  constructor(
    name: string,
    private readonly args: DnsArgs & { readonly account: Account; readonly edge: Edge },
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Dns", name, gcp, args.account, opts);
    const zone = this.createZone();
    this.delegate(zone);
    this.origin = { kind: "hostname", value: output(this.createOrigin(zone)) };
    this.registerOutputs({ origin: this.origin.value });
  }

  private createZone(): ManagedZone {
    const args = {
      dnsName: `${this.args.domain}.`,
      description: "Names of the origins",
      visibility: "public",
      dnssecConfig: { state: "on", nonExistence: "nsec3" },
      cloudLoggingConfig: { enableLogging: true },
      forceDestroy: true,
    };
    return new ManagedZone(`${this.prefix}-zone`, args, this.child);
  }

  private delegate({ nameServers }: ManagedZone): void {
    const { zone, domain: host } = this.args;
    for (let index = 0; index < NAME_SERVERS; index++) {
      const value = nameServers.apply((servers) => known(servers[index], `name server ${index} of the zone`));
      zone.record(`${this.prefix}-delegation-${index}`, { host, type: "NS", value, proxied: false }, this);
    }
  }

  /**
   * Without a health check: Google's checkers are not Cloudflare, so the origin would refuse them. Its address is
   * served by all of Google's front ends, and a lost zone's pods are left out behind it.
   */
  private createOrigin({ name: managedZone }: ManagedZone): string {
    const { domain, edge } = this.args;
    const name = `lb.${domain}`;
    const args = { managedZone, name: `${name}.`, type: "A", ttl: TTL_SECONDS, rrdatas: [edge.target.value] };
    new RecordSet(`${this.prefix}-origin`, args, this.child);
    return name;
  }
}
