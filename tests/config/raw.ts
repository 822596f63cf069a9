import { ConfigError } from "../../src/config/problem";
import { parseConfig, type RawConfig } from "../../src/config/parse";

/** The least that a stack can be configured with, every value of its own form. */
export const GOOD = {
  cloud: "aws",
  tier: "dev",
  budgetStart: "2026-12-01",
  owner: "platform-team",
  alertEmail: "oncall@sequelstring.com",
  aws: { accountId: "123456789012", region: "us-east-1", drRegion: "us-west-2" },
  images: { tag: "1.4.2" },
  atlas: { orgId: "32b6e34b3d91647abb20e7b8" },
  cloudflare: {
    accountId: "023e105f4ecef8ad9ca31a8372d0c353",
    zoneId: "372e67954025e0ba6aaa6d586b9e0b59",
    zone: "sequelstring.com",
  },
} as const;

/** The good configuration with some keys changed; undefined takes one away. */
export function raw(changes: RawConfig = {}): RawConfig {
  return Object.fromEntries(
    Object.entries<unknown>({ ...GOOD, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/** What the operator reads, line by line; nothing if the configuration is accepted. */
export function refusal(config: RawConfig, stack = "dev"): readonly string[] {
  try {
    parseConfig(stack, config);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n");
    throw error;
  }
}
