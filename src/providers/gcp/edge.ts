import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import { Certificate } from "@pulumi/gcp/certificatemanager/certificate";
import { GlobalAddress } from "@pulumi/gcp/compute/globalAddress";
import type { SecurityPolicy } from "@pulumi/gcp/compute/securityPolicy";
import { LOAD_BALANCER_RANGES } from "../../conventions/cidrs";
import type { DnsTarget } from "../../ports/common";
import { type BackendName, BACKENDS, type BoundService, type Edge as EdgePort, type EdgeArgs } from "../../ports/edge";
import type { Account } from "./account";
import type { Cluster } from "./cluster";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import { bindBackend, createGateway } from "./edge-gateway";
import { createLogBucket } from "./log-bucket";
import type { Secrets } from "./secrets";
import { createHostCertificates, createTlsPolicy, type HostCertificates } from "./tls";
import { createOriginPolicy } from "./waf";

export interface GcpEdgeArgs extends EdgeArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
}

/** Name of the gateway, of its address and of its firewall, after the stack's. */
const ROLE = "edge";

/** A global application load balancer that GKE makes of a Gateway; address, certificate and firewall are ours. */
export class Edge extends GcpComponent implements EdgePort {
  readonly target: DnsTarget;
  readonly address: GlobalAddress;
  readonly firewall: SecurityPolicy;
  /** Part of the names of all that GKE makes of it. */
  readonly gatewayName: string;
  readonly sources = LOAD_BALANCER_RANGES;
  /** Google's front ends keep connections to pods open for as long, which can't be changed (Cloud Load Balancing, timeouts). */
  readonly idleSeconds = 600;
  private readonly gateway: Resource;

  constructor(
    name: string,
    private readonly args: GcpEdgeArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Edge", name, gcp, args.account, opts);
    this.gatewayName = nameOf(gcp, ROLE);
    this.address = this.createAddress();
    this.firewall = this.createFirewall();
    this.gateway = this.createGateway(this.createCertificates());
    this.keepRequestLogs();
    this.target = { kind: "address", value: this.address.address };
    this.registerOutputs({ target: this.target.value });
  }

  /** Under which names visitors reach a backend. */
  hostsOf(backend: BackendName): readonly string[] {
    return this.args.backends[backend].hosts;
  }

  bind(name: string, backend: BackendName, bound: BoundService, parent: Resource) {
    const { backends, cluster } = this.args;
    const args = { gateway: this.gatewayName, firewall: this.firewall.name, backend: backends[backend], bound };
    const dependsOn = [bound.resource, this.gateway];
    return bindBackend(name, args, { parent, provider: cluster.kubernetes, dependsOn });
  }

  /** Cloudflare's records point to it: a new one would take the CRM off the internet. */
  private createAddress(): GlobalAddress {
    const { protect } = this.args;
    const args = { name: this.gatewayName, addressType: "EXTERNAL", ipVersion: "IPV4" };
    return new GlobalAddress(
      `${this.prefix}-address`,
      { ...args, deletionPolicy: protect ? "PREVENT" : "DELETE" },
      { ...this.child, protect },
    );
  }

  private createFirewall(): SecurityPolicy {
    const { waf: level, rateLimit } = this.args;
    return createOriginPolicy(`${this.prefix}-waf`, { name: this.gatewayName, level, rateLimit }, this.child);
  }

  /** Only Cloudflare trusts the certificate. GKE's gateways can't ask for Cloudflare's in return, so `clientCa` is of no use here. */
  private createCertificates(): HostCertificates {
    const { certificate } = this.args;
    const { id } = new Certificate(
      `${this.prefix}-certificate`,
      { selfManaged: { pemCertificate: certificate.certificate, pemPrivateKey: certificate.privateKey } },
      this.child,
    );
    const hosts = BACKENDS.flatMap((backend) => this.hostsOf(backend));
    return createHostCertificates(`${this.prefix}-hosts`, { hosts, certificate: id }, this.child);
  }

  private createGateway({ map, ready }: HostCertificates): Resource {
    const { cluster } = this.args;
    const tlsPolicy = createTlsPolicy(`${this.prefix}-tls-policy`, this.child);
    const args = {
      name: this.gatewayName,
      address: this.address.name,
      certificateMap: map.name,
      tlsPolicy: tlsPolicy.name,
    };
    // The whole cluster: GKE teaches it what a gateway is while its nodes are made. The policies, because Google refuses
    // to delete what a load balancer still uses: the gateway, with all that GKE made of it, must go before them.
    const dependsOn = [cluster, this.firewall, tlsPolicy, ...ready];
    return createGateway(`${this.prefix}-gateway`, args, { parent: this, provider: cluster.kubernetes, dependsOn });
  }

  /** Every request that reached a service, with what the firewall thought of it. */
  private keepRequestLogs(): void {
    const { logs, secrets } = this.args;
    const filter = `resource.type="http_load_balancer" AND jsonPayload.enforcedSecurityPolicy.name="${this.gatewayName}"`;
    const args = { role: ROLE, days: logs.days, filter };
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, ...secrets.keyReady] };
    createLogBucket(`${this.prefix}-logs`, args, this.gcp, opts);
  }
}
