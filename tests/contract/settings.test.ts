import { describe, expect, it } from "vitest";
import { contractOf, SERVICE_NAMES, type ServiceName } from "../../stacks";
import { cloudOf } from "../clouds";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { named, objectsOf, templateOf, waitsFor } from "../kubernetes";

const LINKS = ["PUBLIC_URL", "API_URL"];
/** Datadog's key is set in every recorded stack. */
const TRACES = ["DD_TRACE_AGENT_URL"];
const REQUESTS = ["KEEP_ALIVE_SECONDS"];
const STORAGE = ["STORAGE_DIALECT", "STORAGE_RECORDINGS", "STORAGE_TRANSCRIPTS", "STORAGE_DOCUMENTS"];
const SEARCH = ["SEARCH_DIALECT", "SEARCH_URL"];
const TELEPHONY = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"];

/** What each service needs on every cloud, and nothing that only others need. */
const PLAIN: Readonly<Record<ServiceName, readonly string[]>> = {
  frontend: [...LINKS, ...REQUESTS, ...TRACES],
  api: [...LINKS, ...REQUESTS, "REDIS_CLUSTER", ...SEARCH, ...STORAGE, ...TRACES],
  worker: [...LINKS, "REDIS_CLUSTER", ...SEARCH, ...STORAGE, ...TRACES],
  scheduler: ["REDIS_CLUSTER", ...TRACES],
};
const SECRET: Readonly<Record<ServiceName, readonly string[]>> = {
  frontend: [],
  api: ["MONGODB_URI", "REDIS_URL", ...TELEPHONY],
  worker: ["MONGODB_URI", "REDIS_URL", "SENDGRID_API_KEY", "OPENAI_API_KEY", ...TELEPHONY, "NEWS_API_KEY"],
  scheduler: ["MONGODB_URI", "REDIS_URL"],
};

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const graph = graphOf(variant);
  const contract = contractOf(variant.tier, variant.phase ?? null);
  const store = cloudOf(variant).secrets;
  const deployments = objectsOf(graph, "Deployment");
  const fetched = objectsOf(graph, "ExternalSecret").filter(({ metadata }) => metadata.namespace === "crm");
  const envOf = (service: ServiceName) => {
    const deployment = named(deployments, service);
    return deployment === undefined ? [] : templateOf(deployment).spec.containers[0].env;
  };
  const keysOf = (secret: string) =>
    (named(fetched, secret)?.spec["data"] ?? []) as readonly {
      readonly secretKey: string;
      readonly remoteRef: { readonly key: string };
    }[];

  it.each(SERVICE_NAMES)("gives %s the settings that it needs and no others", (service) => {
    const searchless = contract.search === null ? SEARCH : [];
    const plain = envOf(service).filter(({ valueFrom }) => valueFrom === undefined);
    const secret = envOf(service).filter(({ valueFrom }) => valueFrom !== undefined);
    expect(plain.map(({ name }) => name)).toEqual(PLAIN[service].filter((name) => !searchless.includes(name)));
    const secrets = [...SECRET[service], ...store.settings(service, contract)];
    expect(secret.map(({ name }) => name).sort()).toEqual(secrets.sort());
    for (const { name, value } of plain) expect(value, name).toMatch(/./);
  });

  it.each(SERVICE_NAMES)("fetches exactly the secrets that %s refers to", (service) => {
    const references = envOf(service).flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
    expect(references.every(({ name }) => name === service)).toBe(true);
    expect(references.map(({ key }) => key)).toEqual(keysOf(service).map(({ secretKey }) => secretKey));
  });

  it("fetches only what the cloud's secret store holds, and only through the store of this stack", () => {
    const stored = graph.resources.filter(({ type }) => type === store.secret).map(store.keyOf);
    for (const { urn, metadata, spec } of fetched) {
      expect(spec["secretStoreRef"]).toEqual({ kind: "ClusterSecretStore", name: "cloud" });
      expect(metadata.annotations).toEqual({ "pulumi.com/waitFor": "condition=Ready" });
      for (const { remoteRef } of keysOf(metadata.name)) expect(stored).toContain(remoteRef.key);
      // What is fetched has to be there: a fetch that comes too early is tried again much later.
      const before = [...waitsFor(graph, urn)].filter((one) => one.includes(`$${store.version}::`));
      expect(before.length).toBeGreaterThanOrEqual(keysOf(metadata.name).length);
    }
  });

  it("has no secret in a manifest", () => {
    expect(objectsOf(graph, "Secret")).toEqual([]);
    expect(objectsOf(graph, "ConfigMap")).toEqual([]);
    const manifests = graph.resources.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(JSON.stringify(manifests.map(({ inputs }) => inputs))).not.toContain("[secret]");
  });

  it("opens the cache for the autoscaler without showing its password", () => {
    const own = store.credentials(contract).filter((name) => name.startsWith("redis"));
    const fetchedKeys = keysOf("queues").map(({ remoteRef }) => remoteRef.key);
    expect(fetchedKeys).toEqual(["redis-url", ...own].map((name) => `${store.prefix(graph.stack)}${name}`));
    expect(named(fetched, "queues")?.spec["target"]).toMatchObject({
      template: { data: { address: "{{ (urlParse .url).host }}" } },
    });
    const [authentication] = objectsOf(graph, "TriggerAuthentication");
    expect(authentication?.spec).toEqual({
      secretTargetRef: ["address", "password", ...own.map((name) => name.replace("redis-", ""))].map((key) => ({
        parameter: key,
        name: "queues",
        key,
      })),
    });
  });

  it("ties every service account to the image of its service", () => {
    const [guard] = objectsOf(graph, "ValidatingAdmissionPolicy");
    const variables = guard?.spec["variables"] as readonly { readonly name: string; readonly expression: string }[];
    const images = JSON.parse(variables.find(({ name }) => name === "images")?.expression ?? "{}") as object;
    expect(Object.keys(images)).toEqual([...SERVICE_NAMES]);
    for (const [service, repository] of Object.entries(images)) {
      const deployment = named(deployments, service);
      const image = deployment && templateOf(deployment).spec.containers[0].image;
      expect(image).toBe(`${String(repository)}:1.0.0`);
    }
    expect(JSON.stringify(guard?.spec["validations"])).toContain("secretKeyRef.?name.orValue('') == variables.account");
    const [binding] = objectsOf(graph, "ValidatingAdmissionPolicyBinding");
    expect(binding?.spec).toMatchObject({
      validationActions: ["Deny"],
      matchResources: { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "crm" } } },
    });
  });
});
