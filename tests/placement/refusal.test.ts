import { describe, expect, it } from "vitest";
import { MoveRefused, type Placement, refuseMove } from "../../src/placement";
import { deploy, PRODUCTION } from "./deployed";

async function refusal(deployed: Placement | null, next: Partial<Placement>, allowed: readonly string[] = []) {
  await deploy(deployed);
  try {
    await refuseMove({ ...PRODUCTION, ...next }, allowed);
    return null;
  } catch (error) {
    if (error instanceof MoveRefused) return error;
    throw error;
  }
}

describe("a move of protected data", () => {
  it("is refused in words that lead on", async () => {
    const refused = await refusal(PRODUCTION, { region: "eu-west-1", tier: "staging" });
    expect(refused?.message).toBe(
      "This stack protects its data, and the configuration would move or shrink it: " +
        "aws/us-east-1->aws/eu-west-1,production->staging. Nothing has been changed. If the slip is in the configuration, " +
        "set the former value back. If the move is meant, docs/runbooks/cloud-switch.md (another place) and " +
        "docs/runbooks/tier-change.md (smaller) say how: most moves make a new stack beside this one. " +
        'Only where they say "in place": ' +
        "pulumi config set crm:allowMove 'aws/us-east-1->aws/eu-west-1,production->staging'",
    );
  });

  it("goes through when exactly it is allowed", async () => {
    const next = { tier: "staging" } as const;
    expect(await refusal(PRODUCTION, next, ["production->staging"])).toBeNull();
    expect((await refusal(PRODUCTION, next, ["production->dev"]))?.moves).toEqual(["production->staging"]);
    expect((await refusal(PRODUCTION, next, ["PRODUCTION->staging"]))?.moves).toEqual(["production->staging"]);
    expect((await refusal(PRODUCTION, next, ["staging"]))?.moves).toEqual(["production->staging"]);
  });

  it("needs every move allowed, and names those that are not", async () => {
    const next = { account: "210987654321", tier: "dev" } as const;
    expect((await refusal(PRODUCTION, next, ["production->dev"]))?.moves).toEqual(["123456789012->210987654321"]);
  });

  it("counts the protection that is deployed, not the one that is asked for", async () => {
    expect((await refusal(PRODUCTION, { tier: "dev", protected: false }))?.moves).toEqual(["production->dev"]);
    expect(await refusal({ ...PRODUCTION, protected: false }, { region: "eu-west-1" })).toBeNull();
  });

  it("can't be made by a stack that was never deployed", async () => {
    expect(await refusal(null, { tier: "dev" })).toBeNull();
  });

  it("is none when the stack stays or grows", async () => {
    expect(await refusal(PRODUCTION, {})).toBeNull();
    expect(await refusal(PRODUCTION, { tier: "enterprise" })).toBeNull();
  });
});
