/** The vocabulary of a tier: what it promises and the size of every capability, the same words for every cloud. */

/** Capabilities that differ by tier are sized here and nowhere else; each cloud maps a size to its own SKU. */
export interface Tier {
  readonly load: Load;
  /** Target for the request path in percent of a month; null where nothing is promised. */
  readonly availability: number | null;
  readonly budget: Budget;
  /** Deletion protection, final snapshots and recovery windows: one switch for the whole stack. */
  readonly protect: boolean;
  /** Own encryption keys, in the primary and the DR region, for everything at rest. */
  readonly ownKeys: boolean;
  /** What of the data exists outside the primary region. */
  readonly dr: "none" | "copies";
  readonly nat: "single" | "perZone";
  readonly nodePools: Readonly<Record<"general", NodePool> & Partial<Record<"workers", NodePool>>>;
  readonly pods: Readonly<Record<ServiceName, PodSize>>;
  readonly database: DatabaseSize;
  readonly cache: CacheSize;
  /** Null only in a phase that runs without search. */
  readonly search: SearchSize | null;
  readonly objects: ObjectLifecycle;
  readonly edge: EdgeFeatures;
  /** Static assets on the cloud's own CDN, and a delegated DNS zone for the origins. */
  readonly cdn: boolean;
  /** Cloudflare's plan of the whole zone: counts where the stack owns the zone. */
  readonly cloudflarePlan: CloudflarePlan;
  readonly logs: LogPolicy;
  /** Node, pod and enhanced cluster metrics beyond what the services publish by themselves. */
  readonly enhancedMonitoring: boolean;
  readonly backup: BackupPolicy;
  readonly recovery: Readonly<Record<DataClass, RecoveryTarget>> | null;
  /** Keys of `crm:secrets` that this size of the CRM is meant to run with; the plan names those that are missing. */
  readonly thirdParties: readonly ThirdParty[];
}

/** Keys of third parties whose values reach the CRM or its monitoring. */
export const THIRD_PARTIES = [
  "sendgridApiKey",
  "openaiApiKey",
  "twilioAccountSid",
  "twilioAuthToken",
  "newsApiKey",
  "datadogApiKey",
  "pagerdutyKey",
] as const;
export type ThirdParty = (typeof THIRD_PARTIES)[number];

/** For how long capacity is bought ahead, outside of this program; prices only. */
export const COMMITMENTS = ["none", "1year", "3years"] as const;
export type Commitment = (typeof COMMITMENTS)[number];

export const TIERS = ["dev", "staging", "production", "enterprise"] as const;
export type TierName = (typeof TIERS)[number];

export const PHASES = ["mvp", "growth", "scale"] as const;
export type PhaseName = (typeof PHASES)[number];

export const CLOUDFLARE_PLANS = ["free", "pro"] as const;
export type CloudflarePlan = (typeof CLOUDFLARE_PLANS)[number];

export const SERVICE_NAMES = ["frontend", "api", "worker", "scheduler"] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

export interface Load {
  readonly users: number;
  /** Phone calls a month. */
  readonly phoneCalls: number;
  /** API calls a month. */
  readonly apiCalls: number;
  /** Requests per second at the peak: ten times the month's average. */
  readonly peakRps: number;
  /** New call recordings, GB a month. */
  readonly recordingsGb: number;
}

export interface Budget {
  /** USD a month. */
  readonly usd: number;
  /** `platform`: cloud, Atlas and Elastic; `total`: third parties too. */
  readonly scope: "platform" | "total";
}

export interface NodePool {
  readonly vcpu: 2 | 4;
  readonly memoryGiB: 4 | 8 | 16;
  /** Burstable machines save money where load is rare. */
  readonly burstable: boolean;
  /** Machines that the cloud may take back at any time, for less than half of the price; left out, it may not. */
  readonly spot?: boolean;
  readonly min: number;
  readonly max: number;
  /** Root disk of a node, GiB. */
  readonly diskGiB: number;
}

export interface PodRange {
  readonly min: number;
  readonly max: number;
}

