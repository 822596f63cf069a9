import { describe, expect, it } from "vitest";
import { locationOver } from "../../src/providers/gcp/encryption";
import { graphOf } from "../graphs";
import { named } from "../recovery/stacks";

describe("the key of the database on Google Cloud", () => {
  it.each([
    ["us-central1", "us-east1", "us"],
    ["europe-west4", "europe-west1", "europe"],
    ["asia-east1", "asia-southeast1", "asia"],
    ["us-central1", "europe-west1", "global"],
    ["southamerica-east1", "us-east1", "global"],
    ["northamerica-northeast1", "us-east1", "global"],
    ["australia-southeast1", "asia-southeast1", "global"],
  ])("is, for %s and %s, in %s", (region, drRegion, location) => {
    expect(locationOver(region, drRegion)).toBe(location);
  });

  it("outlives the stack's region where backups are copied, and is the stack's own elsewhere", () => {
    const keyOf = (tier: "production" | "staging") =>
      named(graphOf({ cloud: "gcp", tier }), "crm-database-key")[0]?.inputs["googleCloudKmsConfig"];
    const version = (name: string) => ({ keyVersionResourceId: `<${name}.id>/cryptoKeyVersions/1` });
    expect(keyOf("production")).toMatchObject(version("crm-database-key-us"));
    expect(keyOf("staging")).toMatchObject(version("crm-secrets-key-us-central1"));
    const graph = graphOf({ cloud: "gcp", tier: "production" });
    const [ring, key] = named(graph, "crm-database-ring-us", "crm-database-key-us");
    expect([ring?.inputs["location"], key?.protect]).toEqual(["us", true]);
  });
});
