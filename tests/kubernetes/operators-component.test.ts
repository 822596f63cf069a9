import { ComponentResource } from "@pulumi/pulumi";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph, GraphResource } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { DATADOG } from "../../src/kubernetes/operators/datadog";
import { EXTERNAL_SECRETS } from "../../src/kubernetes/operators/external-secrets";
import {
  OPERATOR_PRIORITY,
  Operators,
  type OperatorsArgs,
  SECRET_STORE,
} from "../../src/kubernetes/operators/operators";
import { PROMETHEUS, PROMETHEUS_URL } from "../../src/kubernetes/operators/prometheus";

const NAMESPACE = "crm";
const READER = { serviceAccountAnnotations: { "cloud/identity": "reader" }, podLabels: { "cloud/use": "true" } };

describe("the operators of a cluster", () => {
  let all: Recorded;
  let few: Recorded;
  beforeAll(async () => {
    all = await recorded({
      counted: ["api"],
      highlyAvailable: true,
      watched: true,
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
    const restricted = [NAMESPACE, EXTERNAL_SECRETS, "keda", PROMETHEUS].map((name) => [name, "restricted"]);
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

  it("are shut in by a policy each, but for what watches whole nodes", () => {
    const policies = all.ofType("NetworkPolicy").map(({ inputs }) => inputs as unknown as Policy);
    expect(policies.map(({ metadata }) => metadata.namespace)).toEqual([EXTERNAL_SECRETS, "keda", PROMETHEUS]);
    for (const { spec } of policies)
      expect(spec).toMatchObject({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    const [, , prometheusPolicy] = policies;
    expect(prometheusPolicy?.spec["ingress"]).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "keda" } } }],
        ports: [{ protocol: "TCP", port: 9090 }],
      },
    ]);
    expect(JSON.stringify(policies[1]?.spec["egress"])).toContain("10.0.21.0/24");
  });

  it("say which pods they add", () => {
    const names = (graph: Recorded) => (graph.outputs()["pods"] as readonly { name: string }[]).map(({ name }) => name);
    expect(names(few)).toHaveLength(6);
    expect(names(all)).toEqual([...names(few), "prometheus-server", "datadog", "datadog-cluster-agent"]);
  });
});

interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

type Recorded = Awaited<ReturnType<typeof recorded>>;

const PEER = { cidrs: ["10.0.11.0/24"], ports: [443] };

async function recorded({ watched = false, ...args }: Partial<OperatorsArgs> & { readonly watched?: boolean }) {
  let operators: Operators | null = null;
  const program = () => {
    const kubernetes = new KubernetesProvider("cluster", { kubeconfig: "{}" });
    const cluster = Object.assign(new ComponentResource("crm:test:Cluster", "test-cluster", {}, {}), {
      clusterName: "crm-test-eks",
      kubernetes,
      api: PEER,
      identityEndpoint: null,
    });
    const stored = new ComponentResource("crm:test:Secrets", "test-secrets", {}, {});
    const defaults = {
      secrets: Object.assign(stored, { storeSpec: { cloud: {} }, peer: null }),
      secretReader: READER,
      namespace: { namespace: NAMESPACE, security: "restricted" } as const,
      counted: [],
      queues: { cidrs: ["10.0.21.0/24"], ports: [6379] },
      highlyAvailable: false,
      datadogKey: watched ? { key: "datadog", stored } : null,
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