export interface PodSize extends PodRange {
  /** Requested by one pod, in thousandths of a CPU. */
  readonly cpu: number;
  /** Requested by one pod, MiB. */
  readonly memory: number;
  /** What makes one pod more; the strictest of several decides. Without any the number of pods is fixed. */
  readonly rules: Readonly<Partial<Record<RuleName, number>>>;
}

/** CPU in percent of what is requested; requests per second and pod; jobs that wait per pod. */
export const RULES = ["cpu", "requestsPerSecond", "queueDepth"] as const;
export type RuleName = (typeof RULES)[number];

/** Which rules a service can have: not each of them takes requests, or jobs from queues. */
export const RULES_OF = {
  frontend: ["cpu"],
  api: ["cpu", "requestsPerSecond"],
  worker: ["cpu", "queueDepth"],
  scheduler: [],
} as const satisfies Readonly<Record<ServiceName, readonly RuleName[]>>;

/** What of a node is left for the CRM's pods, in thousandths of a CPU and MiB: kernel, kubelet and all daemons have taken theirs. */
export const freeOn = ({ vcpu, memoryGiB }: Pick<NodePool, "vcpu" | "memoryGiB">) => ({
  cpu: vcpu * 1_000 - 650,
  memory: memoryGiB * 896 - 900,
});
/** What the operators take of the general nodes, all of them together, where there are two of each. */
export const OPERATORS_TAKE = { cpu: 1_000, memory: 2_500 } as const;

export interface DatabaseSize {
  /** Named as MongoDB Atlas names it; a cloud without Atlas maps it to its own equal. */
  readonly tier: "M10" | "M20" | "M30" | "M40" | "M50";
  /** The next size, reached by itself when CPU or memory stays high; null: it stays as it is. */
  readonly growsTo: "M40" | "M50" | "M60" | null;
  /** Built as a sharded cluster, be it of one shard: Atlas does not turn a replica set into several shards in one step. */
  readonly sharded: boolean;
  readonly shards: 1 | 2;
  readonly storageGiB: number;
  readonly pointInTime: boolean;
}

export interface CacheSize {
  /** GB per node. */
  readonly memoryGb: 0.5 | 6 | 13 | 26;
  readonly shards: 1 | 3;
  readonly replicasPerShard: 0 | 1 | 2;
  readonly clusterMode: boolean;
  readonly snapshots: { readonly everyHours: 2 | 24; readonly keepDays: number } | null;
}

export interface SearchSize {
  readonly nodes: 1 | 2 | 3 | 5;
  readonly vcpu: 2 | 4;
  readonly memoryGiB: 2 | 4 | 8 | 16;
  /** GiB per node. */
  readonly diskGiB: number;
}

export interface ObjectLifecycle {
  /** Age in days at which a recording moves to infrequent access, archive with instant access, and deep archive. */
  readonly infrequentAfter: number;
  readonly archiveAfter: number;
  readonly deepArchiveAfter: number;
}

export interface EdgeFeatures {
  readonly waf: "basic" | "full";
  /** The load balancer accepts only connections that show Cloudflare's client certificate. */
  readonly mutualTls: boolean;
  /** Data services are also reached by private endpoints, beyond network peering. */
  readonly privateEndpoints: boolean;
}

export interface LogPolicy {
  readonly retentionDays: 7 | 14 | 90 | 365;
  readonly auditRetentionDays: 7 | 14 | 365;
  /** Ingestion that is planned for, GB a day: a cap where the cloud has one, an alarm elsewhere. */
  readonly capGbPerDay: number;
}

export interface BackupPolicy {
  /** Daily backups of database and volumes are kept this many days. */
  readonly keepDays: number;
  /** Volumes and other data that no service backs up by itself. */
  readonly volumes: boolean;
}

/** Requirements, "RTO/RPO targets": each kind of data belongs to one class. */
export type DataClass = "critical" | "high" | "medium" | "low";

export interface RecoveryTarget {
  readonly rtoMinutes: number;
  readonly rpoMinutes: number;
}
