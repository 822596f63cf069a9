import { describe, expect, it } from "vitest";
import { THIRD_PARTIES } from "../../stacks";
import { AWS_VARIANTS, CANARY, graphOf, nameOfVariant } from "../graphs";
import { SECRET } from "../../src/graph/graph";

describe.each(AWS_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("%s", (_, variant) => {
  it.each(["firstPreview", "resolved", "update"] as const)("shows no secret's value (%s)", (mode) => {
    expect(JSON.stringify(graphOf({ ...variant, mode }))).not.toMatch(CANARY);
  });

  const graph = graphOf(variant);
  const ofType = (type: string) => graph.resources.filter((resource) => resource.type === type);

  it("brings every key that is set to the secret store, and to no other place of the CRM's", () => {
    const secrets = ofType("aws:secretsmanager/secret:Secret").map(({ inputs }) =>
      String(inputs["name"]).split("/").at(-1),
    );
    expect(secrets.sort()).toEqual([...THIRD_PARTIES, "mongodb-uri", "redis-url"].sort());
    for (const { inputs } of ofType("aws:secretsmanager/secretVersion:SecretVersion")) {
      expect(inputs["secretStringWo"]).toBe(SECRET);
      expect(inputs["secretString"]).toBeUndefined();
    }
  });

  it("keeps the platform's own passwords secret", () => {
    expect(ofType("aws:elasticache/replicationGroup:ReplicationGroup")[0]?.inputs["authToken"]).toBe(SECRET);
    expect(ofType("mongodbatlas:index/databaseUser:DatabaseUser")[0]?.inputs["password"]).toBe(SECRET);
    expect(ofType("pulumi:providers:mongodbatlas")[0]?.inputs).toMatchObject({ publicKey: SECRET, privateKey: SECRET });
    expect(ofType("pulumi:providers:cloudflare")[0]?.inputs).toMatchObject({ apiToken: SECRET });
    for (const { inputs } of ofType("aws:acm/certificate:Certificate"))
      if ("privateKey" in inputs) expect(inputs["privateKey"]).toBe(SECRET);
  });
});
