import { describe, expect, it } from "vitest";
import { record } from "../../src/graph/record";
import { capabilitiesOf } from "../../src/plan/capabilities";
import { FAKE_STACK, FakeProvider, Group, Store } from "../graph/fakes";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";

const servicesOf = (variant: Parameters<typeof graphOf>[0]) =>
  Object.fromEntries(capabilitiesOf(graphOf(variant)).map(({ capability, service }) => [capability, service]));

const onAws = ({ tier, phase }: Variant): Variant => ({ tier, ...(phase !== undefined && { phase }) });

describe("capabilities", () => {
  it("say what is built, from the resources' own inputs", () => {
    expect(servicesOf({ tier: "enterprise" })).toMatchInlineSnapshot(`
      {
        "backup": "AWS Backup daily, kept 30 days, copied to us-west-2",
        "budget": "AWS Budgets, $5,280 a month, alerts at 50, 80 and 100 %",
        "cache": "Valkey 8.2, 6 x cache.r6g.xlarge, 3 shards, snapshots every 2 hours kept 7 days",
        "cdn": "CloudFront for assets.example.com, WAF with 4 rules",
        "cloudflare": "app.example.com and api.example.com proxied, Origin CA certificate, client certificate, plan pro, TLS strict, 2 WAF rulesets, 3 firewall rules, 2 rate limits, 2 cache rules",
        "cluster": "EKS 1.35, general 6-20 x m7g.xlarge, workers 4-10 x m7g.xlarge, private API (updates run inside the network), with cluster-autoscaler, external-secrets, keda, prometheus, datadog",
        "database": "MongoDB Atlas M50, 2 shards of 3 nodes, 3 zones, grows to M60, PITR, daily backups kept 30 days and copied to us-west-2",
        "dns": "Route 53 zone origin.example.com, 1 health check",
        "edge": "Application Load Balancer, WAF with 4 rules, mutual TLS",
        "identity": "Pod Identity for frontend, api, worker, scheduler and external-secrets",
        "monitoring": "CloudWatch, 24 alarms, 1 dashboard, to e-mail and PagerDuty",
        "network": "10.0.0.0/16, 9 subnets in 3 zones, 3 NAT gateways, 1 private endpoint, flow logs",
        "objectStore": "S3, 5 buckets, 3 replicated to us-west-2, colder after 30, 90 and 365 days",
        "registry": "ECR, 4 repositories, immutable tags",
        "search": "OpenSearch 2.19, 5 x m6g.xlarge.search with 200 GiB, 3 zones",
        "secrets": "Secrets Manager, 7 third-party keys, own KMS keys in us-east-1 and us-west-2",
        "workloads": "frontend 4-10 pods (CPU 70 %), api 6-40 pods (CPU 70 %, 1000 requests a second), worker 4-20 pods (100 jobs waiting), scheduler 2 pods, a migration before each rollout",
      }
    `);
    expect(servicesOf({ tier: "dev" })).toMatchInlineSnapshot(`
      {
        "budget": "AWS Budgets, $126 a month, alerts at 50, 80 and 100 %",
        "cache": "Valkey 8.2, 1 x cache.t4g.micro",
        "cloudflare": "app-dev.example.com, api-dev.example.com and assets-dev.example.com proxied, Origin CA certificate",
        "cluster": "EKS 1.35, general 2-3 x t4g.medium, private API (updates run inside the network), with cluster-autoscaler, external-secrets, keda, datadog",
        "database": "MongoDB Atlas M10, 3 nodes, 3 zones, daily backups kept 7 days",
        "edge": "Application Load Balancer, WAF with 2 rules",
        "identity": "Pod Identity for frontend, api, worker, scheduler and external-secrets",
        "monitoring": "CloudWatch, 18 alarms, 1 dashboard, to e-mail and PagerDuty",
        "network": "10.0.0.0/16, 9 subnets in 3 zones, 1 NAT gateway, 1 private endpoint, flow logs",
        "objectStore": "S3, 5 buckets, colder after 30, 90 and 365 days",
        "registry": "ECR, 4 repositories, immutable tags",
        "search": "OpenSearch 2.19, 1 x t3.small.search with 10 GiB, 1 zone",
        "secrets": "Secrets Manager, 7 third-party keys",
        "workloads": "frontend 1-2 pods (CPU 70 %), api 1-2 pods (CPU 70 %), worker 1-2 pods (100 jobs waiting), scheduler 1 pod, a migration before each rollout",
      }
    `);
  });

  it("say it on Azure, too", () => {
    expect(servicesOf({ cloud: "azure", tier: "enterprise" })).toMatchInlineSnapshot(`
      {
        "backup": "Azure Backup for AKS daily, kept 30 days, copied to the paired region",
        "budget": "Cost Management budget, 8,000 a month in the subscription's currency, alerts at 50, 80 and 100 %",
        "cache": "Managed Redis MemoryOptimized_M100, a primary and a replica, newest snapshot every hour, exports every 2 hours kept 7 days, 1 private endpoint",
        "cdn": "Front Door Standard for assets.example.com, WAF with 3 rules",
        "cloudflare": "app.example.com and api.example.com proxied, Origin CA certificate, client certificate, plan pro, TLS strict, 2 WAF rulesets, 3 firewall rules, 2 rate limits, 2 cache rules",
        "cluster": "AKS 1.35, general 6-20 x Standard_D4as_v5, workers 4-10 x Standard_D4as_v5, system 3-6 x Standard_D2as_v5, private API (updates run inside the network), with external-secrets, keda, prometheus, datadog",
        "database": "Azure DocumentDB M50, 2 shards of 2 nodes in 2 zones, 256 GB, PITR by the service, replica in centralus, 1 private endpoint",
        "dns": "Azure DNS zone origin.example.com, signed",
        "edge": "Application Gateway for Containers, WAF with 1 rule and 2 rule sets, mutual TLS",
        "identity": "Workload Identity for frontend, api, worker, scheduler and external-secrets",
        "monitoring": "Azure Monitor, 21 alarms, 1 dashboard, to e-mail and PagerDuty",
        "network": "10.0.0.0/16, 9 subnets over the zones of eastus2, 3 NAT gateways, 1 private endpoint, flow logs",
        "objectStore": "Blob Storage Standard_ZRS, 4 containers, 3 replicated to centralus, colder after 30 and 90 days, 1 private endpoint",
        "registry": "Container Registry Premium, in all zones, 1 private endpoint",
        "search": "AI Search standard, 5 replicas, 1 partition, 1 private endpoint",
        "secrets": "Key Vault, 7 third-party keys, copies in centralus, own keys in eastus2 and centralus",
        "workloads": "frontend 4-10 pods (CPU 70 %), api 6-40 pods (CPU 70 %, 1000 requests a second), worker 4-20 pods (100 jobs waiting), scheduler 2 pods, a migration before each rollout",
      }
    `);
    expect(servicesOf({ cloud: "azure", tier: "dev" })).toMatchInlineSnapshot(`
      {
        "budget": "Cost Management budget, 155 a month in the subscription's currency, alerts at 50, 80 and 100 %",
        "cache": "Managed Redis Balanced_B0, one node, 1 private endpoint",
        "cloudflare": "app-dev.example.com, api-dev.example.com and assets-dev.example.com proxied, Origin CA certificate",
        "cluster": "AKS 1.35, general 2-4 x Standard_D2as_v5, private API (updates run inside the network), with external-secrets, keda, datadog",
        "database": "Azure DocumentDB M10, 1 shard of 1 node, 32 GB, PITR by the service, 1 private endpoint",
        "edge": "Application Gateway for Containers, WAF with 1 rule and 2 rule sets",
        "identity": "Workload Identity for frontend, api, worker, scheduler and external-secrets",
        "monitoring": "Azure Monitor, 18 alarms, 1 dashboard, to e-mail and PagerDuty",
        "network": "10.0.0.0/16, 9 subnets over the zones of eastus2, 1 NAT gateway, 1 private endpoint, flow logs",
        "objectStore": "Blob Storage Standard_ZRS, 4 containers, colder after 30 and 90 days, 1 private endpoint",
        "registry": "Container Registry Basic, in all zones",
        "search": "AI Search basic, 1 replica, 1 partition, 1 private endpoint",
        "secrets": "Key Vault, 7 third-party keys",
        "workloads": "frontend 1-2 pods (CPU 70 %), api 1-2 pods (CPU 70 %), worker 1-2 pods (100 jobs waiting), scheduler 1 pod, a migration before each rollout",
      }
    `);
  });

  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "of %s are the same as on any cloud, and each is said in words",
    (_, variant) => {
      const services = servicesOf(variant);
      expect(Object.keys(services)).toEqual(Object.keys(servicesOf(onAws(variant))));
      for (const service of Object.values(services)) {
        expect(service).toMatch(/^\S.*\S$/);
        // What a phrase looked for and didn't find leaves a hole.
        expect(service).not.toMatch(/undefined|NaN|[<>]|\[object| {2}| ,|,,| (for|in|to|at|of|kept|every)(,|$)/);
      }
    },
  );

  it("are those of the tier: without search in the first phase, without a CDN below production", () => {
    expect(servicesOf({ tier: "production", phase: "mvp" })).not.toHaveProperty("search");
    expect(servicesOf({ tier: "staging" })).not.toHaveProperty("cdn");
    expect(servicesOf({ tier: "production" })).toHaveProperty("cdn");
  });

  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "of %s share no resource and leave out only providers and what the account shares",
    (_, variant) => {
      const graph = graphOf(variant);
      const owned = capabilitiesOf(graph).flatMap(({ resources }) => resources);
      expect(new Set(owned).size).toBe(owned.length);
      const others = graph.resources.filter(({ custom, urn }) => custom && !owned.includes(urn));
      for (const { type, urn } of others)
        expect(`${type} ${urn}`).toMatch(/^pulumi:providers:|crm:(aws|gcp|azure):Account\$/);
    },
  );

  it("merge components of one kind, and count what is nested", async () => {
    const program = async () => {
      const providers = [new FakeProvider("fake")];
      const make = (name: string) => (parent: Group) => new Store(`${name}-store`, {}, { parent });
      new Group("one", make("one"), { type: "crm:fake:Identity", providers });
      new Group("two", make("two"), { type: "crm:fake:Identity", providers });
      new Group("three", make("three"), { type: "crm:fake:Cache", providers });
      new Group("four", make("four"), { type: "crm:fake:Account", providers });
    };
    const capabilities = capabilitiesOf(await record(program, FAKE_STACK));
    expect(capabilities.map(({ capability, resources }) => [capability, resources.length])).toEqual([
      ["identity", 2],
      ["cache", 1],
    ]);
  });
});
