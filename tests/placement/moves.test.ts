import { describe, expect, it } from "vitest";
import { movesBetween, type Placement } from "../../src/placement";
import { PRODUCTION } from "./deployed";

const moves = (from: Partial<Placement>, to: Partial<Placement>) =>
  movesBetween({ ...PRODUCTION, ...from }, { ...PRODUCTION, ...to });

describe("the moves between two placements", () => {
  it("are none where nothing changed", () => expect(moves({}, {})).toEqual([]));

  it.each<[string, Partial<Placement>, Partial<Placement>, readonly string[]]>([
    ["another region", {}, { region: "eu-west-1" }, ["aws/us-east-1->aws/eu-west-1"]],
    ["another DR region", {}, { drRegion: "us-east-2" }, ["dr/us-west-2->dr/us-east-2"]],
    [
      "another region, and with it another DR region",
      {},
      { region: "eu-west-1", drRegion: "eu-west-2" },
      ["aws/us-east-1->aws/eu-west-1"],
    ],
    ["another account", {}, { account: "210987654321" }, ["123456789012->210987654321"]],
    [
      "another cloud, and with it another account",
      {},
      { cloud: "gcp", account: "crm-prod", region: "us-central1", drRegion: "us-east1" },
      ["aws/us-east-1->gcp/us-central1"],
    ],
    ["a smaller tier", {}, { tier: "staging" }, ["production->staging"]],
    ["a smaller tier from the top", { tier: "enterprise" }, {}, ["enterprise->production"]],
    ["an earlier phase", { phase: "scale" }, { phase: "growth" }, ["production/scale->production/growth"]],
    ["the first phase, which has no search", {}, { phase: "mvp" }, ["production->production/mvp"]],
    ["a phase taken away that was more than production", { phase: "growth" }, {}, ["production/growth->production"]],
    [
      "everything at once",
      {},
      { account: "210987654321", region: "eu-west-1", tier: "dev" },
      ["aws/us-east-1->aws/eu-west-1", "123456789012->210987654321", "production->dev"],
    ],
  ])("%s", (_, from, to, expected) => expect(moves(from, to)).toEqual(expected));

  it.each<[string, Partial<Placement>, Partial<Placement>]>([
    ["a larger tier", { tier: "staging" }, {}],
    ["the largest tier", {}, { tier: "enterprise" }],
    ["enterprise after scale", { phase: "scale" }, { tier: "enterprise" }],
    ["the next phase", { phase: "mvp" }, { phase: "growth" }],
    ["the first phase taken away", { phase: "mvp" }, {}],
    ["protection taken away", {}, { protected: false }],
  ])("none for %s", (_, from, to) => expect(moves(from, to)).toEqual([]));
});
