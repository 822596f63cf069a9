import { describe, expect, it } from "vitest";
import { billOf } from "../../src/cost/cost";
import { usageOf } from "../../src/cost/usage";
import { COSTS } from "../../src/cost/vendors";
import { contractOf } from "../../stacks";
import { GCP_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { BOOK } from "./gcp-bill";

/** Of the billable resources. */
const PRICED = 0.95;

const NAMED = GCP_VARIANTS.map((variant) => ({ variant, name: nameOfVariant(variant) }));

describe.each(NAMED)("$name", ({ variant, name }) => {
  const graph = graphOf(variant);
  const usage = usageOf(contractOf(variant.tier, variant.phase ?? null).load);
  const bill = billOf({ graph, usage, book: BOOK, groups: new Map() });

  it("has a costing for every type", () => {
    const types = new Set(graph.resources.filter(({ custom }) => custom).map(({ type }) => type));
    expect([...types].filter((type) => COSTS[type] === undefined)).toEqual([]);
  });

  it("has a price for what is billed", () => {
    const reasons = bill.unpriced.map(({ urn, reason }) => `${urn}: ${reason}`).join("\n");
    expect(1 - bill.unpriced.length / bill.billable, reasons).toBeGreaterThanOrEqual(PRICED);
  });

  it("charges nothing below zero but allowances, and no allowance beyond what is used", () => {
    const wrong = bill.lines.filter(({ monthly, group }) => group !== "allowance" && !(monthly >= 0));
    expect(wrong, name).toEqual([]);
    const given = bill.lines.filter(({ group }) => group === "allowance");
    for (const { price, quantity } of given) {
      const used = bill.lines.filter((line) => line.price === price && line.group !== "allowance");
      expect(
        used.reduce((sum, line) => sum + line.quantity, quantity),
        price,
      ).toBeGreaterThanOrEqual(-1e-9);
    }
  });
});
