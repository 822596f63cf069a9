import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { availabilityOf } from "../../src/recovery/availability";
import { classLosses } from "../../src/recovery/class-loss";
import { recoveryLines } from "../../src/recovery/lines";
import { missed, timeText } from "../../src/recovery/slo";
import { ALL_VARIANTS, nameOfVariant } from "../graphs";
import { missesOf, stackOf } from "./stacks";

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  const { graph, contract, rows } = stackOf(variant);
  const availability = availabilityOf(graph, contract);
  const misses = missed(rows, availability);

  it("fails for each row that misses its target, and for the path of a request", () => {
    expect(misses).toHaveLength(missesOf(rows).length + (availability.meets ? 0 : 1));
    expect(misses.filter(({ urn }) => urn === null)).toHaveLength(availability.meets ? 0 : 1);
    for (const { message } of misses) expect(message).toMatch(/promised/);
  });

  it("shows each kind of data with each failure once, and no promise that is not there", () => {
    const lines = recoveryLines(rows, availability, createColors(false));
    for (const name of ["database", "cache", "secrets", "objects", "pods: api"])
      expect(lines.filter((line) => line.trim().startsWith(name))).toHaveLength(1);
    const cells = lines.flatMap((line) => line.split(/ {2,}/));
    expect(cells.filter((cell) => cell.endsWith(" missed"))).toHaveLength(new Set(missesOf(rows)).size);
    expect(cells.some((cell) => cell.endsWith(" kept"))).toBe(contract.recovery !== null);
    expect(lines.every((line) => line.length < 450)).toBe(true);
  });
});

describe("the loss of the region, by class", () => {
  const losses = (cloud: "aws" | "azure") => classLosses(stackOf({ cloud, tier: "production" }).rows, "region");

  it("says what is lost, and what must be done for the rest", () => {
    const { critical, high, low } = losses("aws");
    expect([critical.lost, critical.rpoMinutes]).toEqual([[], 60]);
    expect(high.lost).toEqual([expect.stringContaining("cache")]);
    expect([low.lost, low.rpoMinutes, low.rtoMinutes]).toEqual([[], 15, 90]);
    expect(low.todo).toHaveLength(3);
    for (const todo of low.todo) expect(todo).toContain("a stack in the DR region");
  });

  it("is another one where nothing is sealed", () => {
    expect(losses("azure").critical.lost).toEqual([]);
    expect(losses("azure").critical.rpoMinutes).toBe(1);
  });
});

describe("times", () => {
  it("read in hours where they are whole ones", () => {
    expect([0, 75, 120, 130, 1440, null].map(timeText)).toEqual(["0 min", "75 min", "2 h", "130 min", "24 h", "-"]);
  });
});

describe("a family", () => {
  it("is spoken for by its worst resource", () => {
    const { graph, contract, rows } = stackOf({ tier: "production" });
    const worse = rows.map((row, index) =>
      row.data === "objects: documents" && row.failure === "region"
        ? { ...row, rtoMinutes: null, rpoMinutes: null, meets: false }
        : { ...row, index },
    );
    const lines = recoveryLines(worse, availabilityOf(graph, contract), createColors(false));
    const at = lines.findIndex((line) => line.trim().startsWith("objects (3)"));
    expect(lines[at]).toMatch(/low +.* kept +not recovered missed +.* kept$/);
  });
});
