import { all, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Job } from "@pulumi/gcp/cloudscheduler/job";
import { Instance } from "@pulumi/gcp/redis/instance";
import { PRIVATE_SERVICES_CIDR } from "../../conventions/cidrs";
import { known } from "../../conventions/known";
import type { Cache as CachePort, CacheArgs } from "../../ports/cache";
import type { SecretRef } from "../../ports/common";
import type { Account } from "./account";
import { createCacheSnapshots } from "./cache-snapshots";
import { GcpComponent } from "./component";
import { type GcpContext, nameOf } from "./context";
import type { Network } from "./network";
import type { Secrets } from "./secrets";
import { cacheInstance } from "./sizes";

/** With TLS (Memorystore for Redis, in-transit encryption). */
const PORT = 6378;

/** The newest that Memorystore has. Google patches every version that it offers and names no end of any. */
const REDIS = "REDIS_7_2";

/** Part of the memory that data may fill: a snapshot needs room for what is written meanwhile (Memorystore, exports). */
const DATA_SHARE = 0.8;

export interface GcpCacheArgs extends CacheArgs {
  readonly account: Account;
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Redis on Memorystore, reached through Google's private network of services. */
export class Cache extends GcpComponent implements CachePort {
  readonly url: SecretRef;
  readonly ca: SecretRef;
  /** Memorystore for Redis has no shards. */
  readonly clusterMode = false;
  readonly schedulesSnapshots: boolean;
  readonly peer = { cidrs: [PRIVATE_SERVICES_CIDR], ports: [PORT] };
  readonly instance: Instance;
  /** Takes the snapshots that are kept; null where none is. */
  readonly snapshotJob: Job | null;

  constructor(
    name: string,
    private readonly args: GcpCacheArgs,
    gcp: GcpContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cache", name, gcp, args.account, opts);
    this.instance = this.createInstance();
    this.url = this.keepUrl();
    this.ca = this.keepAuthority();
    this.snapshotJob = this.takeSnapshots();
    this.schedulesSnapshots = this.snapshotJob !== null;
    this.registerOutputs({ url: this.url.key, ca: this.ca.key, clusterMode: this.clusterMode });
  }

  private createInstance(): Instance {
    const { account, network, secrets, protect } = this.args;
    return new Instance(
      `${this.prefix}-instance`,
      {
        name: nameOf(this.gcp, "cache"),
        region: this.gcp.region,
        displayName: "Sessions, cache and job queues of the CRM",
        redisVersion: REDIS,
        ...this.shape(),
        authEnabled: true,
        transitEncryptionMode: "SERVER_AUTHENTICATION",
        ...(secrets.key && { customerManagedKey: secrets.key }),
        connectMode: "PRIVATE_SERVICE_ACCESS",
        authorizedNetwork: network.vpc.id,
        ...this.persistence(),
        maintenancePolicy: { weeklyMaintenanceWindows: [SUNDAYS_AT_FIVE] },
        deletionProtection: protect,
      },
      {
        ...this.child,
        dependsOn: [account, network.privateServices, ...secrets.keyReady],
        protect,
        // Its name is fixed, so the old one goes first.
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "90m", delete: "60m" },
      },
    );
  }

  /** Replicas can be added later only where reading from them was allowed from the first day. */
  private shape() {
    const { tier, memorySizeGb, replicaCount } = cacheInstance(this.args.size);
    const replicas = tier === "STANDARD_HA" ? { readReplicasMode: "READ_REPLICAS_ENABLED", replicaCount } : {};
    return { tier, memorySizeGb, ...replicas };
  }

  /** The newest snapshot stays with the instance, which comes back from it if all of its nodes are lost. */
  private persistence() {
    const { snapshots } = this.args.size;
    // Queues live here: an evicted job would be lost without a trace.
    const policy = { "maxmemory-policy": "noeviction" };
    if (snapshots === null) return { redisConfigs: policy, persistenceConfig: { persistenceMode: "DISABLED" } };
    const { memorySizeGb } = cacheInstance(this.args.size);
    const rdbSnapshotPeriod = snapshots.everyHours < 24 ? "ONE_HOUR" : "TWENTY_FOUR_HOURS";
    return {
      redisConfigs: { ...policy, "maxmemory-gb": String(Math.floor(memorySizeGb * DATA_SHARE)) },
      persistenceConfig: { persistenceMode: "RDB", rdbSnapshotPeriod },
    };
  }

  private takeSnapshots(): Job | null {
    const { snapshots } = this.args.size;
    if (snapshots === null) return null;
    const args = { ...this.args, ...snapshots, instance: this.instance };
    return createCacheSnapshots(this.prefix, args, this.gcp, this);
  }

  private keepUrl(): SecretRef {
    const { host, authString } = this.instance;
    const value = all([host, authString]).apply(([address, password]) => `rediss://:${password}@${address}:${PORT}`);
    return this.args.secrets.put(`${this.prefix}-url`, { key: "redis-url", value }, this);
  }

  /** Every instance has an authority of its own, and two of them while the old one runs out. */
  private keepAuthority(): SecretRef {
    const value = this.instance.serverCaCerts.apply((certificates) =>
      certificates.map(({ cert }) => known(cert, "a certificate of the cache's authority").trimEnd()).join("\n"),
    );
    return this.args.secrets.put(`${this.prefix}-ca`, { key: "redis-ca", value }, this);
  }
}

/** UTC; it takes an hour at most. */
const SUNDAYS_AT_FIVE = { day: "SUNDAY", startTime: { hours: 5, minutes: 0, seconds: 0, nanos: 0 } };
