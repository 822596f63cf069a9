import { describe, expect, it } from "vitest";
import { AWS_REGIONS, completeRegions, ZONES } from "../../src/conventions/regions";

describe("AWS regions", () => {
  it.each(completeRegions(AWS_REGIONS))("%s has three zones of its own", (name) => {
    const zones = AWS_REGIONS[name]?.zones ?? [];
    expect(new Set(zones).size).toBe(ZONES);
    const prefixes = new Set(zones.map((zone) => zone.replace(/-az\d$/, "")));
    expect(prefixes.size).toBe(1);
  });

  it("never name a zone that EKS refuses", () => {
    const zones = Object.values(AWS_REGIONS).flatMap((region) => region.zones);
    expect(zones.filter((zone) => ["use1-az3", "usw1-az2", "cac1-az3"].includes(zone))).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
  });

  it("are incomplete with two zones or without a service", () => {
    const complete = completeRegions(AWS_REGIONS);
    expect(Object.keys(AWS_REGIONS).filter((name) => !complete.includes(name))).toEqual(["us-west-1", "ap-east-2"]);
  });
});
