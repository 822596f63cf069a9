import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES, type ServiceName } from "../../stacks";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { type Manifest, named, objectsOf } from "../kubernetes";

interface Scale {
  readonly kind: string;
  readonly min: unknown;
  readonly max: unknown;
}

/** What Kubernetes makes of a percentage of pods that may be missing: it rounds up. */
const share = (percent: string, of: number) => Math.ceil((Number.parseInt(percent, 10) * of) / 100);

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const { pods } = contractOf(variant.tier, variant.phase ?? null);
  const deployments = objectsOf(graph, "Deployment");
  const plain = objectsOf(graph, "HorizontalPodAutoscaler");
  const scaled = objectsOf(graph, "ScaledObject");

  const targetOf = ({ spec }: Manifest) => (spec["scaleTargetRef"] as { readonly name: string }).name;
  const scalesOf = (service: ServiceName): readonly Scale[] => [
    ...plain
      .filter((scaler) => targetOf(scaler) === service)
      .map(({ spec }) => ({ kind: "plain", min: spec["minReplicas"], max: spec["maxReplicas"] })),
    ...scaled
      .filter((scaler) => targetOf(scaler) === service)
      .map(({ spec }) => ({ kind: "keda", min: spec["minReplicaCount"], max: spec["maxReplicaCount"] })),
  ];

  it.each(SERVICE_NAMES)("has one owner of the number of pods of %s", (service) => {
    const { min, max, rules } = pods[service];
    const replicas = named(deployments, service)?.spec["replicas"];
    if (Object.keys(rules).length === 0) {
      expect([scalesOf(service), replicas]).toEqual([[], min]);
      return;
    }
    const onlyCpu = Object.keys(rules).join() === "cpu";
    expect(scalesOf(service)).toEqual([{ kind: onlyCpu ? "plain" : "keda", min, max }]);
    expect(replicas).toBeUndefined();
  });

  it("shows the requirements' autoscaler where CPU is the only rule", () => {
    const { min, max, rules } = pods.api;
    const scaler = named(plain, "api");
    expect(scaler === undefined).toBe("requestsPerSecond" in rules);
    if (scaler === undefined) return;
    expect(scaler.spec).toMatchObject({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      minReplicas: min,
      maxReplicas: max,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    });
  });

  it("keeps all of a service's rules in one place where one of them looks beyond CPU", () => {
    const scaler = named(scaled, "api");
    expect(scaler === undefined).toBe(!("requestsPerSecond" in pods.api.rules));
    if (scaler === undefined) return;
    expect(scaler.spec["triggers"]).toMatchObject([
      { type: "cpu", metricType: "Utilization", metadata: { value: "70" } },
      {
        type: "prometheus",
        metadata: {
          threshold: "1000",
          query: 'sum(rate(http_requests_total{namespace="crm",app="api"}[2m]))',
          ignoreNullValues: "false",
        },
      },
    ]);
  });

  it("counts the jobs that wait in all queues together, with the cache's own kind of trigger", () => {
    const spec = named(scaled, "worker")?.spec;
    const { cache } = contractOf(variant.tier, variant.phase ?? null);
    const clusterMode = cloudOf(variant).data.clusterMode(cache);
    const triggers = spec?.["triggers"] as readonly Record<string, unknown>[];
    expect(triggers.map(({ type }) => type)).toEqual(Array(4).fill(clusterMode ? "redis-cluster" : "redis"));
    expect(triggers.map(({ metadata }) => (metadata as Record<string, string>)["listName"])).toEqual(
      ["calls", "transcripts", "news", "email"].map((queue) => `{crm}:${queue}:wait`),
    );
    for (const { metadata } of triggers) expect(metadata).toMatchObject({ enableTLS: "true" });
    expect(spec?.["advanced"]).toMatchObject({
      scalingModifiers: { formula: "calls + transcripts + news + email", target: "100", metricType: "AverageValue" },
    });
  });

  it("adds one pod at a time", () => {
    const behaviors = [
      ...plain.map(({ spec }) => spec["behavior"]),
      ...scaled.map(
        ({ spec }) =>
          (spec["advanced"] as { horizontalPodAutoscalerConfig: { behavior: unknown } }).horizontalPodAutoscalerConfig
            .behavior,
      ),
    ];
    expect(behaviors.length).toBeGreaterThan(0);
    for (const behavior of behaviors)
      expect(behavior).toMatchObject({ scaleUp: { policies: [{ type: "Pods", value: 1 }] } });
  });

  it("allows as many disruptions as the loss of a zone takes: always one, and never all of several", () => {
    const budgets = objectsOf(graph, "PodDisruptionBudget");
    for (const service of SERVICE_NAMES) {
      const spec = named(budgets, service)?.spec ?? {};
      const { min, max } = pods[service];
      expect(spec["selector"]).toEqual({ matchLabels: { "app.kubernetes.io/name": service } });
      for (let count = min; count <= max; count += 1) {
        const allowed = share(String(spec["maxUnavailable"]), count);
        // The share of one zone: not less, or its loss would be more than allowed; not more, or nothing would be protected.
        expect(allowed).toBe(Math.ceil(count / 3));
      }
    }
    expect(budgets).toHaveLength(SERVICE_NAMES.length);
  });

  it("holds everything at its most, rollout and migration included, and no more", () => {
    const [quota] = objectsOf(graph, "ResourceQuota");
    const most = SERVICE_NAMES.map((service) => ({
      ...pods[service],
      count: Math.ceil(pods[service].max * 1.25) + pods[service].max,
    }));
    const all = [...most, { ...pods.api, count: 1 }];
    const sum = (of: (size: (typeof all)[number]) => number) =>
      all.reduce((total, size) => total + of(size) * size.count, 0);
    expect(quota?.spec["hard"]).toMatchObject({
      pods: String(sum(() => 1)),
      "requests.cpu": `${sum(({ cpu }) => cpu)}m`,
      "requests.memory": `${sum(({ memory }) => memory)}Mi`,
    });
  });
});
