import { describe, expect, it } from "vitest";
import { COMPUTE_COSTS } from "../../src/cost/aws/compute";
import { DATA_COSTS } from "../../src/cost/aws/data";
import { EDGE_COSTS } from "../../src/cost/aws/edge";
import { AWS_COSTS } from "../../src/cost/aws/index";
import { NETWORK_COSTS } from "../../src/cost/aws/network";
import { OPERATIONS_COSTS } from "../../src/cost/aws/operations";
import { STORAGE_COSTS } from "../../src/cost/aws/storage";
import { type Bill, billOf } from "../../src/cost/cost";
import { readPriceBook } from "../../src/cost/price-book";
import { usageOf } from "../../src/cost/usage";
import { COSTS } from "../../src/cost/vendors";
import type { Graph } from "../../src/graph/graph";
import { contractOf } from "../../stacks";
import { AWS_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";
import { nameIn } from "./aws-bill";

const BOOK = readPriceBook();

const usageIn = ({ tier, phase }: Variant) => usageOf(contractOf(tier, phase ?? null).load);

const billIn = (variant: Variant, graph: Graph = graphOf(variant)): Bill =>
  billOf({ graph, usage: usageIn(variant), book: BOOK, groups: new Map() });

const quantityOf = ({ lines }: Bill, ...prices: readonly string[]) =>
  lines
    .filter(({ urn, price }) => urn !== null && prices.includes(price))
    .reduce((sum, { quantity }) => sum + quantity, 0);

describe.each(AWS_VARIANTS.map((variant) => ({ variant, name: nameOfVariant(variant) })))("$name", ({ variant }) => {
  const graph = graphOf(variant);
  const bill = billIn(variant, graph);
  const usage = usageIn(variant);

  it("has no type of which nobody has said what it costs", () => {
    const types = graph.resources.filter(({ custom }) => custom).map(({ type }) => type);
    expect(types.filter((type) => COSTS[type] === undefined)).toEqual([]);
  });

  it("has a price for at least 95 of 100 billable resources", () => {
    const priced = 1 - bill.unpriced.length / bill.billable;
    const reasons = bill.unpriced.map(({ urn, reason }) => `${nameIn(urn)}: ${reason}`).join("\n");
    expect(priced, reasons).toBeGreaterThanOrEqual(0.95);
  });

  it("pays for what is used once, be it divided among several", () => {
    expect(quantityOf(bill, "aws/nat-gateway/data-processed")).toBeCloseTo(usage.natGb, 6);
    expect(quantityOf(bill, "aws/cloudwatch/logs.ingest-standard")).toBeCloseTo(usage.logsGb + usage.flowLogsGb, 6);
    expect(quantityOf(bill, "aws/secrets-manager/api-calls") * 10_000).toBeCloseTo(usage.secretReads, 3);
    expect(quantityOf(bill, "aws/ecr/storage")).toBeCloseTo(usage.imagesGb, 6);
    expect(quantityOf(bill, "aws/data-transfer/internet-out.first-10tb")).toBeCloseTo(
      usage.internetOutGb + usage.playbackGb + usage.natOutGb,
      6,
    );
    const uses = graph.resources.some(({ type }) => type === "aws:kms/key:Key") ? usage.keyUses : 0;
    expect(quantityOf(bill, "aws/kms/requests.symmetric") * 10_000).toBeCloseTo(uses, 3);
  });

  it("keeps a recording in one class, here and in the other region", () => {
    const kept = bill.lines.filter(({ urn, item }) => item.startsWith("kept in") && nameIn(urn).includes("recordings"));
    const regions = new Set(kept.map(({ urn }) => urn)).size;
    const gb = kept.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(gb).toBeCloseTo(regions * usage.month * usage.recordingsGb, 6);
  });
});

describe("a size that doubles", () => {
  const variant: Variant = { tier: "production" };

  /** Every input of that name and number in the whole graph, twice as large. */
  const doubled = (input: string): Graph =>
    JSON.parse(JSON.stringify(graphOf(variant)), (key, value: unknown) =>
      key === input && typeof value === "number" ? value * 2 : value,
    ) as Graph;

  it.each([
    ["minSize", "aws/ec2/m7g.large"],
    ["instanceCount", "aws/opensearch/m6g.large.search"],
    ["volumeSize", "aws/ebs/gp3"],
    ["numNodeGroups", "aws/elasticache-valkey/cache.r6g.large"],
    ["numNodeGroups", "aws/elasticache/backup-storage"],
    ["nodeCount", "mongodb-atlas/cluster/aws.M30"],
  ] as const)("%s: twice as much of %s", (input, price) => {
    const before = quantityOf(billIn(variant), price);
    expect(before).toBeGreaterThan(0);
    expect(quantityOf(billIn(variant, doubled(input)), price)).toBeCloseTo(2 * before, 6);
  });
});

it("says of each type of AWS once what it costs", () => {
  const areas = [COMPUTE_COSTS, DATA_COSTS, EDGE_COSTS, NETWORK_COSTS, OPERATIONS_COSTS, STORAGE_COSTS];
  expect(areas.flatMap((area) => Object.keys(area)).sort()).toEqual(Object.keys(AWS_COSTS).sort());
});
