import type { ComponentResourceOptions, Output, Resource } from "@pulumi/pulumi";
import { Route } from "@pulumi/aws/ec2/route";
import { VpcPeeringConnectionAccepter } from "@pulumi/aws/ec2/vpcPeeringConnectionAccepter";
import type { AdvancedCluster } from "@pulumi/mongodbatlas/advancedCluster";
import { NetworkPeering } from "@pulumi/mongodbatlas/networkPeering";
import { ATLAS_CIDR, NETWORK_CIDR, SUBNET_CIDRS } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import type { NetworkPeer, SecretRef } from "../../ports/common";
import type { Database as DatabasePort, DatabaseArgs } from "../../ports/database";
import { createAtlasAlerts } from "../atlas/alerts";
import { createAtlasCluster, createBackupSchedule, type AtlasClusterArgs } from "../atlas/cluster";
import { type AccessRange, type AtlasProject, createAccessList, createAtlasProject } from "../atlas/project";
import { atlasRegionOfAws } from "../atlas/regions";
import { createAtlasUser } from "../atlas/user";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { createDatabaseEndpoint, ENDPOINT_PEER } from "./database-endpoint";
import { createDatabaseKeyAccess } from "./database-key";
import { createTwinKey, type TwinKey } from "./encryption";
import type { Network } from "./network";
import type { Secrets } from "./secrets";

/** Through the peering: MongoDB, its routers and its config servers. */
const ATLAS_PEER: NetworkPeer = { cidrs: [ATLAS_CIDR], ports: [[27015, 27017]] };

/** Who may connect over the private network: nodes and, from the same subnets, pods. */
const ACCESS: Readonly<Record<string, AccessRange>> = Object.fromEntries(
  SUBNET_CIDRS.private.map((cidrBlock, zone) => [zone, { cidrBlock, comment: `Pods and nodes, zone ${zone}` }]),
);

export interface AwsDatabaseArgs extends DatabaseArgs {
  readonly network: Network;
  readonly secrets: Secrets;
  readonly orgId: string;
}

/** MongoDB Atlas in the stack's region: reached through a VPC peering, and a private endpoint where the tier has it. */
export class Database extends AwsComponent implements DatabasePort {
  readonly uri: SecretRef;
  readonly peer: NetworkPeer;

  constructor(
    name: string,
    private readonly args: AwsDatabaseArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Database", name, aws, opts);
    this.peer = args.privateEndpoint ? ENDPOINT_PEER : ATLAS_PEER;
    const atlas = this.createProject();
    const peering = this.createPeering(atlas);
    const access = createAccessList(name, atlas.project, ACCESS, this);
    const endpoint = args.privateEndpoint ? createDatabaseEndpoint(name, { ...args, ...atlas }, aws, this) : null;
    const cluster = this.createCluster(atlas, [...peering, ...access, ...(endpoint ? [endpoint] : [])]);
    createAtlasAlerts(name, { ...atlas, tier: args.size.tier, ...args.alerts }, this);
    this.uri = this.createUser(cluster);
    this.registerOutputs({ uri: this.uri.key });
  }

  private createProject(): AtlasProject {
    const { orgId, keepData } = this.args;
    const args = {
      orgId,
      projectName: nameOf(this.aws, "crm"),
      tags: { ...this.aws.tags },
      providerName: "AWS",
      region: atlasRegionOfAws(this.aws.region),
      cidr: ATLAS_CIDR,
      audit: keepData,
    } as const;
    return createAtlasProject(this.prefix, args, this);
  }

  /** Atlas asks, AWS accepts, and both route to the other's range. */
  private createPeering({ project, container }: AtlasProject): readonly Resource[] {
    const { network } = this.args;
    const name = `${this.prefix}-peering`;
    const request = new NetworkPeering(
      name,
      {
        projectId: project.id,
        containerId: container.containerId,
        providerName: "AWS",
        accepterRegionName: this.aws.region,
        awsAccountId: this.aws.accountId,
        vpcId: network.vpc.id,
        routeTableCidrBlock: NETWORK_CIDR,
      },
      this.child,
    );
    const accepter = new VpcPeeringConnectionAccepter(
      `${name}-accepter`,
      { vpcPeeringConnectionId: request.connectionId, autoAccept: true, tags: { Name: nameOf(this.aws, "atlas") } },
      this.child,
    );
    const routes = network.privateRouteTables.map(({ id }, zone) => {
      const args = { routeTableId: id, destinationCidrBlock: ATLAS_CIDR, vpcPeeringConnectionId: accepter.id };
      return new Route(`${name}-route-${zone}`, args, this.child);
    });
    return [accepter, ...routes];
  }

  private createCluster({ project }: AtlasProject, dependsOn: readonly Resource[]): AdvancedCluster {
    const key = this.createKey();
    const encryption = key && createDatabaseKeyAccess(this.prefix, { project, key }, this.aws, this);
    const args: AtlasClusterArgs = {
      ...this.args,
      clusterName: nameOf(this.aws, "mongodb"),
      project,
      providerName: "AWS",
      region: atlasRegionOfAws(this.aws.region),
      drRegion: atlasRegionOfAws(this.aws.drRegion),
      tags: { ...this.aws.tags },
      encryption,
      dependsOn,
    };
    const cluster = createAtlasCluster(this.prefix, args, this);
    createBackupSchedule(this.prefix, cluster, args, this);
    return cluster;
  }

  /** The stack's own; copies in another region need one that is there, too. Null: Atlas' keys are used. */
  private createKey(): TwinKey | null {
    const { secrets, copyBackups } = this.args;
    const { key } = secrets;
    if (key === null) return null;
    return copyBackups ? createTwinKey(this.prefix, this.args, this.aws, this) : { id: key, arns: [key] };
  }

  private createUser(cluster: AdvancedCluster): SecretRef {
    const { databaseName, secrets } = this.args;
    const value = createAtlasUser(this.prefix, { cluster, databaseName, address: this.addressOf(cluster) }, this);
    return secrets.put(`${this.prefix}-uri`, { key: "mongodb-uri", value }, this);
  }

  /** From a peered VPC the standard name resolves to private addresses; an endpoint has a name of its own. */
  private addressOf({ connectionStrings }: AdvancedCluster): Output<string> {
    if (!this.args.privateEndpoint) return connectionStrings.standardSrv;
    return connectionStrings.privateEndpoints.apply(([endpoint]) =>
      known(endpoint?.srvConnectionString, "the connection string of MongoDB's private endpoint"),
    );
  }
}
