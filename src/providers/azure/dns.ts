import { type ComponentResourceOptions, output } from "@pulumi/pulumi";
import { DnssecConfig } from "@pulumi/azure-native/dns/dnssecConfig";
import { RecordSet } from "@pulumi/azure-native/dns/recordSet";
import { Zone } from "@pulumi/azure-native/dns/zone";
import { known } from "../../conventions/known";
import type { DnsTarget } from "../../ports/common";
import type { Dns as DnsPort, DnsArgs } from "../../ports/dns";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import type { AzureContext } from "./context";
import type { Edge } from "./edge";

/** Azure DNS hands out four name servers for a zone, always (Azure DNS, delegation). */
const NAME_SERVERS = 4;
/** Seconds for which a resolver may go on using an origin after it was moved. */
const TTL_SECONDS = 60;
const ORIGIN = "lb";

/** A delegated zone with one name for the load balancer: moving it later touches no record at Cloudflare. */
export class Dns extends AzureComponent implements DnsPort {
  readonly origin: DnsTarget;

  constructor(
    name: string,
    private readonly args: DnsArgs & { readonly account: Account; readonly edge: Edge },
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Dns", name, azure, args.account, opts);
    const zone = this.createZone();
    this.delegate(zone);
    this.origin = { kind: "hostname", value: output(this.createOrigin(zone)) };
    this.registerOutputs({ origin: this.origin.value });
  }

  private createZone(): Zone {
    const { resourceGroupName, tags } = this.placed;
    const args = {
      resourceGroupName,
      tags,
      location: "global",
      zoneName: this.args.domain,
      zoneType: "Public",
    } as const;
    const zone = new Zone(`${this.prefix}-zone`, args, this.child);
    new DnssecConfig(`${this.prefix}-signatures`, { resourceGroupName, zoneName: zone.name }, this.child);
    return zone;
  }

  private delegate({ nameServers }: Zone): void {
    const { zone, domain: host } = this.args;
    for (let index = 0; index < NAME_SERVERS; index++) {
      const value = nameServers.apply((servers) => known(servers[index], `name server ${index} of the zone`));
      zone.record(`${this.prefix}-delegation-${index}`, { host, type: "NS", value, proxied: false }, this);
    }
  }

  /**
   * Without a health check: Traffic Manager's probes are not Cloudflare, so the origin would refuse them. Behind its name
   * the load balancer is in all zones, and a lost zone's pods are left out.
   */
  private createOrigin({ name: zoneName }: Zone): string {
    const { domain, edge } = this.args;
    new RecordSet(
      `${this.prefix}-origin`,
      {
        resourceGroupName: this.placed.resourceGroupName,
        zoneName,
        relativeRecordSetName: ORIGIN,
        recordType: "CNAME",
        ttl: TTL_SECONDS,
        cnameRecord: { cname: edge.target.value },
      },
      this.child,
    );
    return `${ORIGIN}.${domain}`;
  }
}
