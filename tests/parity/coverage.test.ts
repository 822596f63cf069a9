import { describe, expect, it } from "vitest";
import type { CloudName } from "../../src/conventions/clouds";
import type { GraphResource, Inputs } from "../../src/graph/graph";
import { alarmsOf, backupsOf, encryptionOf, isWatched, stateful, widgetsOf } from "../../src/parity/coverage";
import { ParityGraph } from "../../src/parity/graph";
import { backupText } from "../../src/parity/backup-text";
import { promiseOf } from "../../src/parity/promise";
import { CAPABILITIES } from "../../src/plan/capabilities";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";
import { parityGraphOf } from "./recorded";

const PRODUCTIONS = ALL_VARIANTS.filter(({ tier, phase }) => tier === "production" && phase === undefined).map(
  (variant) => [variant.cloud ?? "aws", variant] as const,
);

const ATLAS = "continuous 7 days; daily 30 days; other region: continuous 7 days, daily 30 days";
const BUCKETS = ["object-store-recordings", "object-store-transcripts", "object-store-documents"];

interface OwnWay {
  /** What customers' objects are kept in. */
  readonly objects: readonly string[];
  /** How the database comes back. */
  readonly database: string;
  /** Something under a key of the stack, beside objects: not every database takes one. */
  readonly ownKey: string;
}

const ON_ATLAS: OwnWay = { objects: BUCKETS, database: ATLAS, ownKey: "database-cluster" };
const OWN_WAYS: Readonly<Record<CloudName, OwnWay>> = {
  aws: ON_ATLAS,
  gcp: ON_ATLAS,
  azure: {
    objects: ["object-store-data"],
    database: "continuous 35 days; other region: replica",
    ownKey: "registry-images",
  },
};

/** The same stack with other inputs of one resource. */
function changed(variant: Variant, { urn }: GraphResource, inputs: Inputs): ParityGraph {
  const graph = graphOf(variant);
  const resources = graph.resources.map((resource) =>
    resource.urn === urn ? { ...resource, inputs: { ...resource.inputs, ...inputs } } : resource,
  );
  return new ParityGraph({ ...graph, resources });
}

describe.each(PRODUCTIONS)("production on %s", (cloud, variant) => {
  const { objects, database, ownKey } = OWN_WAYS[cloud];
  const graph = parityGraphOf(variant);
  const data = stateful(graph);
  const named = (end: string): GraphResource => {
    const found = data.find(({ name }) => name.endsWith(end));
    if (found === undefined) throw new Error(`no ${end}`);
    return found;
  };

  it("keeps the data of each capability that has some, and its copies are not data", () => {
    const names = data.map(({ name }) => name);
    const roles = ["database-cluster", ...objects, "secrets-openaiApiKey"];
    for (const role of roles) expect(names).toContain(`crm-${role}`);
    const capabilities = new Set(data.map((resource) => graph.capabilityOf(resource)));
    for (const id of ["cluster", "registry", "database", "cache", "search", "objectStore", "secrets"] as const)
      expect(capabilities).toContain(id);
    const buckets = data.filter((resource) => graph.capabilityOf(resource) === "objectStore");
    expect(buckets).toHaveLength(objects.length);
  });

  it("has every alarm on something, and no alarm on two kinds of data", () => {
    const watched = data.filter(isWatched);
    const kinds = graph.alarms.map(({ watcher }) => {
      const on = watched.filter((resource) => alarmsOf(graph, resource).includes(watcher));
      return [watcher.name, [...new Set(on.map((resource) => graph.capabilityOf(resource)))]] as const;
    });
    const expected = kinds.map(([name]) => {
      const [, capability = "", rest = ""] = /^crm-(\w+)-(.*)$/.exec(name) ?? [];
      const word = capability === "database" ? capability : (rest.split("-")[0] ?? "");
      const id = word === "objects" ? "objectStore" : word;
      return [name, data.some((resource) => graph.capabilityOf(resource) === id) ? [id] : []] as const;
    });
    expect(kinds).toEqual(expected);
  });

  it("shows each alarm that it has on a chart, but those that are the vendor's own or watch no number", () => {
    for (const resource of data.filter((one) => isWatched(one) && !one.type.startsWith("mongodbatlas:"))) {
      const numbers = alarmsOf(graph, resource).filter(({ type }) => !type.endsWith(":ActivityLogAlert"));
      expect(widgetsOf(graph, resource), resource.name).toHaveLength(numbers.length);
    }
  });

  it("counts no alarm that tells nobody", () => {
    const memory = graph.alarms.find(({ watcher }) => watcher.name.endsWith("cache-memory"))?.watcher;
    if (memory === undefined) throw new Error("no alarm on memory");
    const silent = changed(variant, memory, { alarmActions: [], notificationChannels: [], actions: [] });
    const [cache] = stateful(silent).filter((resource) => silent.capabilityOf(resource) === "cache");
    if (cache === undefined) throw new Error("no cache");
    expect(alarmsOf(silent, cache)).toHaveLength(alarmsOf(graph, cache).length - 1);
  });

  it("finds the stack's own keys, in each region with copies", () => {
    const { key, keys } = encryptionOf(graph, named(ownKey)) ?? {};
    expect([key, keys?.map(({ name }) => /^crm-(secrets|database)-key-/.test(name))]).toEqual(["own", [true]]);
    for (const role of objects) expect(encryptionOf(graph, named(role))?.key).toBe("own");
  });

  it("knows every way back to its data", () => {
    const text = (end: string) => backupText(backupsOf(graph, named(end)));
    expect(text("database-cluster")).toBe(database);
    for (const role of objects) expect(text(role)).toBe("old versions 90 days; other region: replica");
    const [cache] = data.filter((resource) => graph.capabilityOf(resource) === "cache");
    expect(cache && backupText(backupsOf(graph, cache))).toBe("several a day 7 days");
  });

  it("says of every capability what it is", () => {
    const silent = CAPABILITIES.filter((id) => {
      const promise = promiseOf(graph, id);
      return promise?.service === "" && !["workloads", "cloudflare"].includes(id);
    });
    expect(silent).toEqual([]);
  });
});

describe("questions about what keeps no data", () => {
  it("are refused", () => {
    const graph = parityGraphOf({ tier: "dev" });
    const [vpc] = graph.ofType("aws:ec2/vpc:Vpc");
    if (vpc === undefined) throw new Error("no network");
    expect(() => alarmsOf(graph, vpc)).toThrow(RangeError);
    expect(encryptionOf(graph, vpc)).toBeUndefined();
  });
});

describe("own keys", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))(
    "of %s are used as its tier says",
    (_, variant) => {
      const graph = parityGraphOf(variant);
      const roles = variant.cloud === "azure" ? ["registry", "cache", "objectStore"] : ["database"];
      const keys = stateful(graph)
        .filter((resource) => roles.includes(graph.capabilityOf(resource) ?? ""))
        .map((resource) => encryptionOf(graph, resource)?.key);
      expect(keys).toEqual(roles.map(() => (variant.tier === "dev" ? "provider" : "own")));
    },
  );
});
