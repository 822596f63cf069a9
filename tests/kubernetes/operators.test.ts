import { ComponentResource } from "@pulumi/pulumi";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph, GraphResource, Inputs } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { DATADOG, datadog } from "../../src/kubernetes/operators/datadog";
import { EXTERNAL_SECRETS, externalSecrets } from "../../src/kubernetes/operators/external-secrets";
import { keda } from "../../src/kubernetes/operators/keda";
import type { Operator } from "../../src/kubernetes/operators/operator";
import {
  OPERATOR_PRIORITY,
  Operators,
  type OperatorsArgs,
  SECRET_STORE,
} from "../../src/kubernetes/operators/operators";
import { PROMETHEUS, PROMETHEUS_URL, prometheus } from "../../src/kubernetes/operators/prometheus";
import { autoscaler } from "../../src/providers/aws/cluster-autoscaler";
import { resourcesIn, totalOf } from "./requests";

const NAMESPACE = "crm";
const READER = { serviceAccountAnnotations: { "cloud/identity": "reader" }, podLabels: { "cloud/use": "true" } };

const operatorsOf = (highlyAvailable: boolean): readonly Operator[] => {
  const common = { highlyAvailable, priorityClass: "first" };
  return [
    externalSecrets({ ...common, identity: READER }),
    keda(common),
    prometheus({ ...common, scraped: NAMESPACE }),
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
  it("may not read every object of every kind", () => {
    const { values } = keda({ highlyAvailable: false, priorityClass: "first" });
    expect(values).toMatchObject({ rbac: { enabledCustomScaledRefKinds: false } });
  });

  it("takes away the CPU limits that its chart sets", () => {
    const { values } = keda({ highlyAvailable: false, priorityClass: "first" });
    expect(resourcesIn(values).map(({ limits }) => limits?.["cpu"])).toEqual([null, null, null]);
  });
});

