import { type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { Certificate } from "@pulumi/gcp/certificatemanager/certificate";
import { DnsAuthorization } from "@pulumi/gcp/certificatemanager/dnsAuthorization";
import { BackendBucket } from "@pulumi/gcp/compute/backendBucket";
import { GlobalAddress } from "@pulumi/gcp/compute/globalAddress";
import { GlobalForwardingRule } from "@pulumi/gcp/compute/globalForwardingRule";
import { TargetHttpProxy } from "@pulumi/gcp/compute/targetHttpProxy";
import { TargetHttpsProxy } from "@pulumi/gcp/compute/targetHttpsProxy";
import { URLMap } from "@pulumi/gcp/compute/urlmap";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember";
import { known } from "../../conventions/known";
import type { Cdn as CdnPort, CdnArgs } from "../../ports/cdn";
import type { DnsTarget } from "../../ports/common";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { agentOf, type GcpContext, nameOf } from "./context";
import { createLogBucket } from "./log-bucket";
import type { ObjectStore } from "./object-store";
import type { Secrets } from "./secrets";
import { createHostCertificates, createTlsPolicy } from "./tls";
import { createCdnPolicy } from "./waf";

/** Name of the CDN's firewall and of its logs, after the stack's. */
const ROLE = "cdn";

const HOUR_SECONDS = 3_600;
const YEAR_SECONDS = 31_536_000;

/** What a private bucket needs: its objects say `private`, and nothing of them would be kept otherwise (Cloud CDN, private buckets). */
const CACHE = {
  cacheMode: "FORCE_CACHE_ALL",
  defaultTtl: HOUR_SECONDS,
  clientTtl: HOUR_SECONDS,
  negativeCaching: true,
  requestCoalescing: true,
  serveWhileStale: 24 * HOUR_SECONDS,
} as const;

const HEADERS = [
  `Strict-Transport-Security: max-age=${YEAR_SECONDS}; includeSubDomains`,
  "X-Content-Type-Options: nosniff",
  "X-Frame-Options: DENY",
  "Referrer-Policy: strict-origin-when-cross-origin",
];

/** Versions of the internet protocol under which the CDN is reached, and the record that says so. */
const FAMILIES = { ipv4: "A", ipv6: "AAAA" } as const;
type Family = keyof typeof FAMILIES;

export interface GcpCdnArgs extends CdnArgs {
  readonly account: Account;
  readonly secrets: Secrets;
  readonly objectStore: ObjectStore;
}

/** Cloud CDN in front of the assets bucket, which only it can read. */
export class Cdn extends GcpComponent implements CdnPort {
  readonly target: DnsTarget;
  readonly backend: BackendBucket;
  readonly urlMap: URLMap;

  constructor(
    name: string,
    private readonly args: GcpCdnArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cdn", name, gcp, args.account, opts);
    this.backend = this.createBackend();
    this.urlMap = this.createUrlMap();
    const https = this.createHttpsProxy(this.createCertificate());
    const http = this.createRedirect();
    const ipv4 = this.open("ipv4", https, http);
    const ipv6 = this.open("ipv6", https, http);
    this.admit([ipv4, ipv6]);
    this.keepRequestLogs();
    this.target = { kind: "address", value: ipv4.ipAddress };
    this.registerOutputs({ target: this.target.value });
  }

  private createBackend(): BackendBucket {
    const firewall = createCdnPolicy(`${this.prefix}-waf`, { name: nameOf(this.gcp, ROLE) }, this.child);
    return new BackendBucket(
      `${this.prefix}-backend`,
      {
        bucketName: this.args.objectStore.buckets.assets.name,
        enableCdn: true,
        cdnPolicy: CACHE,
        compressionMode: "AUTOMATIC",
        customResponseHeaders: HEADERS,
        edgeSecurityPolicy: firewall.selfLink,
      },
      this.child,
    );
  }

  /** The bucket's own answer to `/` would be a list of all that is in it. */
  private createUrlMap(): URLMap {
    const start = { pathRedirect: "/index.html", redirectResponseCode: "FOUND", stripQuery: true };
    const pathMatcher = {
      name: "assets",
      defaultService: this.backend.id,
      pathRules: [{ paths: ["/"], urlRedirect: start }],
    };
    const hostRules = [{ hosts: ["*"], pathMatcher: pathMatcher.name }];
    const args = { defaultService: this.backend.id, hostRules, pathMatchers: [pathMatcher] };
    return new URLMap(`${this.prefix}-urls`, args, this.child);
  }

  /** Proved through a record in the public zone. Google issues it in the background, up to an hour after it was asked. */
  private createCertificate(): Output<string> {
    const { host: domain, zone } = this.args;
    const name = `${this.prefix}-certificate`;
    const authorization = new DnsAuthorization(`${name}-authorization`, { domain }, this.child);
    const proof = authorization.dnsResourceRecords.apply(([record]) => ({
      host: known(record?.name, "the name that proves the certificate"),
      value: known(record?.data, "the value that proves the certificate"),
    }));
    const record = zone.record(
      `${name}-proof`,
      { host: proof.host, type: "CNAME", value: proof.value, proxied: false },
      this,
    );
    const managed = { domains: [domain], dnsAuthorizations: [authorization.id] };
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, record] };
    return new Certificate(name, { managed }, opts).id;
  }

  private createHttpsProxy(certificate: Output<string>): TargetHttpsProxy {
    const { host } = this.args;
    const { map, ready } = createHostCertificates(`${this.prefix}-hosts`, { hosts: [host], certificate }, this.child);
    const args = {
      urlMap: this.urlMap.id,
      certificateMap: interpolate`//certificatemanager.googleapis.com/${map.id}`,
      sslPolicy: createTlsPolicy(`${this.prefix}-tls-policy`, this.child).id,
      quicOverride: "ENABLE",
    };
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, ...ready] };
    return new TargetHttpsProxy(`${this.prefix}-https`, args, opts);
  }

  private createRedirect(): TargetHttpProxy {
    const name = `${this.prefix}-http`;
    const toHttps = { httpsRedirect: true, redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT", stripQuery: false };
    const { id } = new URLMap(`${name}-urls`, { defaultUrlRedirect: toHttps }, this.child);
    return new TargetHttpProxy(name, { urlMap: id }, this.child);
  }

  /** The host's record waits for what answers there. */
  private open(family: Family, https: TargetHttpsProxy, http: TargetHttpProxy): GlobalForwardingRule {
    const name = `${this.prefix}-${family}`;
    const { address } = new GlobalAddress(`${name}-address`, { ipVersion: family.toUpperCase() }, this.child);
    const front = { ipAddress: address, ipProtocol: "TCP", loadBalancingScheme: "EXTERNAL_MANAGED" };
    new GlobalForwardingRule(`${name}-http`, { ...front, target: http.id, portRange: "80" }, this.child);
    const rule = new GlobalForwardingRule(
      `${name}-https`,
      { ...front, target: https.id, portRange: "443" },
      this.child,
    );
    const { host, zone } = this.args;
    zone.record(`${name}-host`, { host, type: FAMILIES[family], value: rule.ipAddress, proxied: false }, this);
    return rule;
  }

  /** The load balancer's account is only made with a project's first backend bucket, so the right is given last. */
  private admit(fronts: readonly GlobalForwardingRule[]): void {
    const bucket = this.args.objectStore.buckets.assets.name;
    const member = agentOf(this.gcp, "https-lb");
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, this.backend, ...fronts] };
    new BucketIAMMember(`${this.prefix}-reader`, { bucket, role: "roles/storage.objectViewer", member }, opts);
  }

  /** Google logs every request for a bucket, from the cache or not. */
  private keepRequestLogs(): void {
    const { logs, secrets } = this.args;
    const firewall = nameOf(this.gcp, ROLE);
    const filter = `resource.type="http_load_balancer" AND jsonPayload.enforcedEdgeSecurityPolicy.name="${firewall}"`;
    const args = { role: ROLE, days: logs.days, filter };
    const opts = { ...this.child, dependsOn: [...this.child.dependsOn, ...secrets.keyReady] };
    createLogBucket(`${this.prefix}-logs`, args, this.gcp, opts);
  }
}
