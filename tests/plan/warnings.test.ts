import { runtime } from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import type { StackConfig } from "../../src/config/config";
import { loadConfig } from "../../src/config/load";
import { warningsOf } from "../../src/plan/warnings";
import { configOf } from "../graphs";

let config: StackConfig;
beforeAll(() => {
  runtime.setAllConfig({ ...configOf({ tier: "production" }).config });
  config = loadConfig();
});

const pathsOn = (day: string) => warningsOf(config, day).map(({ path }) => path);

describe("warnings", () => {
  it("name what a real update would refuse", () => {
    expect(pathsOn("2026-11-25")).toEqual(
      expect.arrayContaining(["crm:aws.accountId", "crm:atlas.orgId", "crm:adminCidrs"]),
    );
    expect(pathsOn("2026-11-25")).not.toContain("crm:secrets.openaiApiKey");
  });

  it.each([
    ["2027-01-25", false],
    ["2027-01-26", true],
    ["2027-04-01", true],
  ])("tell of the end of a version's support from sixty days before it: %s", (day, told) => {
    expect(pathsOn(day).includes("versions.kubernetes")).toBe(told);
  });

  it.each([
    ["2027-02-28", false],
    ["2027-03-01", true],
  ])("tell that Cloudflare's addresses should be compared after half a year: %s", (day, told) => {
    expect(pathsOn(day).includes("cloudflareRanges")).toBe(told);
  });

  it("say whether support is over", () => {
    const message = (day: string) =>
      warningsOf(config, day).find(({ path }) => path === "versions.kubernetes")?.message;
    expect(message("2027-03-26")).toBe("the support of 1.35 ends on 2027-03-27");
    expect(message("2027-03-28")).toBe("the support of 1.35 ended on 2027-03-27");
  });
});
