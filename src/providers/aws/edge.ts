import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Certificate } from "@pulumi/aws/acm/certificate";
import { Listener } from "@pulumi/aws/lb/listener";
import { ListenerRule } from "@pulumi/aws/lb/listenerRule";
import { LoadBalancer } from "@pulumi/aws/lb/loadBalancer";
import { TargetGroup } from "@pulumi/aws/lb/targetGroup";
import { TrustStore } from "@pulumi/aws/lb/trustStore";
import { BucketObjectv2 } from "@pulumi/aws/s3/bucketObjectv2";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import { recordOf } from "../../conventions/records";
import type { DnsTarget } from "../../ports/common";
import {
  type Backend,
  type BackendName,
  BACKENDS,
  type BoundService,
  type Edge as EdgePort,
  type EdgeArgs,
} from "../../ports/edge";
import { LOG_PREFIXES } from "./bucket";
import type { Cluster } from "./cluster";
import { AwsComponent } from "./component";
import { arnOf, type AwsContext, nameOf } from "./context";
import { createController } from "./edge-controller";
import type { Network } from "./network";
import type { ObjectStore } from "./object-store";
import type { Secrets } from "./secrets";
import { createWebAcl, protectLoadBalancer } from "./waf";

export interface AwsEdgeArgs extends EdgeArgs {
  readonly network: Network;
  readonly secrets: Secrets;
  readonly objectStore: ObjectStore;
  readonly cluster: Cluster;
}

/** Seconds a connection may be idle: longer than Cloudflare keeps one, 900, so that it never uses a closed one (connection limits). */
const IDLE_SECONDS = 960;
/** TLS 1.2 and 1.3 with post-quantum key exchange; the default policy still speaks TLS 1.0. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

const NOT_FOUND = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode: "404", messageBody: "not found" },
} as const;

/** An application load balancer that only Cloudflare reaches; pods are bound to its target groups later. */
export class Edge extends AwsComponent implements EdgePort {
  readonly target: DnsTarget;
  readonly loadBalancer: LoadBalancer;
  readonly targetGroups: Readonly<Record<BackendName, TargetGroup>>;
  readonly sources = SUBNET_CIDRS.public;
  readonly idleSeconds = IDLE_SECONDS;
  /** The controller adds a readiness gate to every pod of a bound service in such a namespace. */
  private readonly controller: Resource;

  constructor(
    name: string,
    private readonly args: AwsEdgeArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Edge", name, aws, opts);
    this.loadBalancer = this.createLoadBalancer();
    this.targetGroups = recordOf(BACKENDS, (service) => this.createTargetGroup(service, args.backends[service]));
    this.redirectHttp();
    this.serveHosts(this.createHttpsListener());
    this.protect();
    this.target = { kind: "hostname", value: this.loadBalancer.dnsName };
    const { release, pods } = this.createController();
    this.controller = release;
    this.registerOutputs({ target: this.target.value, pods });
  }

  bind(name: string, backend: BackendName, bound: BoundService, parent: Resource) {
    const args = {
      apiVersion: "elbv2.k8s.aws/v1beta1",
      kind: "TargetGroupBinding",
      metadata: { name: bound.name, namespace: bound.namespace },
      // Without `networking`: the security groups are this program's, and the controller changes none.
      spec: {
        serviceRef: { name: bound.name, port: bound.port },
        targetGroupARN: this.targetGroups[backend].arn,
        targetType: "ip",
        ipAddressType: "ipv4",
      },
    };
    const { kubernetes: provider } = this.args.cluster;
    return new CustomResource(name, args, {
      parent,
      provider,
      dependsOn: [bound.resource, this.controller],
      // The controller refuses to point a binding to another group.
      replaceOnChanges: ["spec.targetGroupARN"],
      deleteBeforeReplace: true,
    });
  }

  private createController() {
    const { cluster, network, highlyAvailable } = this.args;
    const args = {
      cluster: cluster.eks,
      clusterName: cluster.clusterName,
      region: this.aws.region,
      vpcId: network.vpc.id,
      targetGroups: { arn: arnOf(this.aws, "elasticloadbalancing", "targetgroup/*"), stack: this.aws.stack },
      highlyAvailable,
      kubernetes: cluster.kubernetes,
    };
    return createController(`${this.prefix}-controller`, args, this);
  }

