import { all, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { ParameterGroup } from "@pulumi/aws/elasticache/parameterGroup";
import { ReplicationGroup } from "@pulumi/aws/elasticache/replicationGroup";
import { SubnetGroup } from "@pulumi/aws/elasticache/subnetGroup";
import type { StateMachine } from "@pulumi/aws/sfn/stateMachine";
import { RandomPassword } from "@pulumi/random/randomPassword";
import type { CacheSize } from "../../../stacks";
import { SUBNET_CIDRS } from "../../conventions/cidrs";
import { VERSIONS } from "../../conventions/versions";
import type { Cache as CachePort, CacheArgs } from "../../ports/cache";
import type { SecretRef } from "../../ports/common";
import { createCacheSnapshots } from "./cache-snapshots";
import { AwsComponent } from "./component";
import { type AwsContext, nameOf } from "./context";
import { createLogGroup } from "./log-group";
import type { Network } from "./network";
import type { Secrets } from "./secrets";
import { cacheNodeType } from "./sizes";

const PORT = 6379;

/** ElastiCache makes one snapshot a day by itself, so only those that come more often are the stack's to take. */
function ownSnapshots({ snapshots }: CacheSize): CacheSize["snapshots"] {
  return snapshots !== null && snapshots.everyHours < 24 ? snapshots : null;
}

export interface AwsCacheArgs extends CacheArgs {
  readonly network: Network;
  readonly secrets: Secrets;
}

/** Valkey on ElastiCache: the Redis protocol at four fifths of the price. */
export class Cache extends AwsComponent implements CachePort {
  readonly url: SecretRef;
  readonly clusterMode: boolean;
  readonly schedulesSnapshots: boolean;
  readonly ca = null;
  readonly peer = { cidrs: SUBNET_CIDRS.database, ports: [PORT] };
  readonly group: ReplicationGroup;
  /** Takes the snapshots that ElastiCache does not make by itself; null where a daily one is enough. */
  readonly snapshotMachine: StateMachine | null;
  /** Ids of the nodes, as ElastiCache derives them from the group's. */
  readonly nodeIds: readonly string[];

  constructor(
    name: string,
    private readonly args: AwsCacheArgs,
    aws: AwsContext,
    opts: ComponentResourceOptions,
  ) {
    super("Cache", name, aws, opts);
    this.clusterMode = args.size.clusterMode;
    this.nodeIds = this.listNodes();
    const token = this.createToken();
    this.group = this.createGroup(token);
    this.url = this.keepUrl(token);
    this.snapshotMachine = this.takeSnapshots();
    this.schedulesSnapshots = this.snapshotMachine !== null;
    this.registerOutputs({ url: this.url.key, clusterMode: this.clusterMode });
  }

  /** ElastiCache takes 16-128 printable characters, some of them forbidden: letters and digits are always right. */
  private createToken(): Output<string> {
    return new RandomPassword(`${this.prefix}-token`, { length: 64, special: false }, this.child).result;
  }

  private createGroup(authToken: Output<string>): ReplicationGroup {
    const { size, network, secrets, logs, protect, keepData } = this.args;
    const subnets = { name: nameOf(this.aws, "cache"), subnetIds: [...network.subnetIds("database")] };
    const logGroup = createLogGroup(
      `${this.prefix}-logs`,
      { name: `/elasticache/${nameOf(this.aws, "cache")}`, days: logs.days, key: secrets.key },
      this,
    );
    const logDelivery = { destination: logGroup.name, destinationType: "cloudwatch-logs", logFormat: "json" };
    return new ReplicationGroup(
      `${this.prefix}-group`,
      {
        replicationGroupId: nameOf(this.aws, "cache"),
        description: "Sessions, cache and job queues of the CRM",
        engine: "valkey",
        engineVersion: VERSIONS.valkey.version,
        nodeType: cacheNodeType(size),
        ...this.shape(),
        port: PORT,
        parameterGroupName: this.createParameters().name,
        subnetGroupName: new SubnetGroup(`${this.prefix}-subnets`, subnets, this.child).name,
        securityGroupIds: [network.securityGroups.db.id],
        atRestEncryptionEnabled: true,
        ...(secrets.key && { kmsKeyId: secrets.key }),
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        authToken,
        snapshotRetentionLimit: size.snapshots?.keepDays ?? 0,
        snapshotWindow: "03:00-04:00",
        maintenanceWindow: "sun:05:00-sun:06:00",
        autoMinorVersionUpgrade: true,
        // Otherwise half of a change comes now and half on Sunday, and the update says it is done.
        applyImmediately: true,
        ...(keepData && { finalSnapshotIdentifier: nameOf(this.aws, "cache-final") }),
        logDeliveryConfigurations: ["slow-log", "engine-log"].map((logType) => ({ ...logDelivery, logType })),
      },
      {
        ...this.child,
        protect,
        // ElastiCache does not turn a group into a cluster in one step; its name is fixed, so the old one goes first.
        replaceOnChanges: ["clusterMode"],
        deleteBeforeReplace: true,
        customTimeouts: { create: "60m", update: "90m", delete: "60m" },
      },
    );
  }

  /** Cluster mode counts shards and always has failover, even without a replica to fail over to. */
  private shape() {
    const { shards, replicasPerShard, clusterMode } = this.args.size;
    const multiAzEnabled = replicasPerShard > 0;
    if (!clusterMode)
      return {
        clusterMode: "disabled",
        numCacheClusters: 1 + replicasPerShard,
        automaticFailoverEnabled: multiAzEnabled,
        multiAzEnabled,
      };
    return {
      clusterMode: "enabled",
      numNodeGroups: shards,
      replicasPerNodeGroup: replicasPerShard,
      automaticFailoverEnabled: true,
      multiAzEnabled,
    };
  }

  private createParameters(): ParameterGroup {
    const parameters = [
      // Queues live here: an evicted job would be lost without a trace.
      { name: "maxmemory-policy", value: "noeviction" },
      // Only where it differs from the default: a default that is sent shows as a change in every plan.
      ...(this.clusterMode ? [{ name: "cluster-enabled", value: "yes" }] : []),
    ];
    // The mode can't be changed in a group that is in use, so each mode has a group of its own.
    const mode = this.clusterMode ? "-cluster" : "";
    return new ParameterGroup(`${this.prefix}-valkey8${mode}`, { family: "valkey8", parameters }, this.child);
  }

  private takeSnapshots(): StateMachine | null {
    const { size, secrets, logs } = this.args;
    const snapshots = ownSnapshots(size);
    return (
      snapshots && createCacheSnapshots(this.prefix, { ...snapshots, group: this.group, secrets, logs }, this.aws, this)
    );
  }

  /** `<group>-<shard>-<node>` in cluster mode, `<group>-<node>` outside it. */
  private listNodes(): readonly string[] {
    const { shards, replicasPerShard } = this.args.size;
    const group = nameOf(this.aws, "cache");
    const numbers = (count: number, width: number) =>
      Array.from({ length: count }, (_, index) => String(index + 1).padStart(width, "0"));
    const nodes = numbers(1 + replicasPerShard, 3);
    if (!this.clusterMode) return nodes.map((node) => `${group}-${node}`);
    return numbers(shards, 4).flatMap((shard) => nodes.map((node) => `${group}-${shard}-${node}`));
  }

  private keepUrl(token: Output<string>): SecretRef {
    const { configurationEndpointAddress, primaryEndpointAddress } = this.group;
    const host = this.clusterMode ? configurationEndpointAddress : primaryEndpointAddress;
    const value = all([host, token]).apply(([address, password]) => `rediss://:${password}@${address}:${PORT}`);
    return this.args.secrets.put(`${this.prefix}-url`, { key: "redis-url", value }, this);
  }
}
