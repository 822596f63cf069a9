import { describe, expect, it } from "vitest";
import type { Inputs } from "../../src/graph/graph";
import { resource } from "../policy/builder";
import { billFor, costOf } from "./gcp-bill";

const RATE = 0.0366 * 730;

const deployment = (elasticsearch: Inputs, kibana: Inputs = { size: "1g", zoneCount: 1 }) => [
  resource("ec:index/deployment:Deployment", "search", { elasticsearch, kibana }),
];

describe("Elastic Cloud", () => {
  it("is paid by memory, in every zone", () => {
    expect(costOf(deployment({ hot: { size: "8g", zoneCount: 3 }, master: { size: "0g" } }))).toBeCloseTo(24 * RATE, 1);
    expect(costOf(deployment({ hot: { size: "2g", zoneCount: 1 } }))).toBeCloseTo(2 * RATE, 1);
  });

  it("doubles with the size, and counts managers of their own", () => {
    const hot = (size: string) => costOf(deployment({ hot: { size, zoneCount: 2 } }));
    expect(hot("16g")).toBeCloseTo(2 * hot("8g"), 1);
    const managed = deployment({ hot: { size: "8g", zoneCount: 3 }, master: { size: "1g", zoneCount: 3 } });
    expect(costOf(managed)).toBeCloseTo(27 * RATE, 1);
  });

  it("has a Kibana of one gigabyte for nothing, and charges a larger one whole", () => {
    const hot = { hot: { size: "4g", zoneCount: 1 } };
    expect(costOf(deployment(hot))).toBeCloseTo(4 * RATE, 1);
    expect(costOf(deployment(hot, { size: "2g", zoneCount: 1 }))).toBeCloseTo(6 * RATE, 1);
  });

  it("does not guess the price of other kinds of nodes", () => {
    const [line] = billFor(deployment({ hot: { size: "4g" }, frozen: { size: "4g" } })).unpriced;
    expect(line?.reason).toContain("frozen");
  });

  it("keeps its price, whatever it might grow to", () => {
    const fixed = deployment({ autoscale: false, hot: { size: "4g", zoneCount: 1 } });
    const growing = deployment({ autoscale: true, hot: { size: "4g", zoneCount: 1, autoscaling: { maxSize: "64g" } } });
    expect(costOf(growing)).toBe(costOf(fixed));
  });

  it("charges nothing for who may reach it", () => {
    expect(billFor([resource("ec:index/deploymentTrafficFilter:DeploymentTrafficFilter", "filter")]).billable).toBe(0);
  });
});