  private createLoadBalancer(): LoadBalancer {
    const { network, objectStore, protect } = this.args;
    const logs = { bucket: objectStore.logs.bucket.bucket, prefix: LOG_PREFIXES.loadBalancer, enabled: true };
    return new LoadBalancer(
      `${this.prefix}-alb`,
      {
        name: nameOf(this.aws, "alb"),
        loadBalancerType: "application",
        internal: false,
        subnets: [...network.subnetIds("public")],
        securityGroups: [network.securityGroups.alb.id],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: protect,
        enableHttp2: true,
        enableZonalShift: true,
        idleTimeout: IDLE_SECONDS,
        accessLogs: logs,
        connectionLogs: logs,
      },
      { ...this.child, protect, dependsOn: [...objectStore.logs.ready, network.internetGateway] },
    );
  }

  /** Named by Pulumi: a target group in use can't be deleted, so a replacement needs another name. */
  private createTargetGroup(service: string, backend: Backend): TargetGroup {
    return new TargetGroup(
      `${this.prefix}-${service}`,
      {
        vpcId: this.args.network.vpc.id,
        targetType: "ip",
        protocol: "HTTP",
        port: backend.port,
        deregistrationDelay: backend.drainSeconds,
        healthCheck: {
          path: backend.healthPath,
          port: String(backend.healthPort),
          matcher: "200",
          interval: 15,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
      },
      this.child,
    );
  }

  private redirectHttp(): void {
    const redirect = { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" };
    const args = { loadBalancerArn: this.loadBalancer.arn, port: 80, protocol: "HTTP" };
    new Listener(`${this.prefix}-http`, { ...args, defaultActions: [{ type: "redirect", redirect }] }, this.child);
  }

  private createHttpsListener(): Listener {
    const { certificate, clientCa } = this.args;
    const { arn } = new Certificate(
      `${this.prefix}-certificate`,
      { certificateBody: certificate.certificate, privateKey: certificate.privateKey },
      this.child,
    );
    return new Listener(
      `${this.prefix}-https`,
      {
        loadBalancerArn: this.loadBalancer.arn,
        port: 443,
        protocol: "HTTPS",
        sslPolicy: TLS_POLICY,
        certificateArn: arn,
        ...(clientCa && { mutualAuthentication: { mode: "verify", trustStoreArn: this.createTrustStore(clientCa) } }),
        defaultActions: [NOT_FOUND],
      },
      this.child,
    );
  }

  /** The load balancer reads the CA from a bucket, once. */
  private createTrustStore(clientCa: Output<string>): Output<string> {
    const bucket = this.args.objectStore.logs.bucket.bucket;
    const key = "trust/cloudflare.pem";
    const object = new BucketObjectv2(
      `${this.prefix}-client-ca`,
      { bucket, key, content: clientCa },
      { ...this.child, dependsOn: [...this.args.objectStore.logs.ready] },
    );
    const args = {
      name: nameOf(this.aws, "cloudflare"),
      caCertificatesBundleS3Bucket: bucket,
      caCertificatesBundleS3Key: object.key,
      caCertificatesBundleS3ObjectVersion: object.versionId,
    };
    return new TrustStore(`${this.prefix}-trust`, args, this.child).arn;
  }

  /** A host that nobody asked for gets nothing. */
  private serveHosts({ arn: listenerArn }: Listener): void {
    const services = ["api", "frontend"] as const;
    services.forEach((service, index) => {
      const conditions = [{ hostHeader: { values: [...this.args.backends[service].hosts] } }];
      const actions = [{ type: "forward", targetGroupArn: this.targetGroups[service].arn }];
      const args = { listenerArn, priority: 10 * (index + 1), conditions, actions };
      new ListenerRule(`${this.prefix}-host-${service}`, args, this.child);
    });
  }

  private protect(): void {
    const { waf, rateLimit, logs, secrets } = this.args;
    const acl = createWebAcl(
      `${this.prefix}-waf`,
      { scope: "REGIONAL", name: nameOf(this.aws, "edge"), level: waf, rateLimit, days: logs.days, key: secrets.key },
      this,
    );
    protectLoadBalancer(`${this.prefix}-waf`, acl, this.loadBalancer, this);
  }
}
