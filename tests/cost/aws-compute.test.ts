import { describe, expect, it } from "vitest";
import { drop, resource, set } from "../policy/builder";
import { linesOf, reasonsOf, usdByPrice } from "./aws-bill";
import * as made from "./aws-shapes";

/** Numbers are worked out by hand from the price book: 730 hours a month. */

describe("nodes", () => {
  it("are paid with their disks, at the least number that autoscaling keeps", () => {
    expect(usdByPrice(made.nodes(3, "m7g.large", 50))).toEqual({
      "aws/ec2/m7g.large": 178.7,
      "aws/ebs/gp3": 12,
    });
  });

  it("cost twice as much when there are twice as many, or disks are twice as large", () => {
    expect(usdByPrice(made.nodes(6, "m7g.large", 50))["aws/ec2/m7g.large"]).toBe(357.41);
    expect(usdByPrice(made.nodes(3, "m7g.large", 100))["aws/ebs/gp3"]).toBe(24);
  });

  it("cost nothing in a zone in which none is kept", () => {
    expect(linesOf(made.nodes(0, "m7g.large", 50))).toEqual([]);
  });

  it("pay what a volume is faster than gp3 is by itself", () => {
    const fast = usdByPrice(made.nodes(2, "m7g.large", 50, { iops: 4_000, throughput: 225 }));
    expect(fast["aws/ebs/gp3.iops-over-3000"]).toBe(10);
    expect(fast["aws/ebs/gp3.throughput-over-125"]).toBe(8);
  });

  it("have the market's price when they may be taken back", () => {
    const spot = set("nodes", { capacityType: "SPOT" })(made.nodes(2, "m5.large", 50));
    expect(usdByPrice(spot)["aws/ec2/m5.large.spot"]).toBe(55.77);
  });

  it("have no price for a machine that the book does not know", () => {
    expect(reasonsOf(made.nodes(2, "x9.large", 50))).toEqual(["the price book has no aws/ec2/x9.large"]);
  });

  it("have no price without a launch template that says which disk they have", () => {
    expect(reasonsOf(drop("template")(made.nodes(2, "m7g.large", 50)))).toEqual([
      "no launch template says which disk a node has",
    ]);
  });
});

describe("the cluster", () => {
  it("pays traffic between zones on both ends", () => {
    expect(usdByPrice([made.controlPlane()], { interZoneGb: 500 })).toEqual({
      "aws/eks/control-plane.standard-support": 73,
      "aws/data-transfer/inter-az.each-direction": 10,
    });
  });

  it("pays for metrics of pods only where the add-on takes them", () => {
    const addon = (addonName: string) => resource("aws:eks/addon:Addon", "addon", { addonName });
    const shape = made.nodes(10, "m7g.xlarge", 50);
    expect(linesOf([...shape, addon("coredns")])).toHaveLength(2);
    // 10 nodes x (30 + 12 x 37) metrics x 43,800 minutes = 207.6 million.
    expect(
      usdByPrice([...shape, addon("amazon-cloudwatch-observability")])[
        "aws/cloudwatch/container-insights.observations"
      ],
    ).toBe(43.6);
  });

  it("pays for images once, whatever the number of repositories", () => {
    const repositories = ["api", "worker"].map((name) => resource("aws:ecr/repository:Repository", name));
    expect(linesOf(repositories, { imagesGb: 10 }).map(({ monthly }) => monthly)).toEqual([0.5, 0.5]);
  });
});
