import { describe, expect, it } from "vitest";
import { stateful } from "../../src/parity/coverage";
import { ParityGraph } from "../../src/parity/graph";
import { STATEFUL } from "../../src/parity/vendors";
import { kindOf } from "../../src/recovery/vendors";
import { recoveryOf } from "../../src/recovery/rows";
import { FAILURES } from "../../src/recovery/row";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { missesOf, stackOf } from "./stacks";

describe("every type that keeps data", () => {
  it.each(Object.keys(STATEFUL))("%s says how it comes back", (type) => {
    expect(kindOf(type).failover.source).not.toBe("");
  });

  it("is needed: another one is refused", () => {
    expect(() => kindOf("aws:rds/cluster:Cluster")).toThrow(RangeError);
  });
});

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const { graph, contract, rows } = stackOf(variant);

  it("has a row for each failure of each stateful resource and each service of pods", () => {
    const deployments = graph.resources.filter(({ type, parent }) => {
      return type === "kubernetes:apps/v1:Deployment" && parent?.includes("::crm-workloads-") === true;
    });
    const subjects = [...stateful(new ParityGraph(graph)), ...deployments].map(({ urn }) => urn);
    const expected = subjects.flatMap((urn) => FAILURES.map((failure) => `${urn} ${failure}`));
    expect(rows.map(({ urn, failure }) => `${urn} ${failure}`).sort()).toEqual(expected.sort());
    expect(subjects.length).toBeGreaterThan(10);
  });

  it("names only resources that were recorded, and a source for every number", () => {
    const urns = new Set(graph.resources.map(({ urn }) => urn));
    for (const row of rows) {
      expect(row.by.filter((urn) => !urns.has(urn))).toEqual([]);
      if ((row.rtoMinutes ?? 0) > 0) expect(row.sources.length, `${row.data} ${row.failure}`).toBeGreaterThan(0);
      expect(row.sources).not.toContain("");
      expect(row.why).not.toBe("");
    }
  });

  it("meets a target exactly where both times are within it", () => {
    for (const { rtoMinutes, rpoMinutes, targetRtoMinutes, targetRpoMinutes, meets } of rows) {
      const within = (time: number | null, most: number | null) => most === null || (time ?? Infinity) <= most;
      expect(meets).toBe(within(rtoMinutes, targetRtoMinutes) && within(rpoMinutes, targetRpoMinutes));
    }
  });

  it("has the targets of its class for zones, and only where the tier promises any", () => {
    for (const row of rows.filter(({ failure }) => failure === "zone")) {
      const { rtoMinutes = null, rpoMinutes = null } = contract.recovery?.[row.class] ?? {};
      expect([row.targetRtoMinutes, row.targetRpoMinutes]).toEqual([rtoMinutes, rpoMinutes]);
    }
    const promised = rows.filter((row) => row.targetRtoMinutes !== null || row.targetRpoMinutes !== null);
    expect(promised.length > 0).toBe(contract.recovery !== null);
  });

  it("achieves what it achieves whatever is promised", () => {
    const unpromised = recoveryOf(graph, { recovery: null, dr: "none", availability: null });
    const achieved = rows.map(({ rtoMinutes, rpoMinutes, by, why }) => ({ rtoMinutes, rpoMinutes, by, why }));
    expect(unpromised.map(({ rtoMinutes, rpoMinutes, by, why }) => ({ rtoMinutes, rpoMinutes, by, why }))).toEqual(
      achieved,
    );
    expect(missesOf(unpromised)).toEqual([]);
  });
});

describe("what is missed", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("by %s is known", (_, variant) => {
    const { rows } = stackOf(variant);
    // The first phase has one node of the cache, whose zone's loss goes back to a snapshot; Google's cheapest one has a standby.
    const single = variant.phase === "mvp" && variant.cloud !== "gcp" ? ["cache zone"] : [];
    expect(missesOf(rows)).toEqual(single);
  });

  it("is never a zone on production and enterprise", () => {
    const proper = ALL_VARIANTS.filter(({ tier, phase }) => phase !== "mvp" && /^(prod|enter)/.test(tier));
    const zones = proper.flatMap((variant) => stackOf(variant).rows).filter(({ failure }) => failure === "zone");
    expect(zones.filter(({ meets }) => !meets)).toEqual([]);
    expect(zones.filter(({ targetRtoMinutes }) => targetRtoMinutes === null)).toEqual([]);
  });
});

describe("below high availability", () => {
  it("a cache without replica and snapshot loses everything with its zone", () => {
    const rows = stackOf({ tier: "dev" }).rows.filter(({ data }) => data === "cache");
    expect(rows.map(({ rtoMinutes, rpoMinutes }) => [rtoMinutes, rpoMinutes])).toEqual(rows.map(() => [null, null]));
  });

  it("search is made again from the database, and says so", () => {
    const { rows } = stackOf({ tier: "dev" });
    const search = rows.find(({ data, failure }) => data === "search" && failure === "zone");
    expect(search?.why).toContain("made again from the database");
    expect(search?.by).toEqual(
      rows
        .filter(({ data }) => data === "database")
        .slice(0, 1)
        .map(({ urn }) => urn),
    );
  });
});
