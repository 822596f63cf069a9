import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  type Resource,
} from "@pulumi/pulumi";
import { SERVICE_NAMES, type ServiceName, type Tier } from "../../stacks";
import { recordOf } from "../conventions/records";
import { guardIdentities } from "../kubernetes/identity-guard";
import { createDefaultLimits, createPriority, createQuota } from "../kubernetes/limits";
import { denyByDefault } from "../kubernetes/network-policy";
import { createOneOffJob } from "../kubernetes/one-off-job";
import { SECRET_STORE } from "../kubernetes/operators/operators";
import type { PodArgs } from "../kubernetes/pod";
import { ServiceAccess } from "../kubernetes/service-access";
import { type Reachable, withSurge, Workload } from "../kubernetes/workload";
import type { Cluster } from "../ports/cluster";
import { isBackend } from "../ports/edge";
import type { Identity } from "../ports/identity";
import { createQueueAccess, QUEUE_ACCESS } from "./queue-access";
import { scalingOf } from "./scaling";
import { NAMESPACE, PRIORITIES, type Service, SERVICES } from "./services";
import { type ServiceSettings, settingsOf, type Sources } from "./settings";
import { trafficOf } from "./traffic";

export interface WorkloadsArgs extends Sources {
  readonly pods: Tier["pods"];
  readonly pools: Tier["nodePools"];
  /** The loss of a zone must not interrupt it. */
  readonly highlyAvailable: boolean;
  readonly cluster: Cluster;
  readonly identities: Readonly<Record<ServiceName, Identity>>;
  /** Where each service's image is, without its version. */
  readonly repositories: Readonly<Record<ServiceName, Input<string>>>;
  /** `:tag` or `@digest` of each image. */
  readonly versions: Readonly<Record<ServiceName, string>>;
}

/** Pods of the job that prepares the database work in the name of `api`. */
const MIGRATION = "migrate";
/** Indexes on the largest collections take their time. */
const MIGRATION_SECONDS = 1_800;
/** Load balancers take notice of a pod that goes within this time: its next health check, and the word to all its nodes. */
const NOTICE_SECONDS = 15;

/** The CRM in the cluster: four services, who they are, what they may reach, and how many pods of each there are. */
export class Workloads extends ComponentResource {
  private readonly child: { readonly parent: Resource };
  private readonly settings: Readonly<Record<ServiceName, ServiceSettings>>;

  constructor(
    private readonly prefix: string,
    private readonly args: WorkloadsArgs,
    opts: ComponentResourceOptions,
  ) {
    super("crm:kubernetes:Workloads", prefix, {}, { ...opts, providers: [args.cluster.kubernetes] });
    this.child = { parent: this };
    this.settings = recordOf(SERVICE_NAMES, (service) => settingsOf(service, args));
    const ground = this.prepareNamespace();
    const accesses = recordOf(SERVICE_NAMES, (service) => this.createAccess(service, ground));
    const queues = createQueueAccess(`${prefix}-queues`, args.cache, {
      ...this.child,
      dependsOn: [...ground, args.operators.externalSecrets, args.operators.keda],
    });
    const migration = this.migrate(accesses.api.ready);
    for (const service of SERVICE_NAMES) this.run(service, [...accesses[service].ready, migration, queues]);
    this.registerOutputs({ namespace: NAMESPACE });
  }

  /** Everything that binds all pods of the namespace, before there are any. */
  private prepareNamespace(): readonly Resource[] {
    const { operators, repositories } = this.args;
    const inside = { ...this.child, dependsOn: [operators.namespace] };
    const priorities = Object.entries(PRIORITIES).map(([name, priority]) =>
      createPriority(`${this.prefix}-priority-${name}`, priority, this.child),
    );
    return [
      ...priorities,
      denyByDefault(`${this.prefix}-default-deny`, NAMESPACE, inside),
      createQuota(`${this.prefix}-quota`, NAMESPACE, this.podCounts(), inside),
      createDefaultLimits(`${this.prefix}-limits`, NAMESPACE, inside),
      guardIdentities(`${this.prefix}-identity-guard`, { namespace: NAMESPACE, images: repositories }, inside),
    ];
  }

  /** All pods at their largest number, those that a rollout adds, those that it lets finish meanwhile, and one migration. */
  private podCounts() {
    const { pods } = this.args;
    const services = SERVICE_NAMES.map((service) => {
      const { max } = pods[service];
      return { ...pods[service], count: withSurge(max) + max };
    });
    return [...services, { ...pods.api, count: 1 }];
  }

  private createAccess(service: ServiceName, dependsOn: readonly Resource[]): ServiceAccess {
    const { identities, operators } = this.args;
    const args = {
      namespace: NAMESPACE,
      service,
      identity: identities[service],
      secretStore: SECRET_STORE,
      secrets: this.settings[service].secret,
      traffic: trafficOf(service, this.args),
      pods: service === "api" ? [service, MIGRATION] : [service],
      electsLeader: SERVICES[service].electsLeader,
      dependsOn: [...dependsOn, operators.externalSecrets],
    };
    return new ServiceAccess(`${this.prefix}-${service}-access`, args, this.child);
  }

  /** Before any pod of the new version: the images promise that the old ones go on working with what it does. */
  private migrate(dependsOn: readonly Resource[]): Resource {
    // It prepares the database only: waiting for the search would hold up every pod, on AWS for half an hour.
    const { plain, secret } = settingsOf("api", { ...this.args, search: null });
    const pod = { ...this.podOf("api"), name: MIGRATION, args: [MIGRATION], settings: plain, secrets: secret };
    const args = {
      namespace: NAMESPACE,
      pod,
      once: this.args.versions.api,
      deadlineSeconds: MIGRATION_SECONDS,
    };
    return createOneOffJob(`${this.prefix}-migration`, args, { ...this.child, dependsOn: [...dependsOn] });
  }

  private run(service: ServiceName, dependsOn: readonly Resource[]): Workload {
    const { pods, highlyAvailable, edge, operators, cache } = this.args;
    const { port, drainSeconds } = SERVICES[service];
    const gauges = {
      metricsUrl: operators.metricsUrl,
      cacheInClusterMode: cache.clusterMode,
      queueAuthentication: QUEUE_ACCESS,
    };
    const args = {
      namespace: NAMESPACE,
      pod: this.podOf(service),
      scaling: scalingOf(service, pods[service], gauges),
      port,
      noticeSeconds: port === null ? 0 : NOTICE_SECONDS,
      drainSeconds,
      evenOverZones: highlyAvailable,
      bind: (name: string, bound: Reachable, parent: Resource) =>
        isBackend(service) ? [edge.bind(name, service, { ...bound, namespace: NAMESPACE, name: service }, parent)] : [],
      dependsOn: [...dependsOn, operators.keda],
    };
    return new Workload(`${this.prefix}-${service}`, args, this.child);
  }

  private podOf(service: ServiceName): PodArgs {
    const { pods, pools, identities, repositories, versions } = this.args;
    const { scratch, priority, electsLeader }: Service = SERVICES[service];
    const { plain, secret } = this.settings[service];
    const { cpu, memory } = pods[service];
    const pool = service === "worker" && pools.workers !== undefined ? "workers" : "general";
    return {
      name: service,
      image: interpolate`${repositories[service]}${versions[service]}`,
      serviceAccount: service,
      token: electsLeader,
      labels: identities[service].podLabels,
      settings: plain,
      secrets: secret,
      cpu,
      memory,
      scratch,
      priorityClass: PRIORITIES[priority].className,
      pool,
      spot: pools[pool]?.spot === true,
    };
  }
}
