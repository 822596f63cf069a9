import { isSecret } from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { load, useStack } from "./loaded";
import { GOOD } from "./raw";

beforeAll(() => useStack("dev"));

function awsOf(changes: Parameters<typeof load>[0]) {
  const config = load(changes);
  return config.cloud === "aws" ? config.aws : undefined;
}

describe("a loaded configuration", () => {
  it("fills in what the operator left out", () => {
    const { stack, phase, owns, adminCidrs, allowMove, workloads, images, secrets } = load();
    expect({ stack, phase, owns, adminCidrs, allowMove, workloads, images, secrets }).toEqual({
      stack: "dev",
      phase: null,
      owns: { account: false, zone: false },
      adminCidrs: null,
      allowMove: [],
      workloads: { versions: { frontend: ":1.4.2", api: ":1.4.2", worker: ":1.4.2", scheduler: ":1.4.2" } },
      images: { tag: "1.4.2" },
      secrets: {},
    });
  });

  it("takes an account id that the command line has made a number", () => {
    expect(awsOf({ aws: { ...GOOD.aws, accountId: 123456789012 } })?.accountId).toBe("123456789012");
  });

  it("lays the operator's pods over the tier's, numbers written as texts too", () => {
    const { pods } = load({ tier: "production", pods: { api: { max: "22", rules: { cpu: "60" } } } }).contract;
    expect(pods.api).toEqual({ min: 3, max: 22, cpu: 500, memory: 512, rules: { cpu: 60, requestsPerSecond: 1_000 } });
    expect(pods.worker).toEqual(load({ tier: "production" }).contract.pods.worker);
  });

  it("prefers an image's digest to the tag, and needs neither without the CRM", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const { workloads } = load({ images: { tag: "1.4.2", digests: { api: digest } } });
    expect(workloads?.versions).toMatchObject({ api: `@${digest}`, worker: ":1.4.2" });
    expect(load({ workloads: false, images: {} }).workloads).toBeNull();
  });

  it("leaves other namespaces alone, but not the project's", () => {
    expect(awsOf({ "aws:region": "eu-west-1" })?.region).toBe("us-east-1");
    expect(() => load({ "sequelstring-crm:tier": "dev" })).toThrow(ConfigError);
  });

  it("is frozen in all its depth", () => {
    const config = load({ adminCidrs: ["203.0.113.0/24"] });
    const parts = [
      config,
      config.cloud === "aws" && config.aws,
      config.hosts,
      config.placement,
      config.contract.pods.api,
      config.owns,
    ];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
    expect(Object.isFrozen(config.adminCidrs)).toBe(true);
  });

  it("lays the phase over the tier", () => {
    expect(load({ tier: "production" }).contract.search).not.toBeNull();
    expect(load({ tier: "production", phase: "mvp" }).contract.search).toBeNull();
  });

  it("keeps secrets as secrets, and only those that are set", async () => {
    const { secrets } = load({ secrets: { openaiApiKey: "canary" } });
    expect(Object.keys(secrets)).toEqual(["openaiApiKey"]);
    expect(secrets.openaiApiKey && (await isSecret(secrets.openaiApiKey))).toBe(true);
    expect(JSON.stringify(secrets)).not.toContain("canary");
  });

  it("says where the stack is, for its next update to compare", () => {
    expect(load({ tier: "production", phase: "growth" }).placement).toEqual({
      cloud: "aws",
      account: "123456789012",
      region: "us-east-1",
      drRegion: "us-west-2",
      tier: "production",
      phase: "growth",
      protected: true,
    });
  });

  it("splits the moves that are allowed", () => {
    expect(load({ allowMove: "a->b,dr/c->dr/d" }).allowMove).toEqual(["a->b", "dr/c->dr/d"]);
  });
});

describe("hosts", () => {
  it("carry the stack's name where another stack owns the zone", () => {
    expect(load().hosts).toEqual({
      app: "app-dev.sequelstring.com",
      api: "api-dev.sequelstring.com",
      assets: "assets-dev.sequelstring.com",
      origin: "origin-dev.sequelstring.com",
    });
  });

  it("are plain on the stack that owns the zone", () => {
    expect(load({ owns: ["zone"] }).hosts.app).toBe("app.sequelstring.com");
    expect(load({ owns: ["account"] }).hosts.app).toBe("app-dev.sequelstring.com");
  });

  it("carry the suffix that was chosen, whoever owns the zone", () => {
    expect(load({ owns: ["zone"], hostSuffix: "-blue" }).hosts.api).toBe("api-blue.sequelstring.com");
    expect(load({ hostSuffix: "" }).hosts.api).toBe("api.sequelstring.com");
  });

  it("stay one label below the zone, within the length of a label", () => {
    const { app } = load({ hostSuffix: `-${"a".repeat(49)}` }).hosts;
    const [label = "", ...zone] = app.split(".");
    expect(zone.join(".")).toBe("sequelstring.com");
    expect(`assets${label.slice("app".length)}`.length).toBeLessThanOrEqual(63);
  });
});

describe("protection", () => {
  it.each([
    ["dev", false],
    ["staging", false],
    ["production", true],
    ["enterprise", true],
  ])("of %s is %s", (tier, protect) => {
    const config = load({ tier });
    expect([config.protect, config.placement.protected]).toEqual([protect, protect]);
  });

  it("ends where the operator names this very stack", () => {
    const config = load({ tier: "production", unprotect: "dev" });
    expect([config.protect, config.placement.protected]).toEqual([false, true]);
  });
});
