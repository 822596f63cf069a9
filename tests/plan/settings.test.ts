import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { settingsOf } from "../../src/plan/settings";

const FILE = `
encryptionsalt: v1:salt
config:
  pulumi:disable-default-providers: ["*"]
  aws:region: us-west-1
  crm:cloud: aws
  crm:workloads: true
  crm:aws: { accountId: "012345678901", region: us-east-1 }
  crm:secrets:
    openaiApiKey: { secure: v1:ciphertext }
`;

const settings = (...assignments: readonly string[]) => settingsOf(parseDocument(FILE), assignments);
const parsed = (key: string, ...assignments: readonly string[]): unknown =>
  JSON.parse(settings(...assignments).config[key] ?? "null");

describe("settings", () => {
  it("are the texts that Pulumi hands to the program, of every namespace", () => {
    const { config, problems } = settings();
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      "pulumi:disable-default-providers": '["*"]',
      "aws:region": "us-west-1",
      "crm:cloud": "aws",
      "crm:workloads": "true",
      "crm:aws": '{"accountId":"012345678901","region":"us-east-1"}',
    });
  });

  it("count an encrypted value as set, without its text and without a passphrase", () => {
    const { config, secretKeys } = settings();
    expect(config["crm:secrets"]).toBe(`{"openaiApiKey":"[encrypted: a plan can't read it]"}`);
    expect(secretKeys).toEqual(["crm:secrets"]);
  });

  it("take assignments at any depth, the last one for a path", () => {
    expect(settings("crm:cloud=gcp", "crm:cloud=azure").config["crm:cloud"]).toBe("azure");
    expect(parsed("crm:aws", "crm:aws.region=eu-west-1")).toEqual({ accountId: "012345678901", region: "eu-west-1" });
    expect(parsed("crm:owns", "crm:owns[0]=account", "crm:owns[1]=zone")).toEqual(["account", "zone"]);
    expect(parsed("crm:gcp", "crm:gcp.project=a=b")).toEqual({ project: "a=b" });
    expect(parsed("crm:secrets", "crm:secrets.openaiApiKey=sk")).toEqual({ openaiApiKey: "sk" });
  });

  it("keep digits as text, and read lists, objects and booleans as JSON", () => {
    expect(parsed("crm:aws", "crm:aws.accountId=123456789012")).toMatchObject({ accountId: "123456789012" });
    expect(parsed("crm:adminCidrs", 'crm:adminCidrs=["203.0.113.0/24"]')).toEqual(["203.0.113.0/24"]);
    expect(parsed("crm:x", "crm:x.on=true")).toEqual({ on: true });
    expect(settings("crm:owner=[not json]").config["crm:owner"]).toBe("[not json]");
  });

  it("name every assignment that can't be made, and never its value", () => {
    const { problems } = settings(
      "crm:secrets.openaiApiKey:sk-canary",
      "cloud=gcp",
      "aws:region=x",
      "crm:cloud.name=x",
    );
    expect(problems.map(({ path, wrong }) => `${path}: ${wrong}`)).toEqual([
      "--set: crm:secrets is not given as path=value",
      "--set: an argument is not given as path=value",
      "--set: aws:region is not given as path=value",
      "crm:cloud.name: leads into a single value",
    ]);
  });

  it("need a namespace in front of every key", () => {
    const { problems } = settingsOf(parseDocument("config: { cloud: aws }"), []);
    expect(problems).toMatchObject([{ path: "cloud", fix: "write it as crm:cloud" }]);
  });
});
