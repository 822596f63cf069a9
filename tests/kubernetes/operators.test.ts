import { describe, expect, it } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import { datadog } from "../../src/kubernetes/operators/datadog";
import { EXTERNAL_SECRETS, externalSecrets } from "../../src/kubernetes/operators/external-secrets";
import { keda } from "../../src/kubernetes/operators/keda";
import type { Operator } from "../../src/kubernetes/operators/operator";
import { PROMETHEUS, PROMETHEUS_URL, prometheus } from "../../src/kubernetes/operators/prometheus";
import { autoscaler } from "../../src/providers/aws/cluster-autoscaler";
import { replicasIn, resourcesIn, totalOf, valuesOf } from "./requests";

const NAMESPACE = "crm";
const READER = { serviceAccountAnnotations: { "cloud/identity": "reader" }, podLabels: { "cloud/use": "true" } };

const operatorsOf = (highlyAvailable: boolean): readonly Operator[] => {
  const common = { highlyAvailable, priorityClass: "first" };
  return [
    externalSecrets({ ...common, identity: READER }),
    keda({ ...common, scaled: NAMESPACE }),
    prometheus({ ...common, scraped: NAMESPACE, services: ["api"] }),
    datadog({ ...common, clusterName: "crm-test-eks", logged: NAMESPACE }),
    autoscaler({ highlyAvailable, clusterName: "crm-test-eks", region: "us-east-1" }),
  ];
};

describe.each([
  ["alone", false],
  ["highly available", true],
])("an operator that is %s", (_, highlyAvailable) => {
  const operators = operatorsOf(highlyAvailable).map((operator): [string, Operator] => [operator.chart, operator]);

  it.each(operators)("%s is one exact version from its makers", (_chart, { version, repository }) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(repository).toMatch(/^https:\/\//);
  });

  it.each(operators)("%s asks in its values for what its pods declare", (_chart, { values, pods }) => {
    const { cpu, memory } = totalOf(values);
    expect(cpu).toBe(pods.reduce((total, pod) => total + pod.cpu, 0));
    expect(memory).toBe(pods.reduce((total, pod) => total + pod.memory, 0));
  });

  it.each(operators)("%s limits memory, and CPU nowhere", (_chart, { values }) => {
    for (const { limits } of resourcesIn(values)) {
      expect(limits?.["memory"]).toMatch(/^\d+Mi$/);
      expect(limits?.["cpu"] ?? null).toBeNull();
    }
  });

  it.each(operators)("%s has as many pods as its values say", (_chart, { values, pods }) => {
    const declared = pods.filter(({ kind }) => kind === "deployment").map(({ replicas }) => replicas);
    expect(replicasIn(values)).toEqual(declared);
    expect(new Set(declared)).toEqual(new Set([highlyAvailable ? 2 : 1]));
  });

  it.each(operators)("%s names the class of its pods' priority", (_chart, { values, pods }) => {
    const classes = new Set(pods.map(({ priorityClass }) => priorityClass));
    expect(new Set(valuesOf(values, "priorityClassName"))).toEqual(classes);
  });
});

describe("external-secrets", () => {
  const { values } = externalSecrets({ highlyAvailable: true, priorityClass: "first", identity: READER });

  it("is marked so that the cloud knows it", () => {
    const serviceAccount = { name: EXTERNAL_SECRETS, annotations: READER.serviceAccountAnnotations };
    expect(values).toMatchObject({ serviceAccount, podLabels: READER.podLabels });
  });

  it("works on the two kinds that are used, with its own identity alone", () => {
    expect(values).toMatchObject({ processPushSecret: false, crds: { createPushSecret: false } });
    expect(values).toMatchObject({ rbac: { serviceAccountTokenCreate: false, aggregateToEdit: false } });
    expect(values).not.toHaveProperty("processClusterStore");
  });
});

describe("keda", () => {
  it("works in the CRM's namespace only", () => {
    const { values } = keda({ highlyAvailable: false, priorityClass: "first", scaled: NAMESPACE });
    expect(values).toMatchObject({ watchNamespace: NAMESPACE });
  });

  it("may not read every object of every kind", () => {
    const { values } = keda({ highlyAvailable: false, priorityClass: "first", scaled: NAMESPACE });
    expect(values).toMatchObject({ rbac: { enabledCustomScaledRefKinds: false } });
  });

  it("takes away the CPU limits that its chart sets", () => {
    const { values } = keda({ highlyAvailable: false, priorityClass: "first", scaled: NAMESPACE });
    expect(resourcesIn(values).map(({ limits }) => limits?.["cpu"])).toEqual([null, null, null]);
  });
});

describe("prometheus", () => {
  const operator = prometheus({
    highlyAvailable: false,
    priorityClass: "first",
    scraped: NAMESPACE,
    services: ["api"],
  });
  const values = operator.values as Inputs;

  it("looks at the CRM's pods only, and keeps one metric", () => {
    expect(values["scrapeConfigs"]).toBeNull();
    const [scrape, ...others] = valuesOf(values, "scrape_configs").flat() as Inputs[];
    expect(others).toEqual([]);
    expect(scrape).toMatchObject({
      kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [NAMESPACE] } }],
      metric_relabel_configs: [{ source_labels: ["__name__"], regex: "http_requests_total", action: "keep" }],
    });
    expect(scrape?.["relabel_configs"]).toContainEqual({
      source_labels: ["__meta_kubernetes_pod_label_app_kubernetes_io_name"],
      target_label: "app",
    });
  });

  it("runs none of the chart's other programs, and keeps nothing", () => {
    const parts = ["alertmanager", "kube-state-metrics", "prometheus-node-exporter", "prometheus-pushgateway"];
    for (const part of parts) expect(values[part]).toEqual({ enabled: false });
    expect(values["server"]).toMatchObject({ persistentVolume: { enabled: false }, retention: "2h", extraFlags: [] });
  });

  it("becomes a new pod when what it looks at changes: nothing reloads it", () => {
    const other = prometheus({ highlyAvailable: false, priorityClass: "first", scraped: "another", services: ["api"] });
    expect(fingerprintOf(other)).not.toEqual(fingerprintOf(operator));
  });

  it("may do no more in the cluster than find pods", () => {
    const [role, binding] = (values["extraManifests"] as string[]).map((text) => JSON.parse(text) as Inputs);
    expect(role?.["rules"]).toEqual([{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }]);
    expect(binding).toMatchObject({ subjects: [{ namespace: PROMETHEUS }], roleRef: { kind: "ClusterRole" } });
    expect(values["rbac"]).toEqual({ create: false });
  });

  it("answers where queries are sent", () => {
    expect(new URL(PROMETHEUS_URL).hostname).toBe(`prometheus-server.${operator.namespace}.svc`);
  });
});

describe("datadog", () => {
  it("provides no metrics to scale by, changes no pods, and takes no orders", () => {
    const { values } = datadog({ highlyAvailable: false, priorityClass: "first", clusterName: "c", logged: NAMESPACE });
    expect(values).toMatchObject({
      datadog: { remoteConfiguration: { enabled: false }, operator: { enabled: false } },
      clusterAgent: { metricsProvider: { enabled: false }, admissionController: { enabled: false } },
    });
  });
});

const fingerprintOf = ({ values }: Operator): unknown =>
  (values as Record<string, Record<string, unknown>>)["server"]?.["podAnnotations"];
