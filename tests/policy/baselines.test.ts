import { describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import type { Graph } from "../../src/graph/graph";
import { evaluate } from "../../src/policy/evaluate";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { kindOfVariant, UNWAIVED } from "./kinds";
import { ATLAS_SLIPS } from "./slips/atlas";
import { AWS_SLIPS } from "./slips/aws";
import { AZURE_SLIPS } from "./slips/azure";
import { SLIPS_EVERYWHERE } from "./slips/everywhere";
import { GCP_SLIPS } from "./slips/gcp";
import type { Slip, Slips } from "./slips/slip";

interface Expected {
  /** What production is not asked, as a stack of no size has it. */
  readonly notApplicable: readonly string[];
  readonly passed: number;
  readonly slips: Slips;
}

const EXPECTED: Readonly<Record<CloudName, Expected>> = {
  aws: { notApplicable: ["I01", "F54", "X05"], passed: 113, slips: { ...AWS_SLIPS, ...ATLAS_SLIPS } },
  gcp: { notApplicable: ["G32", "F54", "X05"], passed: 67, slips: { ...GCP_SLIPS, ...ATLAS_SLIPS } },
  azure: { notApplicable: ["Z35", "Z36", "Z45", "F54", "X02", "X05"], passed: 64, slips: AZURE_SLIPS },
};

describe("the security baseline", () => {
  it.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), variant] as const))("holds on %s", (_, variant) => {
    const { findings } = evaluate(graphOf(variant), kindOfVariant(variant), UNWAIVED);
    expect(findings.filter(({ waiver }) => waiver === null)).toEqual([]);
  });
});

describe.each(CLOUDS)("production on %s", (cloud) => {
  const kind = kindOfVariant({ cloud, tier: "production" });
  const production = productionOn(cloud);
  const { slips, ...expected } = EXPECTED[cloud];

  it("is asked everything, but for what a stack has in no size", () => {
    const { passed, notApplicable } = evaluate(production, kind, UNWAIVED);
    expect({ passed: passed.length, notApplicable: notApplicable.map(({ rule }) => rule) }).toEqual(expected);
  });

  it.each(Object.entries({ ...slips, ...SLIPS_EVERYWHERE }))(
    "has a slip of the hand that %s notices, and no other rule",
    (rule, slip) => {
      const all = evaluate(slipped(production, slip), kind, UNWAIVED).findings;
      const findings = all.filter(({ waiver }) => waiver === null);
      expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set([rule]));
      expect(findings.filter(({ message }) => message.includes("can't be judged"))).toEqual([]);
    },
  );
});

function productionOn(cloud: CloudName): Graph {
  const found = ALL_VARIANTS.find(
    (variant) => (variant.cloud ?? "aws") === cloud && variant.tier === "production" && variant.phase === undefined,
  );
  if (found === undefined) throw new Error(`production is not recorded on ${cloud}`);
  return graphOf(found);
}

function slipped(graph: Graph, slip: Slip): Graph {
  return { ...graph, resources: graph.resources.flatMap((resource) => slip(resource) ?? []) };
}
