import { describe, expect, it } from "vitest";
import { policiesOf, type Run } from "../../policy-pack/policies";
import { CLOUDS } from "../../src/conventions/clouds";
import type { Graph } from "../../src/graph/graph";
import { evaluate, type Finding } from "../../src/policy/evaluate";
import { graphOf } from "../graphs";
import { type Change, graphFrom, set } from "./builder";
import { reportedOn, SECRET_VALUE } from "./engine";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { MODELS } from "./model";
import { ATLAS_SLIPS } from "./slips/atlas";
import { AWS_SLIPS } from "./slips/aws";
import { AZURE_SLIPS } from "./slips/azure";
import { GCP_SLIPS } from "./slips/gcp";
import { SLIPS_EVERYWHERE } from "./slips/everywhere";
import type { Slips } from "./slips/slip";

const UPDATE: Run = { ...UNWAIVED, isPreview: false };
const SLIPS: Readonly<Record<(typeof CLOUDS)[number], Slips>> = {
  aws: { ...AWS_SLIPS, ...ATLAS_SLIPS },
  gcp: { ...GCP_SLIPS, ...ATLAS_SLIPS },
  azure: AZURE_SLIPS,
};

/** All slips of a cloud in one stack: as many findings as there can be. */
function slippedAt(graph: Graph, slips: Slips): Graph {
  const slip = Object.values({ ...slips, ...SLIPS_EVERYWHERE });
  const resources = graph.resources.flatMap((resource) => {
    const after = slip.reduce<typeof resource | null>((one, change) => one && change(one), resource);
    return after === null ? [] : [{ ...after, propertyDependencies: resource.propertyDependencies }];
  });
  return { ...graph, resources };
}

/** What counts, without the names of values: those are the cloud's. */
const told = (findings: readonly Pick<Finding, "rule" | "urn">[]) =>
  findings.map(({ rule, urn }) => `${rule} ${urn ?? "the stack"}`).sort();

describe.each(CLOUDS)("the policy pack on %s", (cloud) => {
  const kind = kindOfVariant({ cloud, tier: "production" });
  const production = graphOf({ cloud, tier: "production" });

  it("finds in an update what the plan finds, and tells no secret", async () => {
    const graph = slippedAt(production, SLIPS[cloud]);
    const expected = evaluate(graph, kind, UNWAIVED).findings.filter(({ waiver }) => waiver === null);
    const reported = await reportedOn(graph, policiesOf(kind, UPDATE));
    expect(told(reported)).toEqual(told(expected));
    expect(new Set(expected.map(({ rule }) => rule)).size).toBeGreaterThan(12);
    expect(reported.filter(({ isMandatory }) => isMandatory).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(expected.filter(({ severity }) => severity === "high").map(({ rule }) => rule)),
    );
    expect(JSON.stringify(reported)).not.toContain(SECRET_VALUE);
  });

  it("finds nothing in the stack as it is, neither before nor after it exists", async () => {
    expect(await reportedOn(production, policiesOf(kind, UPDATE))).toEqual([]);
    const preview = graphOf({ cloud, tier: "production", mode: "firstPreview" });
    expect(await reportedOn(preview, policiesOf(kind, { ...UPDATE, isPreview: true }))).toEqual([]);
  });
});

describe("the policy pack", () => {
  const kind = kindOfVariant({ tier: "production" });
  const reported = (change: Change, run: Partial<Run> = {}) =>
    reportedOn(graphFrom(change(MODELS.aws)), policiesOf(kind, { ...UPDATE, ...run }));

  it("stops for what is grave, and only tells what is not", async () => {
    const levels = async (change: Change) =>
      (await reported(change)).map(({ rule, isMandatory }) => [rule, isMandatory]);
    expect(await levels(set("eks", { deletionProtection: false }))).toEqual([["E08", true]]);
    expect(await levels(set("key", { enableKeyRotation: false }))).toEqual([["K01", false]]);
  });

  it("honours waivers as long as they last", async () => {
    const open = set("eks", { deletionProtection: false });
    const waivers = [{ rule: "E08", reason: "the cluster is rebuilt", until: "2026-12-31" }];
    expect(await reported(open, { waivers, asOf: "2026-12-31" })).toEqual([]);
    expect((await reported(open, { waivers, asOf: "2027-01-01" })).map(({ rule }) => rule)).toEqual(["E08"]);
  });

  it("knows a secret from a value that is not marked", async () => {
    const found = await reported(set("cloudflare", { apiToken: "plain-token-0815" }));
    expect(found.map(({ rule }) => rule)).toEqual(["P64"]);
    expect(JSON.stringify(found)).not.toContain("plain-token-0815");
  });

  it("judges what is unknown once it is known", async () => {
    const unknown = set("key", { enableKeyRotation: "[unknown]" });
    expect(await reported(unknown, { isPreview: true })).toEqual([]);
    expect((await reported(unknown)).map(({ rule }) => rule)).toEqual(["K01"]);
  });
});
