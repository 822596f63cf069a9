import type { CapabilityId } from "../plan/capabilities";
import type { Member } from "../plan/describe/members";
import type { Zones } from "../parity/kinds";
import { spans } from "./zones";

/** What a vendor promises of a service, and pays for where it breaks it. */
export interface Sla {
  /** Percent of a month; null: nothing is promised of what was recorded. */
  readonly percent: number | null;
  /** What the promise hangs on. */
  readonly because: string;
}

export interface SlaRule {
  readonly capability: CapabilityId;
  readonly service: string;
  /** Undefined where the resource is not of that service. */
  readonly of: (resource: Member, zones: Zones) => Sla | undefined;
  readonly source: string;
  /** Date of the text, `YYYY-MM-DD`; null where the vendor's own summary is all that could be read. */
  readonly dated: string | null;
}

const none = (because: string): Sla => ({ percent: null, because });
const of = (percent: number, because: string): Sla => ({ percent, because });

/** One promise over two zones and more, none in a single one. */
const overZones =
  (percent: number) =>
  (_: Member, zones: Zones): Sla =>
    spans(zones, 2) ? of(percent, "in more than one zone") : none("in one zone");

const MICROSOFT = "Microsoft, Service Level Agreement for Online Services";

/** The promises for what stands on the path of a request, by the type that decides which one holds. */
export const SLAS: Readonly<Record<string, SlaRule>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    capability: "edge",
    service: "Application Load Balancer",
    of: (balancer) =>
      balancer.list("subnets").length > 1 ? of(99.99, "in more than one zone") : of(99.9, "in one zone"),
    source: "AWS, Elastic Load Balancing Service Level Agreement",
    dated: "2022-07-25",
  },
  "kubernetes:gateway.networking.k8s.io/v1:Gateway": {
    capability: "edge",
    service: "Application Load Balancer of Google Cloud",
    of: (gateway) =>
      gateway.text("spec.gatewayClassName").startsWith("gke-") ? of(99.99, "in the premium network tier") : undefined,
    source: "Google Cloud, Compute Engine Service Level Agreement (load balancing)",
    dated: null,
  },
  "azure-native:servicenetworking:TrafficControllerInterface": {
    capability: "edge",
    service: "Application Gateway for Containers",
    of: () => of(99.95, "over the region's zones by itself"),
    source: MICROSOFT,
    dated: null,
  },
  "aws:eks/cluster:Cluster": {
    capability: "cluster",
    service: "pods on EC2",
    of: overZones(99.99),
    source: "AWS, Compute Service Level Agreement (region level)",
    dated: "2022-05-05",
  },
  "gcp:container/cluster:Cluster": {
    capability: "cluster",
    service: "pods on Compute Engine",
    of: overZones(99.99),
    source: "Google Cloud, Compute Engine Service Level Agreement (instances in multiple zones)",
    dated: null,
  },
  "azure-native:containerservice:ManagedCluster": {
    capability: "cluster",
    service: "pods on Azure's virtual machines",
    of: overZones(99.99),
    source: MICROSOFT,
    dated: null,
  },
  "mongodbatlas:index/advancedCluster:AdvancedCluster": {
    capability: "database",
    service: "MongoDB Atlas",
    of: () => of(99.995, "from M10 up"),
    source: "MongoDB, Atlas Service Level Agreement",
    dated: "2021-06-23",
  },
  "azure-native:mongocluster:MongoCluster": {
    capability: "database",
    service: "Azure DocumentDB",
    of: overZones(99.99),
    source: "Microsoft, Azure DocumentDB, high availability",
    dated: null,
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    capability: "cache",
    service: "ElastiCache",
    of: (group, zones) =>
      spans(zones, 2) && group.at("automaticFailoverEnabled") === true
        ? of(99.99, "Multi-AZ with automatic failover")
        : of(99.5, "in one zone"),
    source: "AWS, Amazon ElastiCache Service Level Agreement",
    dated: "2023-01-31",
  },
  "gcp:redis/instance:Instance": {
    capability: "cache",
    service: "Memorystore for Redis",
    of: (instance) => (instance.text("tier") === "STANDARD_HA" ? of(99.9, "Standard Tier") : none("Basic Tier")),
    source: "Google Cloud, Memorystore Service Level Agreement",
    dated: null,
  },
  "azure-native:redisenterprise:RedisEnterprise": {
    capability: "cache",
    service: "Azure Managed Redis",
    of: overZones(99.99),
    source: MICROSOFT,
    dated: null,
  },
};

/** The zone's plans that this architecture knows are without a promise: Business and Enterprise have one. */
export const CLOUDFLARE = {
  service: "Cloudflare",
  because: "its Free and Pro plans promise nothing, Business and Enterprise 100 %",
  source: "Cloudflare, plans, frequently asked questions",
} as const;
