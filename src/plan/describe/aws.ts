import { DATA } from "./aws-data";
import type { Phrases } from "./index";
import { counted, listed, type Member } from "./members";

/** Capabilities on AWS that compute, connect and watch; those that keep data are beside. */
export const AWS: Phrases = {
  ...DATA,
  network: [
    (members) => members.first("ec2/vpc:Vpc")?.text("cidrBlock"),
    (members) => {
      const subnets = members.all("ec2/subnet:Subnet");
      const zones = new Set(subnets.map((subnet) => subnet.text("availabilityZoneId")));
      return `${subnets.length} subnets in ${zones.size} zones`;
    },
    (members) => members.count("ec2/natGateway:NatGateway", "NAT gateway"),
    (members) => members.count("ec2/vpcEndpoint:VpcEndpoint", "private endpoint"),
    (members) => (members.first("ec2/flowLog:FlowLog") ? "flow logs" : undefined),
  ],
  cluster: [
    (members) => `EKS ${members.first("eks/cluster:Cluster")?.text("version") ?? ""}`,
    (members) => nodePools(members.all("eks/nodeGroup:NodeGroup")).join(", "),
    (members) => {
      const access = members.first("eks/cluster:Cluster");
      const open = access?.at("vpcConfig.endpointPublicAccess") === true;
      return open
        ? `API open to ${access.texts("vpcConfig.publicAccessCidrs").join(", ")}`
        : "private API (updates run inside the network)";
    },
  ],
  identity: [
    (members) => {
      const names = members.all(":Identity").map(({ name }) => name.replace(/^.*-identity-/, ""));
      return `Pod Identity for ${listed(names)}`;
    },
  ],
  edge: [
    (members) => (members.first("lb/loadBalancer:LoadBalancer") ? "Application Load Balancer" : undefined),
    (members) => wafRules(members.first("wafv2/webAcl:WebAcl")),
    (members) => {
      const modes = members.all("lb/listener:Listener").map((listener) => listener.at("mutualAuthentication.mode"));
      return modes.includes("verify") ? "mutual TLS" : undefined;
    },
  ],
  cdn: [
    (members) =>
      `CloudFront for ${members.first("cloudfront/distribution:Distribution")?.texts("aliases").join(", ") ?? ""}`,
    (members) => wafRules(members.first("wafv2/webAcl:WebAcl")),
  ],
  dns: [
    (members) => `Route 53 zone ${members.first("route53/zone:Zone")?.text("name") ?? ""}`,
    (members) => members.count("route53/healthCheck:HealthCheck", "health check"),
  ],
  monitoring: [
    () => "CloudWatch",
    (members) => members.count("cloudwatch/metricAlarm:MetricAlarm", "alarm"),
    (members) => members.count("cloudwatch/dashboard:Dashboard", "dashboard"),
    (members) => {
      const ways = members
        .all("sns/topicSubscription:TopicSubscription")
        .map((subscription) => subscription.text("protocol"));
      return `to ${listed([...new Set(ways)].map((way) => (way === "email" ? "e-mail" : "PagerDuty")))}`;
    },
  ],
  budget: [
    (members) => {
      const budget = members.first("budgets/budget:Budget");
      const alerts =
        budget?.list("notifications").map((_, index) => budget.text(`notifications.${index}.threshold`)) ?? [];
      return `AWS Budgets, $${budget?.number("limitAmount").toLocaleString("en-US") ?? ""} a month, alerts at ${listed(alerts)} %`;
    },
  ],
};

/** A pool may be a group for each zone: what counts is all of them together. */
function nodePools(groups: readonly Member[]): readonly string[] {
  const names = [...new Set(groups.map((group) => group.text("labels.pool")))];
  return names.map((name) => {
    const own = groups.filter((group) => group.text("labels.pool") === name);
    const sum = (path: string) => own.reduce((total, group) => total + group.number(path), 0);
    const types = own[0]?.texts("instanceTypes").join(" or ") ?? "";
    return `${name} ${sum("scalingConfig.minSize")}-${sum("scalingConfig.maxSize")} x ${types}`;
  });
}

function wafRules(acl: Member | undefined): string | undefined {
  const rules = counted(acl?.list("rules").length ?? 0, "rule");
  return rules && `WAF with ${rules}`;
}
