import { describe, expect, it } from "vitest";
import type { CloudName } from "../../src/conventions/clouds";
import type { GraphResource } from "../../src/graph/graph";
import { RegionMap } from "../../src/recovery/places";
import { afterRegionLoss } from "../../src/recovery/region-loss";
import { recoveryIn } from "../../src/recovery/rows";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { graphFrom, resource } from "../policy/builder";
import { named, putting, stackOf, without } from "./stacks";

/** How the regions of a cloud read in inputs, in lower case. */
const REGIONS: Readonly<Record<CloudName, readonly [home: string, dr: string]>> = {
  aws: ["us-east-1", "us-west-2"],
  gcp: ["us-central1", "us-east1"],
  azure: ["eastus2", "centralus"],
};
/** Where the database's key is on Google Cloud: in both regions at once. */
const IN_BOTH = "us";
const CLOUD = /^(aws|gcp|azure-native|kubernetes|ec):/;

const saysRegion = ({ inputs }: GraphResource): string | undefined => {
  const said = inputs["region"] ?? inputs["location"];
  return typeof said === "string" ? said.toLowerCase().replace(/^gcp-/, "") : undefined;
};

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const { graph } = stackOf(variant);
  const [home, dr] = REGIONS[variant.cloud ?? "aws"];
  const loss = afterRegionLoss(graph);
  const rest = loss.remaining.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));

  it("loses its own region: everything there, and nothing else", () => {
    expect(loss.region).toBe(home);
    expect(rest.filter((one) => saysRegion(one) === home)).toEqual([]);
    expect(loss.gone.filter((one) => saysRegion(one) === dr)).toEqual([]);
    expect(loss.gone.length + loss.remaining.resources.length).toBe(graph.resources.length);
    const both = loss.gone.filter((one) => loss.remaining.resources.includes(one));
    expect(both).toEqual([]);
  });

  it("keeps what other vendors and global services have, and what is in the DR region", () => {
    const regions = new RegionMap(graph);
    const elsewhere = rest.filter((one) => regions.regionsOf(one).length > 0);
    for (const one of elsewhere) {
      const isInBoth = variant.cloud === "gcp" && regions.regionsOf(one).includes(IN_BOTH);
      if (!isInBoth) expect(regions.regionsOf(one), one.name).toContain(dr);
    }
    expect(rest.filter(({ type }) => type.startsWith("kubernetes:"))).toEqual([]);
    const vendors = graph.resources.filter(({ type }) => /^(cloudflare|random|tls):/.test(type));
    expect(vendors.filter((one) => !rest.includes(one))).toEqual([]);
  });

  it("takes what belongs to a lost resource with it", () => {
    const lost = new Set(loss.gone.map(({ name }) => name));
    const kept = ["bucket", "vaultName", "accountName", "keyRing", "resourceName"];
    const orphans = rest.filter(({ inputs, type }) => {
      const owner = kept.map((input) => /^<([^<>.]+)\./.exec(String(inputs[input] ?? ""))?.[1]).find(Boolean);
      return CLOUD.test(type) && owner !== undefined && lost.has(owner);
    });
    expect(orphans.map(({ name }) => name)).toEqual([]);
  });
});

describe("what production keeps", () => {
  const CORE: Readonly<Record<CloudName, readonly string[]>> = {
    aws: [
      "crm-object-store-recordings-dr",
      "crm-secrets-key-us-west-2",
      "crm-backup-vault-dr",
      "crm-cdn-distribution",
      "crm-dns-zone",
      "crm-database-project",
    ],
    gcp: [
      "crm-object-store-recordings-dr",
      "crm-secrets-key-us-east1",
      "crm-backup-plan-dr",
      "crm-secrets-openaiApiKey",
    ],
    azure: [
      "crm-object-store-copy",
      "crm-secrets-key-centralus",
      "crm-secrets-openaiApiKey-dr",
      "crm-database-replica",
    ],
  };
  const GONE: Readonly<Record<CloudName, readonly string[]>> = {
    aws: ["crm-secrets-key-us-east-1", "crm-database-cluster", "crm-cluster-eks", "crm-workloads-api-deployment"],
    gcp: [
      "crm-secrets-key-us-central1",
      "crm-database-cluster",
      "crm-search-deployment",
      "crm-secrets-key-us-central1-cache",
    ],
    azure: ["crm-secrets-key-eastus2", "crm-database-cluster", "crm-cache-database", "crm-secrets-openaiApiKey"],
  };

  it.each(["aws", "gcp", "azure"] as const)("on %s", (cloud) => {
    const { graph } = stackOf({ cloud, tier: "production" });
    const { gone, remaining } = afterRegionLoss(graph);
    const names = ({ length, ...rest }: readonly GraphResource[]) => ({ length, names: rest });
    expect(names(gone).length).toBeGreaterThan(100);
    for (const kept of named(graph, ...CORE[cloud])) expect(remaining.resources, kept.name).toContain(kept);
    for (const lost of named(graph, ...GONE[cloud])) expect(gone, lost.name).toContain(lost);
  });

  it("of each class", () => {
    const { data } = afterRegionLoss(stackOf({ tier: "production" }).graph);
    const states = data.map(({ datum, readable, sealed }) => {
      const state = readable.length > 0 ? "readable" : sealed.length > 0 ? "sealed" : "lost";
      return `${datum.capability} ${state}`;
    });
    expect([...new Set(states)].sort()).toEqual([
      "cache lost",
      "cluster readable",
      "database readable",
      "objectStore readable",
      "registry lost",
      "search lost",
      "secrets readable",
    ]);
  });
});

