import { describe, expect, it } from "vitest";
import { resource, set } from "../policy/builder";
import { reasonsOf, usdByPrice } from "./aws-bill";
import * as made from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("cache and search", () => {
  it("pay each node, Valkey less than Redis", () => {
    expect(usdByPrice([made.cache("valkey", "cache.r6g.large", 1, 2)])).toEqual({
      "aws/elasticache-valkey/cache.r6g.large": 360.91,
    });
    expect(usdByPrice([made.cache("redis", "cache.r6g.large", 2, 2)])).toEqual({
      "aws/elasticache-redis-oss/cache.r6g.large": 902.28,
    });
  });

  it("count the nodes of a cache without cluster mode", () => {
    const plain = made.cache("valkey", "cache.t4g.micro", 1, 0, { numNodeGroups: null, numCacheClusters: 2 });
    expect(usdByPrice([plain])).toEqual({ "aws/elasticache-valkey/cache.t4g.micro": 18.69 });
  });

  it("pay snapshots that take a quarter of the memory", () => {
    // 7 snapshots x 3 shards x 26.32 GiB / 4.
    const daily = made.cache("valkey", "cache.r6g.xlarge", 3, 1, { snapshotRetentionLimit: 7 });
    expect(usdByPrice([daily])["aws/elasticache/backup-storage"]).toBe(11.75);
  });

  const machine = (definition: string) =>
    resource("aws:sfn/stateMachine:StateMachine", "snapshots", { name: "snapshots", definition });
  const schedule = resource("aws:scheduler/schedule:Schedule", "schedule", {
    scheduleExpression: "rate(2 hours)",
    target: { arn: "<snapshots.arn>" },
  });
  const takes = `"Resource":"arn:aws:states:::aws-sdk:elasticache:createSnapshot","Arguments":{"ReplicationGroupId":"cache"}`;

  it("pay the snapshots that the stack takes itself beside those", () => {
    const often = [
      made.cache("valkey", "cache.r6g.large", 1, 2, { snapshotRetentionLimit: 7 }),
      machine(`{${takes},"Old":"< $millis() - 7 * 86400000"}`),
      schedule,
    ];
    // 84 in seven days at two hours, and seven daily ones, of 3.27 GiB.
    expect(usdByPrice(often)["aws/elasticache/backup-storage"]).toBe(25.27);
  });

  it("do not guess how many snapshots a schedule keeps", () => {
    const forever = [made.cache("valkey", "cache.r6g.large", 1, 2), machine(`{${takes}}`), schedule];
    expect(reasonsOf(forever)).toEqual(["nothing says how many snapshots are kept"]);
  });

  it("pay search's nodes, their disks, and managers where it has some", () => {
    const shape = [made.search(3, "m7g.large.search", 100)];
    expect(usdByPrice(shape)).toEqual({ "aws/opensearch/m7g.large.search": 295.65, "aws/opensearch/ebs.gp3": 36.6 });
    const managed = set("search", {
      clusterConfig: {
        ...{ instanceCount: 3, instanceType: "m7g.large.search" },
        ...{ dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType: "m6g.large.search" },
      },
    })(shape);
    expect(usdByPrice(managed)["aws/opensearch/m6g.large.search"]).toBe(280.32);
  });
});
