import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES } from "../../stacks";
import { cloudOf } from "../clouds";
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

/** `10.0.21.0/24 443`, or a namespace in the range's place. */
function destinationOf(rule: Rule): string {
  const whom = rule.to?.map(
    ({ ipBlock, namespaceSelector }) => ipBlock?.cidr ?? namespaceSelector?.matchLabels["kubernetes.io/metadata.name"],
  );
  return `${whom?.join() ?? ""} ${portsOf(rule).join()}`;
}

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const { peers, ports } = cloudOf(variant).network;
  const policies = objectsOf(graph, "NetworkPolicy").filter(({ metadata }) => metadata.namespace === "crm");
  const rulesOf = (name: string, direction: "ingress" | "egress") =>
    (named(policies, name)?.spec[direction] ?? []) as readonly Rule[];

  it("lets nothing in or out by default, except questions about names", () => {
    const spec = named(policies, "default-deny")?.spec;
    expect(spec).toMatchObject({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(rulesOf("default-deny", "ingress")).toEqual([]);
    expect(rulesOf("default-deny", "egress").map(portsOf)).toEqual([["53", "53"]]);
    expect(rulesOf("default-deny", "egress")[0]?.to).toEqual([
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ]);
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(["default-deny", ...SERVICE_NAMES]);
  });

  it.each(["frontend", "api"])("lets only the load balancer reach %s, and who counts its requests", (name) => {
    const [edge, ...others] = rulesOf(name, "ingress");
    expect(edge?.from?.map(({ ipBlock }) => ipBlock?.cidr)).toEqual(peers.loadBalancer);
    expect(edge && portsOf(edge)).toEqual(["8080", "9090"]);
    const counted = name === "api" && "requestsPerSecond" in contract.pods.api.rules;
    expect(others.map((rule) => [rule.from?.[0]?.namespaceSelector?.matchLabels, portsOf(rule)])).toEqual(
      counted ? [[{ "kubernetes.io/metadata.name": "prometheus" }, ["9090"]]] : [],
    );
  });

  it.each(["worker", "scheduler"])("lets nobody reach %s", (name) => {
    expect(rulesOf(name, "ingress")).toEqual([]);
  });

  it("lets each service reach the data that it uses, and no other", () => {
    const database = peers.database(contract.edge.privateEndpoints);
    const search = contract.search === null ? [] : [`${peers.search.join()} ${ports.search}`];
    const shared = [database, `${peers.cache.join()} ${ports.cache}`];
    const cloud = [...search, ...[peers.objects, peers.identity].filter((peer) => peer !== null)];
    const [traces, internet] = ["datadog 8126", "0.0.0.0/0 443"];
    const reach = (name: string) => rulesOf(name, "egress").map(destinationOf);
    expect(reach("frontend")).toEqual([traces]);
    expect(reach("api")).toEqual([...shared, ...cloud, traces, internet]);
    expect(reach("worker")).toEqual([...shared, ...cloud, traces, internet]);
    expect(reach("scheduler")).toEqual([...shared, `${peers.api.join()} 443`, traces]);
  });

  it("lets whoever fetches secrets reach their store", () => {
    const operators = objectsOf(graph, "NetworkPolicy").filter(
      ({ metadata }) => metadata.namespace === "external-secrets",
    );
    const reached = operators.flatMap(({ spec }) => ((spec["egress"] ?? []) as readonly Rule[]).map(destinationOf));
    expect(reached).toEqual(expect.arrayContaining([peers.secrets ?? "0.0.0.0/0 443"]));
  });

  it("opens nothing but HTTPS to the internet, and none of our own networks by it", () => {
    const open = SERVICE_NAMES.flatMap((name) =>
      rulesOf(name, "egress").filter(({ to }) => to?.some(({ ipBlock }) => ipBlock?.cidr === "0.0.0.0/0")),
    );
    expect(open).toHaveLength(2);
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
