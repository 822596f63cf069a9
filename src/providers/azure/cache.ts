import { all, type ComponentResourceOptions, secret } from "@pulumi/pulumi";
import type { Workflow } from "@pulumi/azure-native/logic/workflow";
import { Database } from "@pulumi/azure-native/redisenterprise/database";
import { listDatabaseKeysOutput } from "@pulumi/azure-native/redisenterprise/listDatabaseKeys";
import { RedisEnterprise } from "@pulumi/azure-native/redisenterprise/redisEnterprise";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import type { Cache as CachePort, CacheArgs } from "../../ports/cache";
import type { SecretRef } from "../../ports/common";
import type { Account } from "./account";
import { createCacheSnapshots } from "./cache-snapshots";
import { AzureComponent } from "./component";
import { type AzureContext, globalNameOf } from "./context";
import { sendLogs } from "./diagnostics";
import type { Network } from "./network";
import { createPrivateEndpoint } from "./private-endpoint";
import type { Secrets } from "./secrets";
import { cacheOf } from "./sizes";

/** The one port of the service, always with TLS (Azure Managed Redis, architecture). */
const PORT = 10000;

export interface AzureCacheArgs extends CacheArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Redis on Azure Managed Redis, reached through an endpoint inside the network and no other way. */
export class Cache extends AzureComponent implements CachePort {
  readonly url: SecretRef;
  /** Everybody knows Microsoft's authorities. */
  readonly ca = null;
  /** One address answers for all shards. */
  readonly clusterMode = false;
  readonly schedulesSnapshots: boolean;
  readonly peer = { cidrs: [SUBNET_CIDRS.database[1]], ports: [PORT] };
  readonly cache: RedisEnterprise;
  readonly database: Database;
  /** Takes the snapshots that are kept; null where none is. */
  readonly snapshotWorkflow: Workflow | null;

  constructor(
    name: string,
    private readonly args: AzureCacheArgs,
    azure: AzureContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cache", name, azure, args.account, opts);
    this.cache = this.createCache();
    this.database = this.createDatabase();
    this.reachCache();
    const logs = { of: this.database.id, categories: ["ConnectionEvents"] };
    sendLogs(`${name}-logs`, logs, args.account, this.child);
    this.url = this.keepUrl();
    this.snapshotWorkflow = this.takeSnapshots();
    this.schedulesSnapshots = this.snapshotWorkflow !== null;
    this.registerOutputs({ url: this.url.key, clusterMode: this.clusterMode });
  }

  /** Azure chooses zones and nodes by itself. A second node can be added later, but not taken away again. */
  private createCache(): RedisEnterprise {
    const { account, size, secrets, protect } = this.args;
    const { sku, highAvailability } = cacheOf(size);
    return new RedisEnterprise(
      `${this.prefix}-cache`,
      {
        ...this.placed,
        clusterName: globalNameOf(this.azure, "mem", account.suffix),
        sku: { name: sku },
        highAvailability: highAvailability ? "Enabled" : "Disabled",
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
        ...this.identities(),
      },
      {
        ...this.child,
        protect,
        dependsOn: [account.group, ...(secrets.encryption?.ready ?? [])],
        customTimeouts: { create: "60m", update: "120m", delete: "60m" },
      },
    );
  }

  /** The disks are encrypted in the name of the keys' identity, snapshots are written in the cache's own. */
  private identities() {
    const { size, secrets } = this.args;
    const { encryption } = secrets;
    const own = size.snapshots === null ? [] : ["SystemAssigned"];
    if (encryption === null) return own.length === 0 ? {} : { identity: { type: "SystemAssigned" } };
    const { id } = encryption.identity;
    return {
      identity: { type: [...own, "UserAssigned"].join(", "), userAssignedIdentities: [id] },
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyIdentity: { identityType: "userAssignedIdentity", userAssignedIdentityResourceId: id },
          keyEncryptionKeyUrl: encryption.key(this.azure.location).id,
        },
      },
    };
  }

  private createDatabase(): Database {
    const { size, protect } = this.args;
    return new Database(
      `${this.prefix}-database`,
      {
        resourceGroupName: this.placed.resourceGroupName,
        clusterName: this.cache.name,
        databaseName: "default",
        clientProtocol: "Encrypted",
        port: PORT,
        // Shards behind one address: with the other policy they answer under bare addresses, which no certificate names.
        clusteringPolicy: "EnterpriseCluster",
        // Queues live here: an evicted job would be lost without a trace.
        evictionPolicy: "NoEviction",
        // Queues and their autoscaler need a lasting password: a token ends within a day.
        accessKeysAuthentication: "Enabled",
        ...(size.snapshots && {
          persistence: { rdbEnabled: true, rdbFrequency: size.snapshots.everyHours < 24 ? "1h" : "12h" },
        }),
      },
      { ...this.child, protect, customTimeouts: { create: "60m", update: "60m" } },
    );
  }

  private reachCache(): void {
    const { account, network } = this.args;
    const subnet = network.subnet("database", 1);
    const args = { target: this.cache.id, group: "redisEnterprise", subnet, network } as const;
    const opts = { ...this.child, dependsOn: [account.group, this.database] };
    createPrivateEndpoint(`${this.prefix}-endpoint`, args, this.placed, opts);
  }

  /** The key is Azure's own, and has characters that mean something else in a URL. */
  private keepUrl(): SecretRef {
    const { name: databaseName } = this.database;
    const of = { resourceGroupName: this.placed.resourceGroupName, clusterName: this.cache.name, databaseName };
    const { primaryKey } = listDatabaseKeysOutput(of, { parent: this });
    const value = all([this.cache.hostName, secret(primaryKey)]).apply(
      ([host, password]) => `rediss://:${encodeURIComponent(password)}@${host}:${PORT}`,
    );
    return this.args.secrets.put(`${this.prefix}-url`, { key: "redis-url", value }, this);
  }

  private takeSnapshots(): Workflow | null {
    const { snapshots } = this.args.size;
    if (snapshots === null) return null;
    const { cache, database } = this;
    const args = { ...this.args, ...snapshots, cache, database };
    return createCacheSnapshots(this.prefix, args, this.placed, this.azure, this.child);
  }
}
