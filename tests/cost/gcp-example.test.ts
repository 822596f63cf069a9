import { describe, expect, it } from "vitest";
import { billFor, sumOf } from "./gcp-bill";
import { ELSEWHERE, EXAMPLE, type Row, TOTAL } from "./gcp-example";

const TOLERANCE = 0.03;

const linesOf = ({ row, drafts, usage }: Row) =>
  billFor(drafts, usage).lines.filter(({ price }) => !(ELSEWHERE[row]?.test(price) ?? false));

describe("the price book's worked example on Google Cloud", () => {
  it.each(EXAMPLE)("$row costs $printed a month: $assumed", (row) => {
    expect(billFor(row.drafts, row.usage).unpriced).toEqual([]);
    const cost = sumOf(linesOf(row));
    expect(Math.abs(cost - row.printed) / row.printed, `${row.row} costs ${cost.toFixed(2)}`).toBeLessThan(TOLERANCE);
  });

  it("costs as much in all as the example says", () => {
    const total = sumOf(EXAMPLE.flatMap(linesOf));
    expect(Math.abs(total - TOTAL) / TOTAL, `all of it costs ${total.toFixed(2)}`).toBeLessThan(TOLERANCE);
  });
});
