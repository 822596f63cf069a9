import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import type { WebApplicationFirewallPolicy } from "@pulumi/azure-native/network/webApplicationFirewallPolicy";
import { AssociationsInterface } from "@pulumi/azure-native/servicenetworking/associationsInterface";
import { FrontendsInterface } from "@pulumi/azure-native/servicenetworking/frontendsInterface";
import { SecurityPoliciesInterface } from "@pulumi/azure-native/servicenetworking/securityPoliciesInterface";
import { TrafficControllerInterface } from "@pulumi/azure-native/servicenetworking/trafficControllerInterface";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { DnsTarget } from "../../ports/common";
import type { BackendName, BoundService, Edge as EdgePort, EdgeArgs } from "../../ports/edge";
import type { Account } from "./account";
import type { Cluster } from "./cluster";
import { AzureComponent } from "./component";
import { type AzureContext, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { type Controller, createController } from "./edge-controller";
import { bindBackend, createGateway } from "./edge-gateway";
import { createEdgeSecrets } from "./edge-secrets";
import type { Network } from "./network";
import type { Secrets } from "./secrets";
import { createOriginPolicy } from "./waf";

export interface AzureEdgeArgs extends EdgeArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly cluster: Cluster;
  /** Ready once secrets of the cloud's store can be fetched into the cluster: certificates come that way. */
}

/** Name of the load balancer, of its gateway and of its firewall, after the stack's. */
const ROLE = "edge";
const FRONTEND = "frontend";

/** An Application Gateway for Containers, which the cluster tells where to send requests; what it is made of is ours. */
export class Edge extends AzureComponent implements EdgePort {
  readonly target: DnsTarget;
  readonly loadBalancer: TrafficControllerInterface;
  readonly firewall: WebApplicationFirewallPolicy;
  readonly gatewayName: string;
  /** The only subnet that the load balancer has its addresses in. */
  readonly sources = [SUBNET_CIDRS.public[0]];
  /** It closes idle connections after five minutes, which can't be changed (Application Gateway for Containers, timeouts). */
  readonly idleSeconds = 300;
  private readonly gateway: Resource;

  constructor(
    name: string,
    private readonly args: AzureEdgeArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Edge", name, azure, args.account, opts);
    this.gatewayName = nameOf(azure, ROLE);
    this.loadBalancer = this.createLoadBalancer();
    const frontend = this.createFrontend();
    this.firewall = this.createFirewall();
    const { release, pods } = this.createController();
    this.gateway = this.createGateway([release, frontend, this.attachFirewall(), this.joinNetwork()]);
    sendLogs(`${name}-logs`, { of: this.loadBalancer.id, categoryGroup: "allLogs" }, args.account, this.child);
    this.target = { kind: "hostname", value: frontend.fqdn };
    this.registerOutputs({ target: this.target.value, pods });
  }

  /** Under which names visitors reach a backend. */
  hostsOf(backend: BackendName): readonly string[] {
    return this.args.backends[backend].hosts;
  }

  bind(name: string, backend: BackendName, bound: BoundService, parent: Resource) {
    const { backends, cluster } = this.args;
    const args = { gateway: this.gatewayName, backend: backends[backend], bound };
    const dependsOn = [bound.resource, this.gateway];
    return bindBackend(name, args, { parent, provider: cluster.kubernetes, dependsOn });
  }

  /** In all zones of the location, without being asked. */
  private createLoadBalancer(): TrafficControllerInterface {
    const args = { ...this.placed, trafficControllerName: this.gatewayName };
    const { protect } = this.args;
    return new TrafficControllerInterface(`${this.prefix}-balancer`, args, { ...this.child, protect });
  }

  /** Cloudflare's records point to its name: a new one would take the CRM off the internet. */
  private createFrontend(): FrontendsInterface {
    const args = { ...this.inside(), frontendName: FRONTEND };
    return new FrontendsInterface(`${this.prefix}-frontend`, args, { ...this.child, protect: this.args.protect });
  }

  private createFirewall(): WebApplicationFirewallPolicy {
    const args = { policyName: this.gatewayName, level: this.args.waf };
    return createOriginPolicy(`${this.prefix}-waf`, args, this.placed, this.child);
  }

  /** Only policies that the load balancer knows can be named by a gateway. */
  private attachFirewall(): Resource {
    const args = { ...this.inside(), securityPolicyName: "waf", wafPolicy: { id: this.firewall.id } };
    return new SecurityPoliciesInterface(`${this.prefix}-waf-attachment`, args, this.child);
  }

  private joinNetwork(): Resource {
    const subnet = { id: this.args.network.subnet("public", 0).id };
    const args = { ...this.inside(), associationName: "network", associationType: "subnets", subnet };
    return new AssociationsInterface(`${this.prefix}-network`, args, this.child);
  }

  private createController(): Controller {
    const { cluster, network } = this.args;
    const args = {
      placed: this.placed,
      cluster,
      loadBalancer: this.loadBalancer.id,
      firewall: this.firewall.id,
      subnet: network.subnet("public", 0).id,
    };
    return createController(`${this.prefix}-controller`, args, this.azure, this);
  }

  /** Last, and gone first: what a gateway still uses can't be deleted. */
  private createGateway(used: readonly Resource[]): Resource {
    const { certificate, clientCa, secrets, secretStore, cluster } = this.args;
    const inCluster = { parent: this, provider: cluster.kubernetes, dependsOn: [cluster] };
    const wanted = { certificate, clientCa, secrets, secretStore };
    const fetched = createEdgeSecrets(`${this.prefix}-tls`, wanted, inCluster);
    const args = {
      name: this.gatewayName,
      loadBalancer: this.loadBalancer.id,
      frontend: FRONTEND,
      firewall: this.firewall.id,
      certificate: fetched.certificate,
      clientCa: fetched.clientCa,
    };
    return createGateway(`${this.prefix}-gateway`, args, { ...inCluster, dependsOn: [...used, ...fetched.ready] });
  }

  /** What is in the load balancer is placed like it. */
  private inside() {
    return { ...this.placed, trafficControllerName: this.loadBalancer.name };
  }
}
