import { DATA } from "./azure-data";
import type { Phrases } from "./index";
import { counted, listed, type Member, type Members } from "./members";

/** Capabilities on Azure that compute, connect and watch; those that keep data are beside. */
export const AZURE: Phrases = {
  ...DATA,
  network: [
    (members) => members.first(VNET)?.text("addressSpace.addressPrefixes.0"),
    (members) => {
      const subnets = members.count("network:Subnet", "subnet") ?? "no subnets";
      return `${subnets} over the zones of ${members.first(VNET)?.text("location") ?? ""}`;
    },
    (members) => members.count("network:NatGateway", "NAT gateway"),
    (members) => members.count("network:PrivateEndpoint", "private endpoint"),
    (members) => (members.first("network:FlowLog") ? "flow logs" : undefined),
  ],
  cluster: [
    (members) => `AKS ${members.first(CLUSTER)?.text("kubernetesVersion") ?? ""}`,
    (members) => nodePools(members).join(", "),
    (members) => {
      const cluster = members.first(CLUSTER);
      const isPrivate = cluster?.at("apiServerAccessProfile.enablePrivateCluster") === true;
      return isPrivate ? "private API (updates run inside the network)" : `API open to ${openTo(cluster)}`;
    },
  ],
  identity: [
    (members) => {
      const names = members.all(":Identity").map(({ name }) => name.replace(/^.*-identity-/, ""));
      return `Workload Identity for ${listed(names)}`;
    },
  ],
  edge: [
    (members) =>
      members.first("servicenetworking:TrafficControllerInterface") ? "Application Gateway for Containers" : undefined,
    (members) => {
      const waf = members.first("network:WebApplicationFirewallPolicy");
      return waf && firewall(waf.list("customRules").length, waf.list("managedRules.managedRuleSets").length);
    },
    (members) => {
      const asked = members.first("FrontendTLSPolicy")?.at("spec.default.verify.caCertificateRef");
      return asked === undefined ? undefined : "mutual TLS";
    },
  ],
  cdn: [
    (members) => {
      const edition = members.first("cdn:Profile")?.text("sku.name").split("_", 1).join() ?? "";
      return `Front Door ${edition} for ${listed(members.all("cdn:AFDCustomDomain").map((host) => host.text("hostName")))}`;
    },
    (members) => {
      const waf = members.first("frontdoor:Policy");
      return waf && firewall(waf.list("customRules.rules").length, waf.list("managedRules.managedRuleSets").length);
    },
  ],
  dns: [
    (members) => `Azure DNS zone ${members.first("dns:Zone")?.text("zoneName") ?? ""}`,
    (members) => (members.first("dns:DnssecConfig") ? "signed" : undefined),
  ],
  monitoring: [
    () => "Azure Monitor",
    (members) => counted(ALARMS.flatMap((type) => members.all(type)).length, "alarm"),
    (members) => members.count("portal:Dashboard", "dashboard"),
    (members) => {
      const groups = members.all("monitor:ActionGroup");
      const ways = { "e-mail": "emailReceivers", PagerDuty: "webhookReceivers" };
      const used = Object.entries(ways).filter(([, path]) => groups.some((group) => group.list(path).length > 0));
      return `to ${listed(used.map(([way]) => way))}`;
    },
  ],
  budget: [
    (members) => {
      const budget = members.first("consumption:Budget");
      const thresholds = Object.keys(budget?.at("notifications") ?? {}).map((name) =>
        Number(budget?.number(`notifications.${name}.threshold`)),
      );
      const alerts = thresholds.sort((a, b) => a - b).map(String);
      const amount = budget?.number("amount").toLocaleString("en-US") ?? "";
      return `Cost Management budget, ${amount} a month in the subscription's currency, alerts at ${listed(alerts)} %`;
    },
  ],
};

const VNET = "network:VirtualNetwork";
const CLUSTER = "containerservice:ManagedCluster";
const ALARMS = ["monitor:MetricAlert", "monitor:ScheduledQueryRule"];
const INLINE = "agentPoolProfiles";

interface NodePool {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly machine: string;
}

/** Pools of their own, then those that the cluster is made with. A pool may be one for each zone: what counts is all of them. */
function nodePools(members: Members): readonly string[] {
  const cluster = members.first(CLUSTER);
  const inline = cluster?.list(INLINE).map((_, index) => nodePool(cluster, `${INLINE}.${index}.`, "name")) ?? [];
  const own = members.all("containerservice:AgentPool").map((pool) => nodePool(pool, "", "agentPoolName"));
  const pools = [...own, ...inline];
  return [...new Set(pools.map(({ name }) => name))].map((name) => {
    const same = pools.filter((pool) => pool.name === name);
    const sum = (limit: "min" | "max") => same.reduce((total, pool) => total + pool[limit], 0);
    return `${name} ${sum("min")}-${sum("max")} x ${same[0]?.machine ?? ""}`;
  });
}

function nodePool(owner: Member, path: string, name: string): NodePool {
  return {
    // Only pools for the CRM have the label; a name of AKS' own ends with the zone.
    name: owner.text(`${path}nodeLabels.pool`) || owner.text(`${path}${name}`).replace(/\d+$/, ""),
    min: owner.number(`${path}minCount`),
    max: owner.number(`${path}maxCount`),
    machine: owner.text(`${path}vmSize`),
  };
}

/** The stack's own addresses are known only when its gateways are there. */
function openTo(cluster: Member | undefined): string {
  const ranges = cluster?.texts("apiServerAccessProfile.authorizedIPRanges") ?? [];
  const named = ranges.filter((range) => /^[\d.]+\/\d+$/.test(range));
  return listed(named.length < ranges.length ? [...named, "the stack's NAT gateways"] : named);
}

function firewall(rules: number, ruleSets: number): string {
  const parts = [counted(rules, "rule"), counted(ruleSets, "rule set")].filter((part) => part !== undefined);
  return `WAF with ${listed(parts)}`;
}
