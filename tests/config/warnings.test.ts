import { beforeAll, describe, expect, it } from "vitest";
import { formatProblem } from "../../src/config/problem";
import { advice, isPlaceholder, updateProblems } from "../../src/config/warnings";
import { load, useStack } from "./loaded";
import { GOOD } from "./raw";

beforeAll(() => useStack("dev"));

const PROVIDER_KEYS = { atlasPublicKey: "a", atlasPrivateKey: "b", cloudflareApiToken: "c" };
const COMPLETE = { adminCidrs: ["203.0.113.0/24"], secrets: PROVIDER_KEYS };
const PLACEHOLDERS = {
  alertEmail: "platform-alerts@example.com",
  aws: { ...GOOD.aws, accountId: "000000000000" },
  atlas: { orgId: "0".repeat(24) },
  cloudflare: { accountId: "0".repeat(32), zoneId: "0".repeat(32), zone: "example.com" },
};

describe("what a real update refuses", () => {
  const linesOf = (changes: Parameters<typeof load>[0]) => updateProblems(load(changes)).map(formatProblem);

  it("is nothing once everything is the operator's own", () => {
    expect(linesOf(COMPLETE)).toEqual([]);
  });

  it("is every placeholder", () => {
    const refused = (path: string, value: string) =>
      `crm:${path}: "${value}" is a placeholder; allowed: your own, for a real update; a plan goes on without it; ` +
      `fix: pulumi config set ${path.includes(".") ? "--path " : ""}crm:${path} '<yours>'`;
    expect(linesOf({ ...COMPLETE, ...PLACEHOLDERS })).toEqual([
      refused("aws.accountId", "000000000000"),
      refused("atlas.orgId", "0".repeat(24)),
      refused("cloudflare.accountId", "0".repeat(32)),
      refused("cloudflare.zoneId", "0".repeat(32)),
      refused("cloudflare.zone", "example.com"),
      refused("alertEmail", "platform-alerts@example.com"),
    ]);
  });

  it("is a provider without its key", () => {
    expect(linesOf({ ...COMPLETE, secrets: { ...PROVIDER_KEYS, atlasPublicKey: undefined } })).toEqual([
      "crm:secrets.atlasPublicKey: is not set; allowed: the provider's key, for a real update; " +
        "a plan goes on without it; fix: pulumi config set --secret --path crm:secrets.atlasPublicKey",
    ]);
  });

  it("is a cluster API about which nobody has decided; nobody from outside is a decision", () => {
    expect(linesOf({ ...COMPLETE, adminCidrs: undefined })).toEqual([
      "crm:adminCidrs: is not set, so nobody has said who reaches the cluster's API; allowed: a list of ranges, or [] " +
        "for the private endpoint alone (then run the update inside the network); " +
        "fix: pulumi config set --path 'crm:adminCidrs[0]' 203.0.113.0/24",
    ]);
    expect(linesOf({ ...COMPLETE, adminCidrs: [] })).toEqual([]);
  });

  it.each(["000000000000", "00000000-0000-0000-0000-000000000000", "example.com", "crm.example.org", "a@example.net"])(
    "takes %s for a placeholder",
    (value) => {
      expect(isPlaceholder(value)).toBe(true);
    },
  );

  it.each(["100000000000", "sequelstring.com", "myexample.com", "example.com.sequelstring.com"])(
    "takes %s for somebody's own",
    (value) => {
      expect(isPlaceholder(value)).toBe(false);
    },
  );
});

describe("advice", () => {
  const messagesAt = (path: string, changes: Parameters<typeof load>[0]) =>
    advice(load(changes)).flatMap((line) => (line.path === path ? [line.message] : []));

  it("names recordings that leave the continent", () => {
    const aws = { ...GOOD.aws, drRegion: "eu-west-1" };
    expect(messagesAt("crm:aws.drRegion", { aws })).toEqual([
      "copies of customers' recordings leave north-america for europe",
    ]);
    expect(messagesAt("crm:aws.drRegion", {})).toEqual([]);
  });

  it("names the scopes that another stack has to own", () => {
    expect(messagesAt("crm:owns", { owns: ["zone"] })).toEqual([
      `the aws account's shared resources must exist already: some other stack has to own "account"`,
    ]);
    expect(messagesAt("crm:owns", { owns: ["zone", "account"] })).toEqual([]);
  });

  it("says that a plan of Cloudflare's is only read by the zone's owner", () => {
    const cloudflare = { ...GOOD.cloudflare, plan: "free" };
    expect(messagesAt("crm:cloudflare.plan", { cloudflare })).toHaveLength(1);
    expect(messagesAt("crm:cloudflare.plan", { cloudflare, owns: ["zone"] })).toEqual([]);
    expect(messagesAt("crm:cloudflare.plan", {})).toEqual([]);
  });

  it("names the features that have no key, as far as the tier means to have them", () => {
    const message = "not set: the CRM runs without the feature that needs it";
    expect(messagesAt("crm:secrets.openaiApiKey", {})).toEqual([message]);
    expect(messagesAt("crm:secrets.openaiApiKey", { secrets: { openaiApiKey: "k" } })).toEqual([]);
    expect(messagesAt("crm:secrets.twilioAuthToken", {})).toEqual([]);
    expect(messagesAt("crm:secrets.twilioAuthToken", { tier: "production" })).toEqual([message]);
  });
});
