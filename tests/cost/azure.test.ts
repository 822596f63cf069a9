import { describe, expect, it } from "vitest";
import { COSTS } from "../../src/cost/vendors";
import { contractOf } from "../../stacks";
import { usageOf } from "../../src/cost/usage";
import type { Graph, Inputs, Value } from "../../src/graph/graph";
import { isRecord } from "../../src/policy/values";
import { AZURE_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { billFor, sumOf } from "./azure-bill";

const STACKS = AZURE_VARIANTS.map((variant) => ({
  name: nameOfVariant(variant),
  graph: graphOf(variant),
  usage: usageOf(contractOf(variant.tier, variant.phase ?? null).load),
}));

const MOSTLY = 0.95;

describe.each(STACKS)("the cost of $name", ({ graph, usage }) => {
  const bill = billFor(graph, usage);

  it("says of every type whether it is paid", () => {
    const types = graph.resources.filter(({ custom }) => custom).map(({ type }) => type);
    expect([...new Set(types)].filter((type) => COSTS[type] === undefined)).toEqual([]);
  });

  it("prices what is paid", () => {
    const priced = 1 - bill.unpriced.length / bill.billable;
    expect(priced, JSON.stringify(bill.unpriced, null, 2)).toBeGreaterThanOrEqual(MOSTLY);
  });

  it("charges every byte of usage on some line", () => {
    const prices = bill.lines.filter(({ quantity }) => quantity > 0).map(({ price }) => price);
    expect(prices).toEqual(
      expect.arrayContaining([
        "azure/log-analytics/analytics-logs.ingest",
        "azure/nat-gateway/data-processed",
        "azure/bandwidth/internet-out.first-10tb-after-100gb",
        "azure/bandwidth/inter-availability-zone",
        "azure/network-watcher/flow-logs.collected",
        "azure/private-endpoint/data-each-direction",
        "azure/key-vault/standard.operations",
      ]),
    );
  });
});

/** The same graph with a number in the inputs of one type made twice as large, wherever it is set. */
function doubled(graph: Graph, type: string, path: string): Graph {
  const resources = graph.resources.map((one) =>
    one.type === type ? { ...one, inputs: twiceAt(one.inputs, path.split(".")) as Inputs } : one,
  );
  return { ...graph, resources };
}

function twiceAt(value: Value | undefined, [key, ...rest]: readonly string[]): Value | undefined {
  if (key === undefined) return 2 * Number(value);
  if (!isRecord(value) || value[key] === undefined) return value;
  return { ...value, [key]: twiceAt(value[key], rest) ?? null };
}

describe("a size that doubles", () => {
  const production = graphOf({ cloud: "azure", tier: "production" });

  it.each([
    ["azure-native:containerservice:AgentPool", "minCount", "azure/vm-linux/Standard_D4as_v5"],
    ["azure-native:search:Service", "replicaCount", "azure/ai-search/standard-S1"],
    ["azure-native:mongocluster:MongoCluster", "properties.sharding.shardCount", "azure/documentdb-vcore/M30"],
    ["azure-native:mongocluster:MongoCluster", "properties.storage.sizeGb", "azure/documentdb-vcore/storage"],
  ])("doubles what %s costs by %s", (type, path, price) => {
    const paid = (graph: Graph) => sumOf(billFor(graph).lines.filter((line) => line.price === price));
    expect(paid(production)).toBeGreaterThan(0);
    expect(paid(doubled(production, type, path))).toBeCloseTo(2 * paid(production), 1);
  });
});