describe("the report of the region's loss", () => {
  const stack = (tier: "production" | "dev") => {
    const { graph, contract } = stackOf({ tier });
    return { graph, ...recoveryIn(graph, contract) };
  };

  it("counts what is made, gone or not, and has each stateful resource once", () => {
    const { graph, regionLoss, rows } = stack("production");
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(regionLoss.region).toBe("us-east-1");
    expect(regionLoss.gone + regionLoss.remaining).toBe(made.length);
    const data = rows.filter((row) => row.failure === "region" && !row.data.startsWith("pods: "));
    expect(regionLoss.data.map(({ urn }) => urn)).toEqual(data.map(({ urn }) => urn));
  });

  it("says what is left, what is lost and when it is back, as the rows do", () => {
    const { regionLoss } = stack("production");
    const [database] = regionLoss.data.filter(({ data }) => data === "database");
    expect(database).toMatchObject({ left: "copies", class: "critical", lostMinutes: 60 });
    const [cache] = regionLoss.data.filter(({ data }) => data === "cache");
    expect(cache).toMatchObject({ left: "nothing", from: [], lostMinutes: null, backMinutes: null });
    expect(regionLoss.classes.high.lost).toEqual([`cache: ${cache?.todo ?? ""}`]);
  });

  it("leaves nothing of a stack without copies", () => {
    const { regionLoss } = stack("dev");
    const images = regionLoss.data.filter(({ data }) => data.startsWith("images"));
    expect(regionLoss.data.filter(({ left }) => left !== "nothing")).toEqual([]);
    expect(images.length).toBeGreaterThan(0);
    for (const { lostMinutes } of images) expect(lostMinutes).toBe(0);
  });
});

describe("the loss of another region", () => {
  const { graph } = stackOf({ tier: "production" });

  it("takes the copies only", () => {
    const { gone, data } = afterRegionLoss(graph, "us-west-2");
    expect(new Set(gone.map(saysRegion))).toEqual(new Set(["us-west-2"]));
    expect(data.filter(({ stands }) => !stands)).toEqual([]);
    const objects = data.filter(({ datum }) => datum.capability === "objectStore");
    expect(objects.flatMap(({ readable }) => readable)).toEqual([]);
  });

  it("without anything in it takes nothing", () => {
    expect(afterRegionLoss(graph, "eu-west-1").gone).toEqual([]);
  });
});

describe("where a resource stands", () => {
  const { graph } = stackOf({ tier: "production" });

  it("is unknown without a provider that says it", () => {
    const [provider] = named(graph, "aws");
    expect(() => afterRegionLoss(without("aws")(graph))).toThrow(RangeError);
    expect(provider?.type).toBe("pulumi:providers:aws");
  });

  it("is a region that a majority of the database's nodes outlives", () => {
    const config = (regionName: string, priority: number, nodeCount: number) => {
      return { regionName, priority, providerName: "AWS", electableSpecs: { nodeCount, instanceSize: "M30" } };
    };
    const spread = (...nodes: readonly number[]) => {
      const configs = nodes.map((count, index) =>
        config(["US_EAST_1", "US_EAST_2", "US_WEST_2"][index] ?? "", 7 - index, count),
      );
      const changed = putting("crm-database-cluster", "replicationSpecs.0.regionConfigs", configs)(graph);
      return afterRegionLoss(changed).gone.some(({ name }) => name === "crm-database-cluster");
    };
    expect([spread(3), spread(2, 1), spread(2, 2, 1)]).toEqual([true, true, false]);
  });

  it("is said by the resource before its provider, and by nobody for what is global", () => {
    const small = graphFrom([
      resource("aws:s3/bucket:Bucket", "here"),
      resource("aws:s3/bucket:Bucket", "there", { region: "us-west-2" }),
      resource("aws:iam/role:Role", "role"),
    ]);
    expect(afterRegionLoss(small).gone.map(({ name }) => name)).toEqual(["here"]);
  });
});
