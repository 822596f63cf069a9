import { all, type ComponentResourceOptions, interpolate, type Output } from "@pulumi/pulumi";
import { MongoCluster } from "@pulumi/azure-native/mongocluster/mongoCluster";
import { RandomPassword } from "@pulumi/random/randomPassword";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { SecretRef } from "../../ports/common";
import type { Database as DatabasePort, DatabaseArgs } from "../../ports/database";
import type { Account } from "./account";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import type { Network } from "./network";
import { createPrivateEndpoint } from "./private-endpoint";
import type { Secrets } from "./secrets";
import { databaseOf } from "./sizes";

/** The service's documentation names 27017, its SRV records 10260 (Azure DocumentDB, private link; connection strings). */
const PORTS = [10260, 27017] as const;

/** The one user that the service's control plane makes; its name can't be changed (Azure DocumentDB, administrators). */
const USER = "crm";

export interface AzureDatabaseArgs extends DatabaseArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** MongoDB on Azure DocumentDB, reached through an endpoint inside the network and no other way. */
export class Database extends AzureComponent implements DatabasePort {
  readonly uri: SecretRef;
  readonly peer = { cidrs: [SUBNET_CIDRS.database[0]], ports: PORTS };
  readonly cluster: MongoCluster;
  /** The cluster's copy in the DR region, some seconds behind; null where the tier keeps none. */
  readonly replica: MongoCluster | null;

  constructor(
    name: string,
    private readonly args: AzureDatabaseArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Database", name, azure, args.account, opts);
    const password = this.createPassword();
    this.cluster = this.createCluster(password);
    this.reachCluster();
    this.replica = args.copyBackups ? this.createReplica() : null;
    this.uri = this.keepUri(password);
    this.registerOutputs({ uri: this.uri.key });
  }

  /** Letters and digits only, so that it needs no escaping in a connection string; some of each, as the service demands. */
  private createPassword(): Output<string> {
    const args = { length: 40, special: false, minLower: 1, minUpper: 1, minNumeric: 1 };
    return new RandomPassword(`${this.prefix}-password`, args, this.child).result;
  }

  /** Backups are the service's own: any second of the last 35 days, or of 7 for a cluster that was deleted. */
  private createCluster(password: Output<string>): MongoCluster {
    const { account, size, version, protect } = this.args;
    const { tier, storageGb, shards, highAvailability } = databaseOf(size);
    return new MongoCluster(
      `${this.prefix}-cluster`,
      {
        ...this.placed,
        mongoClusterName: globalNameOf(this.azure, "db", account.suffix),
        properties: {
          createMode: "Default",
          administrator: { userName: USER, password },
          serverVersion: version,
          compute: { tier },
          storage: { sizeGb: storageGb },
          sharding: { shardCount: shards },
          // A second node for each shard in another zone, to which every write goes at the same time.
          highAvailability: { targetMode: highAvailability ? "ZoneRedundantPreferred" : "Disabled" },
          publicNetworkAccess: "Disabled",
        },
      },
      { ...this.child, protect, customTimeouts: { create: "60m", update: "120m", delete: "60m" } },
    );
  }

  private reachCluster(): void {
    const { network } = this.args;
    const subnet = network.subnet("database", 0);
    const args = { target: this.cluster.id, group: "MongoCluster", subnet, network } as const;
    createPrivateEndpoint(`${this.prefix}-endpoint`, args, this.placed, this.child);
  }

  /** Size, disk, version and user come from the original. Nobody reaches the copy before it is promoted and gets an endpoint. */
  private createReplica(): MongoCluster {
    const { location, drLocation } = this.azure;
    return new MongoCluster(
      `${this.prefix}-replica`,
      {
        ...this.placed,
        location: drLocation,
        mongoClusterName: interpolate`${this.cluster.name}dr`,
        properties: {
          createMode: "GeoReplica",
          replicaParameters: { sourceResourceId: this.cluster.id, sourceLocation: location },
          publicNetworkAccess: "Disabled",
        },
      },
      { ...this.child, protect: this.args.protect, customTimeouts: { create: "120m", delete: "60m" } },
    );
  }

  /** The service can't repeat a write by itself, and cuts connections that are idle for longer (Azure DocumentDB, connection strings). */
  private keepUri(password: Output<string>): SecretRef {
    const { databaseName, secrets } = this.args;
    const options = "tls=true&authMechanism=SCRAM-SHA-256&authSource=admin&retryWrites=false&maxIdleTimeMS=120000";
    const value = all([this.cluster.name, password]).apply(
      ([cluster, secret]) =>
        `mongodb+srv://${USER}:${secret}@${cluster}.mongocluster.cosmos.azure.com/${databaseName}?${options}`,
    );
    return secrets.put(`${this.prefix}-uri`, { key: "mongodb-uri", value }, this);
  }
}
