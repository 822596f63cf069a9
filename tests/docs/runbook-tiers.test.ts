import { describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { changesBetween } from "../../src/diff/changes";
import type { PhaseName, TierName } from "../../stacks";
import { graphOf } from "../graphs";
import { rowsOf, RUNBOOKS } from "./pages";

type Size = readonly [TierName, PhaseName?];

const MVP: Size = ["production", "mvp"];
const PRODUCTION: Size = ["production"];
const GROWTH: Size = ["production", "growth"];
const SCALE: Size = ["production", "scale"];
const ENTERPRISE: Size = ["enterprise"];

/** Steps between stacks of one name, by the row of the page that speaks of them; of other names every resource is another. */
const STEPS: Readonly<Record<string, readonly (readonly [Size, Size])[]>> = {
  "mvp to production": [[MVP, PRODUCTION]],
  "production to growth, to scale, to enterprise": [
    [PRODUCTION, GROWTH],
    [GROWTH, SCALE],
    [PRODUCTION, ENTERPRISE],
    [SCALE, ENTERPRISE],
  ],
  "one phase smaller, same shards": [
    [GROWTH, PRODUCTION],
    [PRODUCTION, MVP],
  ],
  "fewer shards, production to staging or dev": [
    [SCALE, GROWTH],
    [ENTERPRISE, PRODUCTION],
  ],
};

const COLUMNS: Readonly<Record<CloudName, string>> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" };
/** Logs of what goes, and an index that is filled again, are no reason for a second stack. */
const MAY_GO = /logs|crm-search-|crm-cluster-insights-/;

const graphAt = (cloud: CloudName, [tier, phase]: Size) =>
  graphOf({ cloud, tier, ...(phase === undefined ? {} : { phase }) });

const lostBetween = (cloud: CloudName, from: Size, to: Size): readonly string[] =>
  changesBetween({ before: graphAt(cloud, from).resources, after: graphAt(cloud, to).resources })
    .filter(({ effect, urn }) => effect === "dataLoss" && !MAY_GO.test(urn))
    .map(({ urn }) => urn.split("::").at(-1) ?? "");

describe("what a change of the tier loses", () => {
  const rows = rowsOf(`${RUNBOOKS}/tier-change.md`);

  describe.each(CLOUDS)("on %s", (cloud) => {
    it.each(Object.entries(STEPS))("%s is what the page says", (row, steps) => {
      const said = rows.get(row)?.[COLUMNS[cloud]] ?? "";
      expect(said).not.toBe("");
      const lost = steps.flatMap(([from, to]) => lostBetween(cloud, from, to));
      expect(lost.length > 0, lost.join(", ")).toBe(!said.startsWith("in place"));
    });
  });
});
