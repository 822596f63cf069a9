import { describe, expect, it } from "vitest";
import { SERVICE_NAMES } from "../../stacks";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { named, objectsOf, templateOf, waitsFor } from "../kubernetes";

const BACKENDS = ["frontend", "api"] as const;
/** Seconds an image may take from SIGTERM to its end (contract, section 4). */
const DRAIN = { frontend: 30, api: 30, worker: 300, scheduler: 30 } as const;

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = new PolicyGraph(graphOf(variant));
  const { edge } = cloudOf(variant);
  const deployments = objectsOf(graph, "Deployment");

  it.each(SERVICE_NAMES)("never has fewer pods of %s during a rollout than before it", (service) => {
    const spec = named(deployments, service)?.spec ?? {};
    expect(spec["strategy"]).toMatchObject({ type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0 } });
    expect(spec["minReadySeconds"]).toBeGreaterThan(0);
  });

  it.each(SERVICE_NAMES)("leaves %s the time that its image needs to finish", (service) => {
    const deployment = named(deployments, service);
    const { terminationGracePeriodSeconds, containers } = (deployment && templateOf(deployment).spec) ?? {
      terminationGracePeriodSeconds: 0,
      containers: [],
    };
    const notice = containers[0]?.lifecycle?.preStop.sleep.seconds ?? 0;
    expect(terminationGracePeriodSeconds).toBeGreaterThan(notice + DRAIN[service]);
  });

  it.each(BACKENDS)("goes on answering for %s until the load balancer has taken notice", (service) => {
    const deployment = named(deployments, service);
    const container = deployment && templateOf(deployment).spec.containers[0];
    const { health, drainSeconds } = edge.backend(graph, service);
    expect(container?.lifecycle?.preStop.sleep.seconds).toBeGreaterThanOrEqual(health.seconds);
    expect(drainSeconds ?? 0).toBeLessThanOrEqual(DRAIN[service]);
  });

  it.each(BACKENDS)("checks %s the same way from the pod's node and from the load balancer", (service) => {
    const deployment = named(deployments, service);
    const { ports = [], readinessProbe } = (deployment && templateOf(deployment).spec.containers[0]) ?? {};
    const portOf = (name: string) => ports.find((port) => port.name === name)?.containerPort;
    const { port, health } = edge.backend(graph, service);
    expect(typeof port === "number" ? port : portOf(port)).toBe(portOf("http"));
    expect(health).toMatchObject({ port: portOf("ops"), path: readinessProbe?.httpGet.path });
  });

  it.each(BACKENDS)("keeps connections of %s open for longer than the load balancer does", (service) => {
    const deployment = named(deployments, service);
    const env = (deployment && templateOf(deployment).spec.containers[0].env) ?? [];
    const kept = Number(env.find(({ name }) => name === "KEEP_ALIVE_SECONDS")?.value);
    expect(kept).toBeGreaterThan(edge.backend(graph, service).idleSeconds);
  });

  it.each(BACKENDS)("binds %s to the load balancer before there are pods, which then wait for it", (service) => {
    const { binding, ...rest } = edge.backend(graph, service);
    expect(rest).toMatchObject({ service, servicePort: 80 });
    const bound = named(objectsOf(graph, "Service"), service);
    expect(bound?.metadata.annotations).toEqual({ "pulumi.com/skipAwait": "true" });
    expect(bound?.spec).toMatchObject({ type: "ClusterIP", ports: [{ port: 80, targetPort: "http" }] });
    expect(waitsFor(graph, binding)).toContain(bound?.urn);
    expect(waitsFor(graph, named(deployments, service)?.urn ?? "")).toContain(binding);
    const labels = named(objectsOf(graph, "Namespace"), "crm")?.metadata.labels;
    expect(labels).toMatchObject(edge.namespaceLabels);
  });

  it("has no way in but the two that are bound", () => {
    expect(objectsOf(graph, "Service").map(({ metadata }) => metadata.name)).toEqual([...BACKENDS]);
    expect(objectsOf(graph, "Ingress")).toEqual([]);
  });

  it("names the migration after the version that it prepares", () => {
    const [job] = objectsOf(graph, "Job");
    expect(job?.metadata.name).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(job?.spec).toMatchObject({ backoffLimit: 2, template: { spec: { restartPolicy: "Never" } } });
  });
});