describe("prometheus", () => {
  const operator = prometheus({ highlyAvailable: false, priorityClass: "first", scraped: NAMESPACE });
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
    const other = prometheus({ highlyAvailable: false, priorityClass: "first", scraped: "another" });
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

describe("the operators of a cluster", () => {
  let all: Recorded;
  let few: Recorded;
  beforeAll(async () => {
    all = await recorded({
      requestMetrics: true,
      highlyAvailable: true,
      datadogKey: { key: "datadog" },
    });
    few = await recorded({});
  });

  it("are those that are needed", () => {
    expect(all.charts()).toEqual(["external-secrets", "keda", "prometheus", "datadog"]);
    expect(few.charts()).toEqual(["external-secrets", "keda"]);
    expect(all.operators).toMatchObject({ metricsUrl: PROMETHEUS_URL, metricsNamespace: PROMETHEUS });
    expect(few.operators).toMatchObject({ metricsUrl: null, metricsNamespace: null });
  });

  it("have a namespace each, as strict as their pods allow", () => {
    const levels = all.ofType("Namespace").map(({ inputs }) => {
      const { name, labels } = inputs["metadata"] as { name: string; labels: Record<string, string> };
      const kinds = ["enforce", "warn", "audit"].map((mode) => labels[`pod-security.kubernetes.io/${mode}`]);
      return [name, ...new Set(kinds)];
    });
    const restricted = [EXTERNAL_SECRETS, "keda", PROMETHEUS].map((name) => [name, "restricted"]);
    expect(levels).toEqual([...restricted, [DATADOG, "privileged"]]);
  });

  it("are installed whole or not at all, after their namespace and their priority", () => {
    const priority = all.of("operators-priority");
    for (const release of all.ofType("Release")) {
      const { inputs, dependencies, name } = release;
      expect(inputs).toMatchObject({ atomic: true, cleanupOnFail: true, createNamespace: false, timeout: 600 });
      expect(dependencies).toContain(all.of(`${name}-namespace`).urn);
      expect(dependencies).toContain(priority.urn);
    }
    expect(priority.inputs).toMatchObject({ value: OPERATOR_PRIORITY.value, globalDefault: false });
  });

  it("open the secret store to the CRM, and to Datadog where it is used", () => {
    const spec = (graph: Recorded) => graph.of("operators-secret-store").inputs["spec"];
    expect(spec(all)).toEqual({ conditions: [{ namespaces: [NAMESPACE, DATADOG] }], provider: { cloud: {} } });
    expect(spec(few)).toMatchObject({ conditions: [{ namespaces: [NAMESPACE] }] });
    expect(all.of("operators-secret-store")).toMatchObject({
      type: expect.stringContaining(SECRET_STORE.kind) as string,
      dependencies: [all.of("operators-external-secrets").urn],
    });
  });

  it("give Datadog its key before its first pod, and never by way of this program", () => {
    const key = all.of("operators-datadog-key");
    expect(key.dependencies).toContain(all.of("operators-secret-store").urn);
    expect(all.of("operators-datadog").dependencies).toContain(key.urn);
    expect(key.inputs["spec"]).toMatchObject({
      target: { name: "datadog-api-key" },
      data: [{ secretKey: "api-key", remoteRef: { key: "datadog" } }],
    });
  });

  it("are children of theirs, by the provider they were given", () => {
    for (const graph of [all, few]) {
      for (const { name, parent, provider } of graph.children()) {
        expect(name).toMatch(/^operators-/);
        expect(parent).toBe(graph.of("operators").urn);
        expect(provider).toBe(graph.of("cluster").urn);
      }
    }
  });

  it("say which pods they add", () => {
    const names = (graph: Recorded) => (graph.outputs()["pods"] as readonly { name: string }[]).map(({ name }) => name);
    expect(names(few)).toHaveLength(6);
    expect(names(all)).toEqual([...names(few), "prometheus-server", "datadog", "datadog-cluster-agent"]);
  });
});

type Recorded = Awaited<ReturnType<typeof recorded>>;

async function recorded(args: Partial<OperatorsArgs>) {
  let operators: Operators | null = null;
  const program = () => {
    const kubernetes = new KubernetesProvider("cluster", { kubeconfig: "{}" });
    const cluster = Object.assign(new ComponentResource("crm:test:Cluster", "test-cluster", {}, {}), {
      clusterName: "crm-test-eks",
      kubernetes,
    });
    const defaults = {
      secretStore: { cloud: {} },
      secretReader: READER,
      namespace: NAMESPACE,
      requestMetrics: false,
      highlyAvailable: false,
      datadogKey: null,
      cluster,
    };
    operators = new Operators("operators", { ...defaults, ...args }, {});
    return Promise.resolve();
  };
  const options = { project: "test", stack: "test", config: {}, secretKeys: [], mode: "resolved" } as const;
  return read(await record(program, options), operators);
}

function read(graph: Graph, operators: Operators | null) {
  const of = (name: string): GraphResource => {
    const found = graph.resources.find((resource) => resource.name === name);
    if (found === undefined) throw new Error(`no resource ${name}`);
    return found;
  };
  const ofType = (type: string) => graph.resources.filter((resource) => resource.type.endsWith(`:${type}`));
  const children = () => graph.resources.filter(({ parent }) => parent === of("operators").urn);
  const charts = () => ofType("Release").map(({ inputs }) => inputs["chart"]);
  const outputs = () => graph.componentOutputs[of("operators").urn] ?? {};
  return { operators, of, ofType, children, charts, outputs };
}

const fingerprintOf = ({ values }: Operator): unknown =>
  (values as Record<string, Record<string, unknown>>)["server"]?.["podAnnotations"];

/** Every value under a key, at any depth. */
function valuesOf(values: unknown, wanted: string): readonly unknown[] {
  if (typeof values !== "object" || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) => (key === wanted ? [value] : valuesOf(value, wanted)));
}

const replicasIn = (values: unknown) => [...valuesOf(values, "replicaCount"), ...valuesOf(values, "replicas")];
