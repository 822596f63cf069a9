import { describe, expect, it } from "vitest";
import { graphOf, type Variant } from "../graphs";
import { named } from "../recovery/stacks";

const inputsOf = (variant: Variant, ...names: readonly string[]) =>
  named(graphOf(variant), ...names).map(({ inputs }) => inputs);
const HOME = "crm-database-key-us-east-1";
const AWAY = "crm-database-key-us-west-2";

describe("the key of the database on AWS", () => {
  it("is one key in both regions where backups are copied, by an id that is the same in both", () => {
    const [access, role, home, away] = inputsOf(
      { tier: "production" },
      "crm-database-key",
      "crm-database-key-role",
      HOME,
      AWAY,
    );
    expect(access?.["awsKmsConfig"]).toMatchObject({ customerMasterKeyId: `<${HOME}.keyId>`, region: "US_EAST_1" });
    expect(home).toMatchObject({ region: "us-east-1", multiRegion: true, deletionWindowInDays: 30 });
    expect(away).toMatchObject({ region: "us-west-2", primaryKeyArn: `<${HOME}.arn>`, deletionWindowInDays: 30 });
    expect(role?.["assumeRolePolicy"]).toContain("sts:ExternalId");
  });

  it("may be used by Atlas in both, and is deleted in neither by Pulumi", () => {
    const graph = graphOf({ tier: "production" });
    const policies = graph.resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const texts = policies.map(({ inputs }) => String(inputs["policy"])).filter((text) => text.includes(HOME));
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(`<${AWAY}.arn>`);
    expect(named(graph, HOME, AWAY).map(({ protect }) => protect)).toEqual([true, true]);
  });

  it("is the stack's where nothing is copied, and Atlas' in dev", () => {
    const [access] = inputsOf({ tier: "staging" }, "crm-database-key");
    expect(access?.["awsKmsConfig"]).toMatchObject({ customerMasterKeyId: "<crm-secrets-key-us-east-1.arn>" });
    const names = graphOf({ tier: "dev" }).resources.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("crm-database-key"))).toEqual([]);
  });
});
