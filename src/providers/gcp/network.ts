import { all, type ComponentResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { Address } from "@pulumi/gcp/compute/address";
import { GlobalAddress } from "@pulumi/gcp/compute/globalAddress";
import { Network as Vpc } from "@pulumi/gcp/compute/network";
import { Router } from "@pulumi/gcp/compute/router";
import { RouterNat } from "@pulumi/gcp/compute/routerNat";
import { Subnetwork } from "@pulumi/gcp/compute/subnetwork";
import { Account as ServiceAccount } from "@pulumi/gcp/serviceaccount/account";
import { Connection } from "@pulumi/gcp/servicenetworking/connection";
import {
  GCP_POD_CIDR,
  GCP_SERVICE_CIDR,
  PRIVATE_SERVICES_CIDR,
  SUBNET_CIDRS,
  type SubnetRole,
} from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import { recordOf } from "../../conventions/records";
import type { Network as NetworkPort, NetworkArgs } from "../../ports/network";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import type { GcpContext } from "./context";
import { createFirewall } from "./firewall";
import { serviceAccountId } from "./identity";
import { createLogBucket } from "./log-bucket";
import type { Secrets } from "./secrets";

/** Names of the ranges of pods and services in the subnetwork of the nodes. */
export const PODS_RANGE = "pods";
export const SERVICES_RANGE = "services";

/** A VPC with the nine subnetworks of the plan; a subnetwork spans the region's zones, so their numbers are names only. */
export class Network extends GcpComponent implements NetworkPort {
  readonly vpc: Vpc;
  readonly subnetworks: Readonly<Record<SubnetRole, readonly Subnetwork[]>>;
  /** Where nodes are; pods and services have ranges of their own in it. */
  readonly nodes: Subnetwork;
  /** Who nodes are: the firewall knows them by it. */
  readonly nodeAccount: ServiceAccount;
  /** The only address from which nodes and pods appear outside. */
  readonly egressAddress: Output<string>;
  /** Nodes need these before they can join the cluster. */
  readonly nat: readonly Resource[];
  /** Managed services inside Google's own network need it before they can be made. */
  readonly privateServices: Connection;

  constructor(
    name: string,
    private readonly args: NetworkArgs & { readonly account: Account; readonly secrets: Secrets },
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Network", name, gcp, args.account, opts);
    this.vpc = this.createVpc();
    this.subnetworks = recordOf(["public", "private", "database"], (role) => this.createSubnetworks(role));
    this.nodes = this.subnetwork("private", 0);
    this.nodeAccount = this.createNodeAccount();
    const { address, nat } = this.createNat();
    this.egressAddress = address;
    this.nat = [nat];
    this.privateServices = this.connectPrivateServices();
    createFirewall(name, this, this.child);
    this.keepLogs(nat);
    this.registerOutputs({ vpc: this.vpc.id });
  }

  /** @param index from 0, in the order of the address plan */
  subnetwork(role: SubnetRole, index: number): Subnetwork {
    return known(this.subnetworks[role][index], `${role} subnetwork ${index}`);
  }

  private createVpc(): Vpc {
    const args = { autoCreateSubnetworks: false, routingMode: "REGIONAL" };
    return new Vpc(`${this.prefix}-vpc`, args, this.child);
  }

  private createSubnetworks(role: SubnetRole): readonly Subnetwork[] {
    return SUBNET_CIDRS[role].map((ipCidrRange, index) => {
      const args = {
        region: this.gcp.region,
        network: this.vpc.id,
        ipCidrRange,
        ...(role === "private" && index === 0 && { secondaryIpRanges: CLUSTER_RANGES }),
        privateIpGoogleAccess: true,
        logConfig: FLOW_LOG,
      };
      return new Subnetwork(`${this.prefix}-${role}-${index}`, args, this.child);
    });
  }

  private createNodeAccount(): ServiceAccount {
    const args = { accountId: serviceAccountId(this.gcp, "nodes"), displayName: `Nodes of ${this.gcp.stack}` };
    return new ServiceAccount(`${this.prefix}-nodes`, args, this.child);
  }

  /** One for the region: unlike other clouds' it is no machine and outlives a zone. Databases have no way out. */
  private createNat(): { readonly address: Output<string>; readonly nat: RouterNat } {
    const name = `${this.prefix}-nat`;
    const { region } = this.gcp;
    const router = new Router(`${name}-router`, { region, network: this.vpc.id }, this.child);
    const address = new Address(`${name}-address`, { region, addressType: "EXTERNAL" }, this.child);
    const args = {
      region,
      router: router.name,
      natIpAllocateOption: "MANUAL_ONLY",
      natIps: [address.selfLink],
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: this.subnetworks.private.map(({ id }) => ({ name: id, sourceIpRangesToNats: ["ALL_IP_RANGES"] })),
      ...NAT,
    };
    return { address: address.address, nat: new RouterNat(name, args, this.child) };
  }

  private connectPrivateServices(): Connection {
    const name = `${this.prefix}-private-services`;
    const [address = "", bits = ""] = PRIVATE_SERVICES_CIDR.split("/");
    const range = new GlobalAddress(
      `${name}-range`,
      { network: this.vpc.id, purpose: "VPC_PEERING", addressType: "INTERNAL", address, prefixLength: Number(bits) },
      this.child,
    );
    const args = {
      network: this.vpc.id,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [range.name],
      // Google refuses to end a connection for days after the last service in it has gone; the network takes it along.
      deletionPolicy: "ABANDON",
    };
    return new Connection(name, args, this.child);
  }

  /** Of subnetworks (flows, firewall) and of the NAT. */
  private keepLogs(nat: RouterNat): void {
    const { account, secrets, logs } = this.args;
    const subnetworks = Object.values(this.subnetworks).flat();
    const filter = all([all(subnetworks.map(({ name }) => name)), nat.name]).apply(
      ([names, gateway]) =>
        `resource.labels.subnetwork_name=(${names.map((name) => `"${name}"`).join(" OR ")}) OR ` +
        `resource.labels.gateway_name="${gateway}"`,
    );
    createLogBucket(`${this.prefix}-logs`, { role: "network", days: logs.days, filter }, this.gcp, {
      ...this.child,
      dependsOn: [account, ...secrets.keyReady],
    });
  }
}

const CLUSTER_RANGES = [
  { rangeName: PODS_RANGE, ipCidrRange: GCP_POD_CIDR },
  { rangeName: SERVICES_RANGE, ipCidrRange: GCP_SERVICE_CIDR },
];

/** Half of the connections, each minute: enough to see who talks to whom. */
const FLOW_LOG = { aggregationInterval: "INTERVAL_1_MIN", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" };

/** An address has 64,512 ports: 2,048 a node leave room for 31 nodes (Cloud NAT, dynamic port allocation). */
const NAT = {
  enableDynamicPortAllocation: true,
  enableEndpointIndependentMapping: false,
  minPortsPerVm: 64,
  maxPortsPerVm: 2048,
  logConfig: { enable: true, filter: "ERRORS_ONLY" },
};
