import { type ComponentResourceOptions, interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { NetworkPeering as VpcPeering } from "@pulumi/gcp/compute/networkPeering";
import type { AdvancedCluster } from "@pulumi/mongodbatlas/advancedCluster";
import { NetworkPeering } from "@pulumi/mongodbatlas/networkPeering";
import { ATLAS_GCP_CIDR, GCP_POD_CIDR, SUBNET_CIDRS } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import type { NetworkPeer, SecretRef } from "../../ports/common";
import type { Database as DatabasePort, DatabaseArgs } from "../../ports/database";
import { createAtlasAlerts } from "../atlas/alerts";
import { createAtlasCluster, createBackupSchedule, type AtlasClusterArgs } from "../atlas/cluster";
import { type AtlasProject, createAccessList, createAtlasProject } from "../atlas/project";
import { atlasRegionOfGcp } from "../atlas/regions";
import { createAtlasUser } from "../atlas/user";
import type { Account } from "./account";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import { createDatabaseEndpoint, ENDPOINT_PEER } from "./database-endpoint";
import { createDatabaseKeyAccess } from "./database-key";
import { createKey, locationOver } from "./encryption";
import type { Network } from "./network";
import type { Secrets } from "./secrets";

/** Through the peering: MongoDB, its routers and its config servers. */
const ATLAS_PEER: NetworkPeer = { cidrs: [ATLAS_GCP_CIDR], ports: [[27015, 27017]] };

/** Who may connect over the private network. Pods keep their own addresses on the way. */
const ACCESS = {
  pods: { cidrBlock: GCP_POD_CIDR, comment: "Pods" },
  nodes: { cidrBlock: SUBNET_CIDRS.private[0], comment: "Nodes" },
} as const;

export interface GcpDatabaseArgs extends DatabaseArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly orgId: string;
}

/** MongoDB Atlas in the stack's region: reached through a VPC peering, and a private endpoint where the tier has it. */
export class Database extends GcpComponent implements DatabasePort {
  readonly uri: SecretRef;
  readonly peer: NetworkPeer;

  constructor(
    name: string,
    private readonly args: GcpDatabaseArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Database", name, gcp, args.account, opts);
    this.peer = args.privateEndpoint ? ENDPOINT_PEER : ATLAS_PEER;
    const atlas = this.createProject();
    const peering = this.createPeering(atlas);
    const access = createAccessList(name, atlas.project, ACCESS, this);
    const endpoint = args.privateEndpoint ? createDatabaseEndpoint(name, { ...args, ...atlas }, gcp, this.child) : null;
    const cluster = this.createCluster(atlas, [peering, ...access, ...(endpoint ? [endpoint] : [])]);
    createAtlasAlerts(name, { ...atlas, tier: args.size.tier, ...args.alerts }, this);
    this.uri = this.createUser(cluster);
    this.registerOutputs({ uri: this.uri.key });
  }

  private createProject(): AtlasProject {
    const { orgId, keepData } = this.args;
    const args = {
      orgId,
      projectName: nameOf(this.gcp, "crm"),
      tags: this.gcp.labels,
      providerName: "GCP",
      region: atlasRegionOfGcp(this.gcp.region),
      cidr: ATLAS_GCP_CIDR,
      audit: keepData,
    } as const;
    return createAtlasProject(this.prefix, args, this);
  }

  /** Each side asks for the other; routes come by themselves. */
  private createPeering({ project, container }: AtlasProject): Resource {
    const { account, network } = this.args;
    const name = `${this.prefix}-peering`;
    const request = new NetworkPeering(
      name,
      {
        projectId: project.id,
        containerId: container.containerId,
        providerName: "GCP",
        gcpProjectId: this.gcp.project,
        networkName: network.vpc.name,
      },
      this.child,
    );
    const { atlasGcpProjectId, atlasVpcName } = request;
    const peerNetwork = interpolate`https://www.googleapis.com/compute/v1/projects/${atlasGcpProjectId}/global/networks/${atlasVpcName}`;
    return new VpcPeering(
      `${name}-vpc`,
      { network: network.vpc.selfLink, peerNetwork },
      // Google refuses to change two peerings of a network at the same time.
      { ...this.child, dependsOn: [account, network.privateServices] },
    );
  }

  private createCluster({ project }: AtlasProject, dependsOn: readonly Resource[]): AdvancedCluster {
    const key = this.createKey();
    const encryption = key && createDatabaseKeyAccess(this.prefix, { project, key }, this.child);
    const args: AtlasClusterArgs = {
      ...this.args,
      clusterName: nameOf(this.gcp, "mongodb"),
      project,
      providerName: "GCP",
      region: atlasRegionOfGcp(this.gcp.region),
      drRegion: atlasRegionOfGcp(this.gcp.drRegion),
      tags: this.gcp.labels,
      encryption,
      dependsOn,
    };
    const cluster = createAtlasCluster(this.prefix, args, this);
    createBackupSchedule(this.prefix, cluster, args, this);
    return cluster;
  }

  /** The stack's own; copies in another region need one that outlives this region. Null: Atlas' keys are used. */
  private createKey(): Output<string> | null {
    const { secrets, copyBackups, protect, keepData, account } = this.args;
    if (secrets.key === null || !copyBackups) return secrets.key;
    const location = locationOver(this.gcp.region, this.gcp.drRegion);
    return createKey(this.prefix, location, { protect, keepData, dependsOn: [account] }, this).id;
  }

  private createUser(cluster: AdvancedCluster): SecretRef {
    const { databaseName, secrets } = this.args;
    const value = createAtlasUser(this.prefix, { cluster, databaseName, address: this.addressOf(cluster) }, this);
    return secrets.put(`${this.prefix}-uri`, { key: "mongodb-uri", value }, this);
  }

  /** Peering has a name of its own that resolves to private addresses, and so has an endpoint. */
  private addressOf({ connectionStrings }: AdvancedCluster): Output<string> {
    if (!this.args.privateEndpoint) return connectionStrings.privateSrv;
    return connectionStrings.privateEndpoints.apply(([endpoint]) =>
      known(endpoint?.srvConnectionString, "the connection string of MongoDB's private endpoint"),
    );
  }
}
