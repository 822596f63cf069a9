import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES } from "../../stacks";
import { SUBNET_CIDRS } from "../../src/conventions/cidrs";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { named, objectsOf } from "../kubernetes";

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports: readonly { readonly port: number; readonly endPort?: number }[];
}

interface Peer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
  readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

const portsOf = ({ ports }: Rule) => ports.map(({ port, endPort }) => (endPort ? `${port}-${endPort}` : String(port)));

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const policies = objectsOf(graph, "NetworkPolicy").filter(({ metadata }) => metadata.namespace === "crm");
  const rulesOf = (name: string, direction: "ingress" | "egress") =>
    (named(policies, name)?.spec[direction] ?? []) as readonly Rule[];

  it("lets nothing in or out by default, except questions about names", () => {
    const spec = named(policies, "default-deny")?.spec;
    expect(spec).toMatchObject({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(rulesOf("default-deny", "ingress")).toEqual([]);
    expect(rulesOf("default-deny", "egress").map(portsOf)).toEqual([["53", "53"]]);
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(["default-deny", ...SERVICE_NAMES]);
  });

  it.each(["frontend", "api"])(
    "lets only the load balancer's subnets reach %s, and who counts its requests",
    (name) => {
      const [edge, ...others] = rulesOf(name, "ingress");
      expect(edge?.from?.map(({ ipBlock }) => ipBlock?.cidr)).toEqual(SUBNET_CIDRS.public);
      expect(edge && portsOf(edge)).toEqual(["8080", "9090"]);
      const counted = name === "api" && "requestsPerSecond" in contract.pods.api.rules;
      expect(others.map((rule) => [rule.from?.[0]?.namespaceSelector?.matchLabels, portsOf(rule)])).toEqual(
        counted ? [[{ "kubernetes.io/metadata.name": "prometheus" }, ["9090"]]] : [],
      );
    },
  );

  it.each(["worker", "scheduler"])("lets nobody reach %s", (name) => {
    expect(rulesOf(name, "ingress")).toEqual([]);
  });

  it("lets each service reach the data that it uses, and no other", () => {
    const database = contract.edge.privateEndpoints ? "1024-65535" : "27015-27017";
    const search = contract.search === null ? [] : ["443"];
    const reach = (name: string) => rulesOf(name, "egress").flatMap(portsOf);
    const INTERNET = "443";
    expect(reach("frontend")).toEqual([INTERNET]);
    expect(reach("api")).toEqual([database, "6379", ...search, "80", INTERNET]);
    expect(reach("worker")).toEqual([database, "6379", ...search, "80", INTERNET]);
    expect(reach("scheduler")).toEqual([database, "6379", "443"]);
  });

  it("opens nothing but HTTPS to the internet, and none of our own networks by it", () => {
    const open = SERVICE_NAMES.flatMap((name) =>
      rulesOf(name, "egress").filter(({ to }) => to?.some(({ ipBlock }) => ipBlock?.cidr === "0.0.0.0/0")),
    );
    expect(open).toHaveLength(3);
    for (const rule of open) {
      expect(portsOf(rule)).toEqual(["443"]);
      expect(rule.to?.[0]?.ipBlock?.except).toEqual(
        expect.arrayContaining(["10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]),
      );
    }
  });

  it("lets the migration reach what api reaches, and nobody reach the migration by the service", () => {
    expect(named(policies, "api")?.spec["podSelector"]).toEqual({
      matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: ["api", "migrate"] }],
    });
    expect(named(objectsOf(graph, "Service"), "api")?.spec["selector"]).toEqual({ "app.kubernetes.io/name": "api" });
  });
});
