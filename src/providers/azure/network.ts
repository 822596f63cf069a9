import type { ComponentResourceOptions, Output } from "@pulumi/pulumi";
import { NatGateway } from "@pulumi/azure-native/network/natGateway";
import type { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress";
import { Subnet } from "@pulumi/azure-native/network/subnet";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { NETWORK_CIDR, SUBNET_CIDRS, type SubnetRole } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import { recordOf } from "../../conventions/records";
import type { Network as NetworkPort, NetworkArgs } from "../../ports/network";
import type { Account } from "./account";
import { AzureComponent, type ChildOptions } from "./component";
import { type AzureContext, nameOf } from "./context";
import { sendLogs } from "./diagnostics";
import { createFlowLog } from "./flow-log";
import { createPrivateEndpoint, createPrivateZone, ENDPOINT_POLICIES, type PrivateZone } from "./private-endpoint";
import { createSecurityGroups, type SecurityGroups } from "./security-groups";
import type { Secrets } from "./secrets";

/** All that a security group writes down (Azure Monitor, resource logs). */
const RULE_LOGS = ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"];

export interface AzureNetworkArgs extends NetworkArgs {
  readonly account: Account;
  readonly secrets: Secrets;
}

/**
 * A VNet with the nine subnets of the plan. A subnet spans the location's zones, so what keeps zones apart is what is in it: the
 * nodes of a zone in a private subnet of their own, behind a NAT gateway of that zone.
 */
export class Network extends AzureComponent implements NetworkPort {
  readonly vnet: VirtualNetwork;
  readonly securityGroups: SecurityGroups;
  readonly subnets: Readonly<Record<SubnetRole, readonly Subnet[]>>;
  /** The only addresses from which nodes and pods appear outside. */
  readonly egress: readonly Output<string>[];
  /** Names of storage accounts inside the network: a network has room for one such zone, so all endpoints share it. */
  readonly blobZone: PrivateZone;

  constructor(
    name: string,
    private readonly args: AzureNetworkArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Network", name, azure, args.account, opts);
    this.vnet = this.createVnet();
    this.securityGroups = createSecurityGroups(name, this.placed, azure, this.child);
    this.logRules();
    const addresses = this.natZones().map((zone, index) => this.createAddress(zone, index));
    this.egress = addresses.map(({ ipAddress }) => ipAddress.apply((address) => address ?? ""));
    this.subnets = this.createSubnets(this.createNat(addresses));
    this.blobZone = createPrivateZone(`${name}-blob-zone`, "blob", { network: this }, this.placed, this.child);
    this.reachVault();
    createFlowLog(`${name}-flow`, { ...args, vnet: this.vnet }, this.placed, azure, this.child);
    this.registerOutputs({ vnet: this.vnet.id });
  }

  /** @param index from 0, in the order of the address plan */
  subnet(role: SubnetRole, index: number): Subnet {
    return known(this.subnets[role][index], `${role} subnet ${index}`);
  }

  /** Which rules a machine got, and how often each of them decided. */
  private logRules(): void {
    for (const [role, { id }] of Object.entries(this.securityGroups)) {
      sendLogs(`${this.prefix}-${role}-logs`, { of: id, categories: RULE_LOGS }, this.args.account, this.child);
    }
  }

  private createVnet(): VirtualNetwork {
    const args = { virtualNetworkName: nameOf(this.azure, "vnet"), addressSpace: { addressPrefixes: [NETWORK_CIDR] } };
    return new VirtualNetwork(`${this.prefix}-vnet`, { ...this.placed, ...args }, this.child);
  }

  /** A NAT gateway lives in one zone: one for the nodes of each, or one for all. */
  private natZones(): readonly string[] {
    return this.args.nat === "perZone" ? this.azure.zones : this.azure.zones.slice(0, 1);
  }

  private createAddress(zone: string, index: number): PublicIPAddress {
    const args = {
      publicIpAddressName: nameOf(this.azure, `nat-${index}`),
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
      zones: [zone],
    };
    return new PublicIPAddress(`${this.prefix}-nat-${index}-address`, { ...this.placed, ...args }, this.child);
  }

  private createNat(addresses: readonly PublicIPAddress[]): readonly NatGateway[] {
    return this.natZones().map((zone, index) => {
      const args = {
        natGatewayName: nameOf(this.azure, `nat-${index}`),
        sku: { name: "Standard" },
        zones: [zone],
        idleTimeoutInMinutes: 4,
        publicIpAddresses: [{ id: known(addresses[index], `address of NAT gateway ${index}`).id }],
      };
      return new NatGateway(`${this.prefix}-nat-${index}`, { ...this.placed, ...args }, this.child);
    });
  }

  /** One after another: Azure changes a network's subnets one at a time. */
  private createSubnets(gateways: readonly NatGateway[]): Network["subnets"] {
    let previous: readonly Subnet[] = [];
    return recordOf(["public", "private", "database"], (role) =>
      SUBNET_CIDRS[role].map((addressPrefix, index) => {
        const group = this.groupOf(role, index);
        const subnet = new Subnet(
          `${this.prefix}-${role}-${index}`,
          {
            resourceGroupName: this.placed.resourceGroupName,
            virtualNetworkName: this.vnet.name,
            subnetName: `${role}-${index}`,
            addressPrefix,
            defaultOutboundAccess: false,
            ...(group && { networkSecurityGroup: { id: group.id } }),
            ...this.settingsOf(role, index, gateways),
          },
          this.after(previous),
        );
        previous = [subnet];
        return subnet;
      }),
    );
  }

  private after(subnets: readonly Subnet[]): ChildOptions {
    return { ...this.child, dependsOn: [...this.child.dependsOn, ...subnets] };
  }

  /** The control plane has none: AKS guards its subnet by itself, and the API by the ranges that may reach it. */
  private groupOf(role: SubnetRole, index: number): NetworkSecurityGroup | null {
    const { alb, app, db } = this.securityGroups;
    if (DELEGATIONS[role]?.[index] === CONTROL_PLANE) return null;
    return { public: alb, private: app, database: db }[role];
  }

  private settingsOf(role: SubnetRole, index: number, gateways: readonly NatGateway[]) {
    const serviceName = DELEGATIONS[role]?.[index];
    const gateway = gateways[index] ?? gateways[0];
    return {
      ...(serviceName !== undefined && { delegations: [{ name: "service", serviceName }] }),
      ...(role === "private" && {
        ...(gateway && { natGateway: { id: gateway.id } }),
        // Free, and keeps backups off the NAT gateways, which charge per GB.
        serviceEndpoints: [{ service: "Microsoft.Storage" }],
      }),
      ...(role === "database" && { privateEndpointNetworkPolicies: ENDPOINT_POLICIES }),
    };
  }

  /** The vault is older than the network: pods' secrets and the cluster's keys are read through here. */
  private reachVault(): void {
    const args = { target: this.args.secrets.vault.id, group: "vault", network: this } as const;
    const subnet = this.subnet("database", 2);
    createPrivateEndpoint(`${this.prefix}-vault`, { ...args, subnet }, this.placed, this.child);
  }
}

const CONTROL_PLANE = "Microsoft.ContainerService/managedClusters";

/** Services that want a subnet for themselves: the load balancer, and the cluster's control plane. */
const DELEGATIONS: Readonly<Partial<Record<SubnetRole, Readonly<Record<number, string>>>>> = {
  public: { 0: "Microsoft.ServiceNetworking/trafficControllers", 2: CONTROL_PLANE },
};
