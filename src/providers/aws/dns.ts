import { type ComponentResourceOptions, output } from "@pulumi/pulumi";
import { HealthCheck } from "@pulumi/aws/route53/healthCheck";
import { Record as DnsRecord } from "@pulumi/aws/route53/record";
import { Zone } from "@pulumi/aws/route53/zone";
import { known } from "../../conventions/known";
import type { DnsTarget } from "../../ports/common";
import { ORIGIN_DOWN } from "../../ports/monitoring";
import type { Dns as DnsPort, DnsArgs } from "../../ports/dns";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import type { Edge } from "./edge";
import type { Monitoring } from "./monitoring";

/** Route 53 hands out four name servers for a zone, always (Route 53 developer guide). */
const NAME_SERVERS = 4;

/** A delegated zone with one name for the load balancer: moving it later touches no record at Cloudflare. */
export class Dns extends AwsComponent implements DnsPort {
  readonly origin: DnsTarget;

  constructor(
    name: string,
    private readonly args: DnsArgs & { readonly edge: Edge; readonly monitoring: Monitoring },
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Dns", name, aws, opts);
    const zone = this.createZone();
    this.delegate(zone);
    const host = this.createOrigin(zone, this.createHealthCheck());
    this.origin = { kind: "hostname", value: output(host) };
    this.registerOutputs({ origin: this.origin.value });
  }

  private createZone(): Zone {
    const args = { name: this.args.domain, comment: "Names of the origins", forceDestroy: true };
    return new Zone(`${this.prefix}-zone`, args, this.child);
  }

  private delegate({ nameServers }: Zone): void {
    const { zone, domain: host } = this.args;
    for (let index = 0; index < NAME_SERVERS; index++) {
      const value = nameServers.apply((servers) => known(servers[index], `name server ${index} of the zone`));
      zone.record(`${this.prefix}-delegation-${index}`, { host, type: "NS", value, proxied: false }, this);
    }
  }

  /** Route 53's own checkers can't reach an origin that only talks to Cloudflare, so an alarm on the load balancer decides. */
  private createHealthCheck(): HealthCheck {
    const args = {
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: known(this.args.monitoring.alarmNames[ORIGIN_DOWN], "the alarm that decides failover"),
      cloudwatchAlarmRegion: this.aws.region,
      insufficientDataHealthStatus: "LastKnownStatus",
    };
    const opts = { ...this.child, dependsOn: [this.args.monitoring] };
    return new HealthCheck(`${this.prefix}-health`, { ...args, tags: { Name: nameOf(this.aws, "origin") } }, opts);
  }

  /** The first half of a failover pair; the second comes with a standby in the DR region. */
  private createOrigin({ zoneId }: Zone, { id: healthCheckId }: HealthCheck): string {
    const { dnsName, zoneId: albZone } = this.args.edge.loadBalancer;
    const name = `lb.${this.args.domain}`;
    const args = {
      zoneId,
      name,
      type: "A",
      setIdentifier: this.aws.region,
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      healthCheckId,
      aliases: [{ name: dnsName, zoneId: albZone, evaluateTargetHealth: true }],
    };
    new DnsRecord(`${this.prefix}-origin`, args, this.child);
    return name;
  }
}
