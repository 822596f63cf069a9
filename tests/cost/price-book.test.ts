import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readPriceBook } from "../../src/cost/price-book";
import { ageWarning } from "../../src/cost/section";
import { ConfigError } from "../../src/config/problem";

const FOLDER = mkdtempSync(join(tmpdir(), "book-"));
const OWN = readFileSync(resolve(__dirname, "../../src/cost/book.json"), "utf8");

const ROW = {
  ...{ vendor: "aws", service: "ec2", sku: "m7g.large", region: "us-east-1", unit: "hour", usd: 0.08 },
  ...{ source: "a price list", seen: "2026-07-20", confidence: "high" },
};
const bookOf = (...prices: readonly object[]) => JSON.stringify({ asOf: "2026-11-22", currency: "USD", prices });

function problemsOf(text: string): readonly string[] {
  const file = join(FOLDER, "book.json");
  writeFileSync(file, text);
  try {
    readPriceBook(file);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems.map(({ path, wrong }) => `${path}: ${wrong}`);
  }
}

describe("a price book", () => {
  it("that is well is accepted", () => {
    expect(problemsOf(bookOf(ROW))).toEqual([]);
    expect(problemsOf(OWN)).toEqual([]);
  });

  it.each([
    ["no price", { usd: undefined }, /^prices\[1\]\.usd: is not accepted: .*number/],
    ["a price below zero", { usd: -1 }, /^prices\[1\]\.usd: is not accepted: .*>=0/],
    ["an unknown unit", { unit: "fortnight" }, /^prices\[1\]\.unit: is not accepted/],
    ["no source", { source: "" }, /^prices\[1\]\.source: is not accepted/],
    ["a date that is none", { seen: "lately" }, /^prices\[1\]\.seen: is not accepted/],
    ["a field that nobody knows", { tax: 19 }, /^prices\[1\]: is not accepted: .*tax/],
    ["a price that is there twice", { usd: 0.09 }, /^aws\/ec2\/m7g\.large: is in the price book twice/],
  ])("is refused for %s, line by line", (_, change, problem) => {
    expect(problemsOf(bookOf(ROW, { ...ROW, ...change }))).toEqual([expect.stringMatching(problem)]);
  });

  it("is refused with everything that is wrong in it at once", () => {
    expect(problemsOf(bookOf({ ...ROW, usd: -1 }, { ...ROW, unit: "" }))).toHaveLength(2);
    expect(problemsOf(OWN.slice(0, 5_000))).toEqual([expect.stringMatching(/^prices: can't be read: /)]);
  });

  it("says where each price is from, and is old half a year later", () => {
    const book = readPriceBook();
    expect(book.find("aws/ec2/m7g.large")).toMatchObject({
      usd: 0.0816,
      unit: "hour",
      seen: "2026-07-20",
      confidence: "high",
    });
    expect(ageWarning(book, "2027-05-21")).toBeNull();
    expect(ageWarning(book, "2027-05-22")).toBe(
      "the price book is 181 days old; compare it with the vendors' price lists",
    );
  });
});

describe("capacity that is bought ahead", () => {
  const book = readPriceBook();

  it("costs what the book knows of it, and the list price elsewhere", () => {
    const usd = (id: `${string}/${string}/${string}`) =>
      (["none", "1year", "3years"] as const).map((term) => book.committed(term).find(id)?.usd);
    expect(usd("aws/ec2/m7g.large")).toEqual([0.0816, 0.0599, 0.0414]);
    expect(usd("aws/eks/control-plane.standard-support")).toEqual([0.1, 0.1, 0.1]);
    expect(book.committed("1year").find("aws/ec2/m7g.large")?.id).toBe("aws/ec2/m7g.large");
  });
});
