import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES, type ServiceName, survivesZoneLoss } from "../../stacks";
import { PolicyGraph } from "../../src/policy/query";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { named, objectsOf, templateOf, waitsFor } from "../kubernetes";

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const deployments = objectsOf(graph, "Deployment");
  const [migration] = objectsOf(graph, "Job");
  const templates = [...deployments, ...(migration ? [migration] : [])].map(templateOf);
  const podOf = (service: ServiceName) => {
    const deployment = named(deployments, service);
    if (deployment === undefined) throw new Error(`there is no deployment of ${service}`);
    return templateOf(deployment).spec;
  };

  it("runs the four services, and a migration before them", () => {
    expect(deployments.map(({ metadata }) => metadata.name)).toEqual([...SERVICE_NAMES]);
    expect(migration && templateOf(migration).spec.containers[0]).toMatchObject({ args: ["migrate"] });
    for (const { urn } of deployments) expect(waitsFor(graph, urn)).toContain(migration?.urn);
  });

  it("lets no pod be root, write to its disk, gain a privilege or talk to the Kubernetes API", () => {
    const [namespace] = objectsOf(graph, "Namespace").filter(({ metadata }) => metadata.name === "crm");
    expect(namespace?.metadata.labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "restricted" });
    for (const { spec } of templates) {
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
      expect(spec.containers).toHaveLength(1);
      expect(spec.containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        capabilities: { drop: ["ALL"] },
      });
    }
    const withToken = templates.filter(({ spec }) => spec.automountServiceAccountToken);
    expect(withToken.map(({ spec }) => spec.serviceAccountName)).toEqual(["scheduler"]);
    for (const account of objectsOf(graph, "ServiceAccount"))
      expect(account).toMatchObject({ automountServiceAccountToken: false });
  });

  it.each(SERVICE_NAMES)("gives %s the room that the contract says, and no limit on CPU", (service) => {
    const { cpu, memory } = contract.pods[service];
    const { requests, limits } = podOf(service).containers[0].resources;
    expect(requests).toMatchObject({ cpu: `${cpu}m`, memory: `${memory}Mi` });
    expect(limits["memory"]).toBe(`${2 * memory}Mi`);
    expect(limits).not.toHaveProperty("cpu");
  });

  it.each(SERVICE_NAMES)("asks %s on its own port whether it lives and is ready", (service) => {
    const { startupProbe, livenessProbe, readinessProbe, ports = [] } = podOf(service).containers[0];
    expect(startupProbe?.httpGet).toEqual({ path: "/livez", port: "ops" });
    expect(livenessProbe?.httpGet).toEqual({ path: "/livez", port: "ops" });
    expect(readinessProbe?.httpGet).toEqual({ path: "/readyz", port: "ops" });
    expect(ports.map(({ name, containerPort }) => [name, containerPort])).toEqual([
      ...(service === "frontend" || service === "api" ? [["http", 8080]] : []),
      ["ops", 9090],
    ]);
  });

  it("sends only workers to the pool that is kept for them", () => {
    const pools = Object.keys(contract.nodePools);
    for (const service of SERVICE_NAMES) {
      const own = service === "worker" && pools.includes("workers");
      expect(podOf(service).nodeSelector).toEqual({ pool: own ? "workers" : "general" });
      expect(podOf(service).tolerations).toEqual(
        own ? [{ key: "pool", operator: "Equal", value: "workers", effect: "NoSchedule" }] : undefined,
      );
    }
  });

  it("spreads every service over the zones, without exception where a zone may be lost", () => {
    const strict = survivesZoneLoss(contract);
    for (const service of SERVICE_NAMES) {
      const [zones, hosts] = podOf(service).topologySpreadConstraints;
      expect(zones).toMatchObject({
        topologyKey: "topology.kubernetes.io/zone",
        maxSkew: 1,
        whenUnsatisfiable: strict ? "DoNotSchedule" : "ScheduleAnyway",
        matchLabelKeys: ["pod-template-hash"],
        nodeTaintsPolicy: "Honor",
      });
      expect(hosts).toMatchObject({ topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" });
    }
  });

  it("gives each service an identity of its own in the cloud, bound to its service account", () => {
    const bound = cloudOf(variant).nodes.identities(new PolicyGraph(graph));
    for (const service of SERVICE_NAMES) {
      expect(podOf(service).serviceAccountName).toBe(service);
      expect(named(objectsOf(graph, "ServiceAccount"), service)?.metadata.namespace).toBe("crm");
      expect(bound.filter(({ pod }) => pod === `crm/${service}`)).toHaveLength(1);
    }
    const roles = bound.map(({ identity }) => identity);
    expect(new Set(roles).size).toBe(roles.length);
  });

  it("lets the scheduler use its own lease, and nothing else of the cluster", () => {
    const [role, ...others] = objectsOf(graph, "Role");
    expect(others).toEqual([]);
    expect(role).toMatchObject({
      rules: [{ resources: ["leases"], resourceNames: ["scheduler"], verbs: ["get", "update", "patch"] }],
    });
    expect(objectsOf(graph, "Lease").map(({ metadata }) => metadata.name)).toEqual(["scheduler"]);
    expect(objectsOf(graph, "RoleBinding")).toMatchObject([
      { subjects: [{ kind: "ServiceAccount", name: "scheduler", namespace: "crm" }] },
    ]);
    expect(objectsOf(graph, "ClusterRole")).toEqual([]);
  });
});
