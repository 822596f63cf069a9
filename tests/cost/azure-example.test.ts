import { describe, expect, it } from "vitest";
import type { CostLine } from "../../src/cost/cost";
import { billOn, nameOf, sumOf } from "./azure-bill";
import { PRINTED_TOTAL, REST, type Row, ROWS, USAGE } from "./azure-example";

const BILL = billOn(
  Object.values(ROWS).flatMap(({ drafts }) => drafts),
  USAGE,
);

/** Disks of nodes are in the row of the rest; what is given away is in the row of what it is given for. */
function rowOf({ urn, price }: CostLine): string | undefined {
  if (price.startsWith("azure/managed-disk/")) return REST;
  const name = nameOf(urn ?? BILL.lines.find((line) => line.urn !== null && line.price === price)?.urn ?? null);
  return Object.entries(ROWS).find(([, { drafts }]) => drafts.some((draft) => draft.name === name))?.[0];
}

const TOLERANCE = 0.03;
/** A row is printed in whole dollars. */
const ROUNDING = 0.5;

describe("the worked example of the price book's sheet on Azure", () => {
  it("prices everything in it", () => {
    expect(BILL.unpriced).toEqual([]);
    expect(BILL.lines.filter((line) => rowOf(line) === undefined)).toEqual([]);
  });

  it.each(Object.entries<Row>(ROWS))("costs for %s what is printed", (row, { printed }) => {
    const usd = sumOf(BILL.lines.filter((line) => rowOf(line) === row));
    expect(Math.abs(usd - printed), `${usd}, printed ${printed}`).toBeLessThanOrEqual(
      Math.max(ROUNDING, printed * TOLERANCE),
    );
  });

  it("costs in total what is printed", () => {
    const usd = sumOf(BILL.lines);
    expect(Math.abs(usd - PRINTED_TOTAL) / PRINTED_TOTAL, String(usd)).toBeLessThanOrEqual(TOLERANCE);
  });
});
