import { describe, expect, it } from "vitest";
import { CHAINS } from "../../src/timeline/forced";
import { creationMinutes, VENDORS } from "../../src/timeline/minutes";
import { timelineLines } from "../../src/timeline/lines";
import { timelineOf } from "../../src/timeline/schedule";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";

/** Part of the whole below which a wait is not worth a change of the program. */
const WORTH_A_CHANGE = 0.02;
/** How much longer than what the clouds force a first update may take. */
const MARGIN = 1.05;

const PLANNED = ALL_VARIANTS.map((variant) => {
  const graph = graphOf(variant);
  return { name: nameOfVariant(variant), graph, timeline: timelineOf(graph) };
});
const USED = new Set(PLANNED.flatMap(({ graph }) => graph.resources.map(({ type }) => type)));

describe.each(PLANNED)("$name", ({ graph, timeline }) => {
  const { minutes, criticalPath, steps, forced, advice } = timeline;
  const ends = new Map(steps.map((step) => [step.urn, step.start + step.minutes]));

  it("has no type that nobody timed", () => {
    expect(timeline.unknownTypes).toEqual([]);
  });

  it("creates everything after what it depends on", () => {
    const starts = new Map(steps.map(({ urn, start }) => [urn, start]));
    const early = graph.resources.flatMap(({ urn, dependencies, provider }) =>
      [...dependencies, ...(provider === null ? [] : [provider])].filter(
        (waited) => (starts.get(urn) ?? Infinity) < (ends.get(waited) ?? 0) - 0.001,
      ),
    );
    expect(early).toEqual([]);
    expect(steps).toHaveLength(graph.resources.filter(({ custom }) => custom).length);
  });

  it("takes as long as its critical path, without a gap", () => {
    expect(criticalPath.reduce((sum, step) => sum + step.minutes, 0)).toBeCloseTo(minutes, 6);
    criticalPath.slice(1).forEach(({ start }, index) => {
      expect(start).toBeCloseTo(ends.get(criticalPath[index]?.urn ?? "") ?? -1, 6);
    });
    const slack = new Map(steps.map((step) => [step.urn, step.slack]));
    expect(criticalPath.map(({ urn }) => slack.get(urn))).toEqual(criticalPath.map(() => 0));
    expect(Math.min(...slack.values())).toBe(0);
  });

  it("takes hardly longer than what the clouds force", () => {
    expect(forced?.minutes).toBeGreaterThan(10);
    expect(minutes / (forced?.minutes ?? 0)).toBeLessThanOrEqual(MARGIN);
    // A chain that is longer than the whole would not be forced.
    expect(minutes).toBeGreaterThanOrEqual(forced?.minutes ?? Infinity);
  });

  it("waits for nothing that costs a noticeable part of it, unless for a reason", () => {
    const needless = advice.filter(
      ({ reason, minutesEverywhere: won }) => reason === null && won > minutes * WORTH_A_CHANGE,
    );
    expect(needless).toEqual([]);
  });

  it("is told on a screen", () => {
    const lines = timelineLines(timeline);
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.filter((line) => line.length > 160)).toEqual([]);
  });
});

describe("the table of creation times", () => {
  const listed = VENDORS.flatMap(({ prefix, rows }) =>
    rows.flatMap(({ types, source }) => types.map((type) => ({ type: `${prefix}${type}`, source }))),
  );

  it("has each type once, with its source, and none that is created nowhere", () => {
    const types = listed.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    expect(types.filter((type) => !USED.has(type))).toEqual([]);
    expect(listed.filter(({ source }) => source === "")).toEqual([]);
  });

  it("times what is asked for, not only its type", () => {
    const production = PLANNED.find(({ name }) => name === "production")?.graph.resources ?? [];
    const scale = PLANNED.find(({ name }) => name === "production-scale")?.graph.resources ?? [];
    const timesOf = (resources: typeof production, end: string) => [
      ...new Set(resources.filter(({ type }) => type.endsWith(end)).map(creationMinutes)),
    ];
    expect(timesOf(production, ":AdvancedCluster")).toEqual([10]);
    expect(timesOf(scale, ":AdvancedCluster")).toEqual([22]);
    expect(timesOf(production, "eks/addon:Addon")).toEqual([0.4, 0.75]);
    expect(timesOf(production, ":VpcEndpoint").sort()).toEqual([0.08, 1.5]);
  });
});

describe("forced chains", () => {
  it("are made of what the program creates", () => {
    const types = CHAINS.flatMap(({ links }) => links.map(({ type }) => type));
    expect(types.filter((type) => !USED.has(type))).toEqual([]);
  });

  it("give the slowest one of each cloud's production", () => {
    const slowest = PLANNED.filter(({ name }) => /^(gcp-|azure-)?production$/.test(name)).map(
      ({ timeline: { forced } }) => [forced?.name, forced?.minutes],
    );
    expect(slowest).toEqual([
      ["OpenSearch domain under its key", 27.33],
      ["Atlas behind a private endpoint", 19.69],
      ["DocumentDB and its replica in the other region", 18.2],
    ]);
  });
});
