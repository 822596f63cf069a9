import { DATA } from "./gcp-data";
import type { Phrases } from "./index";
import { counted, listed, type Member } from "./members";

/** Capabilities on Google Cloud that compute, connect and watch; those that keep data are beside. */
export const GCP: Phrases = {
  ...DATA,
  network: [
    (members) => {
      const subnetworks = members.all(SUBNETWORK);
      const regions = new Set(subnetworks.map((subnetwork) => subnetwork.text("region")));
      return `${subnetworks.length} subnetworks over the zones of ${listed([...regions])}`;
    },
    (members) => members.count("compute/routerNat:RouterNat", "NAT gateway"),
    (members) => members.count("compute/firewall:Firewall", "firewall rule"),
    (members) => members.count("servicenetworking/connection:Connection", "private connection"),
    (members) => (members.all(SUBNETWORK).every((subnetwork) => subnetwork.at("logConfig")) ? "flow logs" : undefined),
  ],
  cluster: [
    (members) => `GKE ${members.first(CLUSTER)?.text("minMasterVersion") ?? ""}`,
    (members) => members.all("container/nodePool:NodePool").map(nodePool).join(", "),
    (members) => {
      const cluster = members.first(CLUSTER);
      const blocks = "masterAuthorizedNetworksConfig.cidrBlocks";
      const ranges = cluster?.list(blocks).map((_, index) => cluster.text(`${blocks}.${index}.cidrBlock`)) ?? [];
      return `API by name, behind IAM${ranges.length === 0 ? "" : `; by address from ${listed(ranges)}`}`;
    },
  ],
  identity: [
    (members) => {
      const names = members.all(":Identity").map(({ name }) => name.replace(/^.*-identity-/, ""));
      return `Workload Identity for ${listed(names)}`;
    },
  ],
  edge: [
    (members) => (members.first("networking.k8s.io/v1:Gateway") ? "global Application Load Balancer" : undefined),
    (members) => firewallRules(members.first(FIREWALL)),
  ],
  cdn: [
    (members) => `Cloud CDN for ${members.first("certificate:Certificate")?.texts("managed.domains").join(", ") ?? ""}`,
    (members) => firewallRules(members.first(FIREWALL)),
  ],
  dns: [
    (members) => `Cloud DNS zone ${members.first(ZONE)?.text("dnsName").replace(/\.$/, "") ?? ""}`,
    (members) => (members.first(ZONE)?.at("dnssecConfig.state") === "on" ? "signed" : undefined),
  ],
  monitoring: [
    () => "Cloud Monitoring",
    (members) => members.count("monitoring/alertPolicy:AlertPolicy", "alarm"),
    (members) => members.count("monitoring/dashboard:Dashboard", "dashboard"),
    (members) => members.count("monitoring/uptimeCheckConfig:UptimeCheckConfig", "uptime check"),
    (members) => {
      const ways = members.all("monitoring/notificationChannel:NotificationChannel").map((way) => way.text("type"));
      return `to ${listed(ways.map((way) => (way === "email" ? "e-mail" : "PagerDuty")))}`;
    },
  ],
  budget: [
    (members) => {
      const budget = members.first("billing/budget:Budget");
      const alerts = budget?.list("thresholdRules").map((_, index) => percentOf(budget, index)) ?? [];
      const usd = budget?.number("amount.specifiedAmount.units").toLocaleString("en-US") ?? "";
      return `Cloud Billing budget, $${usd} a month, alerts at ${listed(alerts)} %`;
    },
  ],
};

const SUBNETWORK = "compute/subnetwork:Subnetwork";
const CLUSTER = "container/cluster:Cluster";
const FIREWALL = "compute/securityPolicy:SecurityPolicy";
const ZONE = "dns/managedZone:ManagedZone";

function nodePool(pool: Member): string {
  const { min, max } = {
    min: pool.text("autoscaling.totalMinNodeCount"),
    max: pool.text("autoscaling.totalMaxNodeCount"),
  };
  return `${pool.text("nodeConfig.labels.pool")} ${min}-${max} x ${pool.text("nodeConfig.machineType")}`;
}

function firewallRules(policy: Member | undefined): string | undefined {
  const rules = counted(policy?.list("rules").length ?? 0, "rule");
  return rules && `Cloud Armor with ${rules}`;
}

const percentOf = (budget: Member, index: number): string =>
  String(budget.number(`thresholdRules.${index}.thresholdPercent`) * 100);
