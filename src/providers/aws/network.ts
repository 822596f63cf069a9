import { type ComponentResourceOptions, type CustomResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { Eip } from "@pulumi/aws/ec2/eip";
import { FlowLog } from "@pulumi/aws/ec2/flowLog";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway";
import { NatGateway } from "@pulumi/aws/ec2/natGateway";
import { Route } from "@pulumi/aws/ec2/route";
import { RouteTable } from "@pulumi/aws/ec2/routeTable";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint";
import { NETWORK_CIDR, SUBNET_CIDRS, type SubnetRole } from "../../conventions/cidrs";
import { recordOf } from "../../conventions/records";
import type { Network as NetworkPort, NetworkArgs } from "../../ports/network";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { allow, createRole, trust } from "./iam";
import { createLogGroup } from "./log-group";
import { createSecurityGroups, type SecurityGroups } from "./security-groups";
import type { Secrets } from "./secrets";

const ANYWHERE = "0.0.0.0/0";

/** Load balancers find their subnets by these tags (AWS Load Balancer Controller). */
const ROLE_TAGS: Readonly<Record<SubnetRole, Readonly<Record<string, string>>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  database: {},
};

/** A VPC with nine subnets in three zones; databases have no route to the internet, in either direction. */
export class Network extends AwsComponent implements NetworkPort {
  readonly vpc: Vpc;
  readonly internetGateway: InternetGateway;
  readonly subnets: Readonly<Record<SubnetRole, readonly Subnet[]>>;
  readonly privateRouteTables: readonly RouteTable[];
  /** Nodes need these before they can join the cluster. */
  readonly egressRoutes: readonly Route[];
  readonly securityGroups: SecurityGroups;

  constructor(
    name: string,
    private readonly args: NetworkArgs & { readonly secrets: Secrets },
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Network", name, aws, opts);
    this.vpc = this.createVpc();
    this.internetGateway = this.createInternetGateway();
    this.subnets = recordOf(["public", "private", "database"], (role) => this.createSubnets(role));
    this.routePublicSubnets();
    this.privateRouteTables = this.subnets.private.map((subnet, zone) =>
      this.createRouteTable(`private-${zone}`, [subnet]),
    );
    this.egressRoutes = this.routeThroughNat();
    const databaseRouteTable = this.createRouteTable("database", this.subnets.database);
    this.createStorageEndpoint([...this.privateRouteTables, databaseRouteTable]);
    this.securityGroups = createSecurityGroups(name, this.vpc, aws, this);
    this.createFlowLog();
    this.registerOutputs({ vpc: this.vpc.id });
  }

  subnetIds(role: SubnetRole): readonly Output<string>[] {
    return this.subnets[role].map(({ id }) => id);
  }

  private createVpc(): Vpc {
    const args = { cidrBlock: NETWORK_CIDR, enableDnsHostnames: true, enableDnsSupport: true };
    return new Vpc(`${this.prefix}-vpc`, { ...args, tags: this.named("vpc") }, this.child);
  }

  private createInternetGateway(): InternetGateway {
    const args = { vpcId: this.vpc.id, tags: this.named("internet") };
    return new InternetGateway(`${this.prefix}-internet`, args, this.child);
  }

  private createSubnets(role: SubnetRole): readonly Subnet[] {
    return SUBNET_CIDRS[role].map((cidrBlock, zone) => {
      const tags = { ...this.named(`${role}-${zone}`), ...ROLE_TAGS[role] };
      const availabilityZoneId = this.aws.zones[zone] ?? "";
      const args = { vpcId: this.vpc.id, cidrBlock, availabilityZoneId, mapPublicIpOnLaunch: false, tags };
      return new Subnet(`${this.prefix}-${role}-${zone}`, args, this.child);
    });
  }

  private createRouteTable(role: string, subnets: readonly Subnet[]): RouteTable {
    const name = `${this.prefix}-${role}`;
    const table = new RouteTable(`${name}-routes`, { vpcId: this.vpc.id, tags: this.named(role) }, this.child);
    subnets.forEach((subnet, index) => {
      const args = { subnetId: subnet.id, routeTableId: table.id };
      new RouteTableAssociation(`${name}-in-${index}`, args, this.child);
    });
    return table;
  }

  private routePublicSubnets(): void {
    const { id } = this.createRouteTable("public", this.subnets.public);
    const args = { routeTableId: id, destinationCidrBlock: ANYWHERE, gatewayId: this.internetGateway.id };
    new Route(`${this.prefix}-public-out`, args, this.child);
  }

  private routeThroughNat(): readonly Route[] {
    const zones = this.args.nat === "perZone" ? this.subnets.public : this.subnets.public.slice(0, 1);
    const gateways = zones.map((subnet, zone) => this.createNat(subnet, zone));
    return this.privateRouteTables.map(({ id }, zone) => {
      const gateway = gateways[zone] ?? gateways[0];
      const args = { routeTableId: id, destinationCidrBlock: ANYWHERE, ...(gateway && { natGatewayId: gateway.id }) };
      return new Route(`${this.prefix}-private-${zone}-out`, args, this.child);
    });
  }

  private createNat(subnet: Subnet, zone: number): NatGateway {
    const name = `${this.prefix}-nat-${zone}`;
    const opts: CustomResourceOptions = { ...this.child, dependsOn: [this.internetGateway] };
    const { allocationId } = new Eip(`${name}-address`, { domain: "vpc", tags: this.named(`nat-${zone}`) }, opts);
    return new NatGateway(name, { allocationId, subnetId: subnet.id, tags: this.named(`nat-${zone}`) }, opts);
  }

  /** Free, and keeps recordings off the NAT gateways, which charge per GB. */
  private createStorageEndpoint(tables: readonly RouteTable[]): void {
    const args = {
      vpcId: this.vpc.id,
      serviceName: `com.amazonaws.${this.aws.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map(({ id }) => id),
    };
    new VpcEndpoint(`${this.prefix}-storage`, { ...args, tags: this.named("storage") }, this.child);
  }

  private createFlowLog(): void {
    const { secrets, logs } = this.args;
    const name = `${this.prefix}-flow`;
    const group = createLogGroup(
      `${name}-logs`,
      { name: `/vpc/${nameOf(this.aws, "flow")}`, days: logs.days, key: secrets.key },
      this,
    );
    const actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];
    const { role, ready } = createRole(
      `${name}-role`,
      {
        trust: trust("vpc-flow-logs.amazonaws.com", { StringEquals: { "aws:SourceAccount": this.aws.accountId } }),
        statements: [allow(actions, [group.arn, interpolate`${group.arn}:*`])],
      },
      this,
    );
    const args = {
      vpcId: this.vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
    };
    new FlowLog(name, args, { ...this.child, dependsOn: [...ready] });
  }

  private named(role: string): { readonly Name: string } {
    return { Name: nameOf(this.aws, role) };
  }
}
