import { describe, expect, it } from "vitest";
import { usageOf } from "../../src/cost/usage";
import { recoveryOf } from "../../src/recovery/rows";
import { type Failure } from "../../src/recovery/row";
import { contractOf, TIERS, type TierName } from "../../stacks";
import { ALL_VARIANTS, graphOf } from "../graphs";
import { read, rowsOf, RUNBOOKS } from "./pages";

/** What an operator plans with is what the program counts with, but for what a page rounds. */
describe("how long a copy takes", () => {
  const rows = rowsOf(`${RUNBOOKS}/cloud-switch.md`);
  const cell = (row: string, tier: TierName): string => rows.get(row)?.[tier] ?? "";
  /** `2 x 160` and `64; 16 with four machines` begin with numbers. */
  const number = (row: string, tier: TierName): number =>
    (/^[\d., x]+/.exec(cell(row, tier))?.[0] ?? "")
      .replaceAll(",", "")
      .split("x")
      .reduce((product, factor) => product * Number(factor), 1);

  describe.each(TIERS)("in %s", (tier) => {
    const { load, database } = contractOf(tier, null);
    const { recordingsGb, transcriptsGb, documentsGb, month } = usageOf(load);
    const objects = (recordingsGb + transcriptsGb + documentsGb) * month;
    const gigabytes = number("database, GB: a full disk, of production the estimate", tier);
    const iops = number("IOPS", tier);
    const hours = number("database, hours", tier);

    it("follows from the disk and what it can do", () => {
      const disk = database.storageGiB * database.shards;
      expect(gigabytes).toBeGreaterThan(disk * 0.85);
      expect(gigabytes).toBeLessThanOrEqual(disk);
      const [alert] = graphOf({ tier }).resources.filter(({ name }) => name === "crm-database-alert-write-iops");
      expect(alert?.inputs["metricThresholdConfig"]).toMatchObject({ threshold: (0.8 * iops) / database.shards });
      expect(hours).toBeCloseTo((gigabytes * 70) / iops, 1);
    });

    it("follows from what is kept after a year, and from the phone calls", () => {
      expect(number("objects, GB", tier)).toBe(Math.round(objects));
      expect(number("first pass of the objects, hours, days before", tier)).toBeCloseTo(objects / 1_000, 0);
      const lastPass = (2 * load.phoneCalls * month) / 10_000 / 60;
      expect(number("last pass, minutes: two objects a phone call", tier)).toBe(Math.max(1, Math.round(lastPass)));
    });

    it("is how long the CRM is down", () => {
      const down = number("the CRM is down, hours: with mongodump", tier);
      expect(Math.abs(down - (hours + 20 / 60))).toBeLessThan(0.1);
    });
  });
});

describe("how long production is away", () => {
  const production = ALL_VARIANTS.filter(({ tier, phase }) => tier === "production" && phase === undefined);
  const recovery = production.flatMap((variant) => recoveryOf(graphOf(variant), contractOf("production", null)));

  /** Of all clouds the worst; null: never. */
  function worst(data: string, failure: Failure): number | null {
    const times = recovery.filter((row) => row.failure === failure && row.data.startsWith(data));
    expect(times, data).not.toEqual([]);
    return times.some(({ rtoMinutes }) => rtoMinutes === null)
      ? null
      : Math.max(...times.map(({ rtoMinutes }) => Number(rtoMinutes)));
  }

  it.each([
    ["restore", "deletion", ["database", "objects", "cache", "search", "images", "volumes"]],
    ["region-loss", "region", ["database", "search", "images", "volumes"]],
  ] as const)("in %s is what the plan says", (page, failure, kinds) => {
    const rows = rowsOf(`${RUNBOOKS}/${page}.md`);
    for (const kind of kinds) {
      const said = minutesOf(rows.get(kind)?.["Back after"] ?? "");
      const counted = worst(kind === "volumes" ? "cluster" : kind, failure);
      expect(Math.abs(Number(counted) - said), kind).toBeLessThanOrEqual(0.15 * said);
    }
  });

  it("is for ever, of what a lost region takes along", () => {
    expect(worst("cache", "region")).toBeNull();
    expect(rowsOf(`${RUNBOOKS}/region-loss.md`).get("cache")?.["In the DR region"]).toBe("nothing");
  });

  it("depends on minutes that are where the pages say", () => {
    for (const page of ["restore", "region-loss"])
      expect(read(`${RUNBOOKS}/${page}.md`)).toContain("`src/recovery/kinds.ts`");
  });
});

/** `3.5 hours`, `4-5 hours`, `45 minutes`: the longest that is named. */
function minutesOf(text: string): number {
  const [, most = "", unit = ""] = /([\d.]+) (hour|minute)/.exec(text) ?? [];
  return Number(most) * (unit === "hour" ? 60 : 1);
}
