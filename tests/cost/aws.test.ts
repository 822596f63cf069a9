import { describe, expect, it } from "vitest";
import type { CostLine } from "../../src/cost/cost";
import { billFor, nameIn } from "./aws-bill";
import { EXAMPLES, type Row } from "./aws-examples";

const TOLERANCE = 0.03;

const within = (usd: number, expected: number) => Math.abs(usd - expected) <= Math.max(0.01, expected * TOLERANCE);

const sum = (lines: readonly CostLine[]) => lines.reduce((total, { monthly }) => total + monthly, 0);

/** How much of a line's name a row's own words say; the row that says most has it. */
function fit({ urn, price }: CostLine, { of }: Row): number {
  const sku = price.slice(price.indexOf("/") + 1);
  const said = of.filter((words) => sku.startsWith(words) || `${nameIn(urn)}:${sku}`.startsWith(words));
  return Math.max(0, ...said.map(({ length }) => length));
}

function rowOf(line: CostLine, rows: readonly Row[]): Row {
  const [best] = [...rows].sort((a, b) => fit(line, b) - fit(line, a));
  if (best === undefined || fit(line, best) === 0) throw new Error(`no row has ${nameIn(line.urn)} ${line.price}`);
  return best;
}

describe.each(EXAMPLES)("the worked example of $name", ({ usd, usage, resources, rows }) => {
  const bill = billFor(resources, usage);

  it("has a price for everything", () => {
    expect(bill.unpriced).toEqual([]);
  });

  it("costs in total what the price sheet says", () => {
    expect(sum(bill.lines)).toSatisfy((total: number) => within(total, usd), `${sum(bill.lines)} is not ${usd}`);
  });

  it("costs row by row what the price sheet says", () => {
    const off = rows.flatMap((row) => {
      const cost = sum(bill.lines.filter((line) => rowOf(line, rows) === row));
      return within(cost, row.usd) ? [] : [`${row.row}: ${cost.toFixed(2)} instead of ${row.usd}`];
    });
    expect(off).toEqual([]);
  });
});
