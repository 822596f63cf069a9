import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../src/graph/graph";
import { AWS_RULES } from "../../src/policy/aws/rules";
import { PolicyGraph } from "../../src/policy/query";
import type { Rule } from "../../src/policy/rule";
import { type Draft, graphFrom } from "./builder";
import { FIXTURES } from "./fixtures";
import { MODEL } from "./model";

const ids = AWS_RULES.map(({ id }) => id);
const graphOf = (drafts: readonly Draft[]) => new PolicyGraph(graphFrom(drafts));

/** A rule that looked at nothing has proved nothing. */
const holds = (rule: Rule, graph: PolicyGraph) => {
  const { looked, problems } = rule.check(graph);
  return looked > 0 && problems.length === 0;
};

const broken = (drafts: readonly Draft[]) => {
  const graph = graphOf(drafts);
  return AWS_RULES.filter((rule) => !holds(rule, graph)).map(({ id }) => id);
};

describe("the rules", () => {
  it("are 89, each with an id of its own and something that breaks it", () => {
    expect(new Set(ids).size).toBe(89);
    expect(new Set(Object.keys(FIXTURES))).toEqual(new Set(ids));
  });

  it("all hold in the model", () => {
    expect(broken(MODEL)).toEqual([]);
  });

  it("prove nothing where there is nothing to look at", () => {
    expect(broken([])).toEqual(ids);
  });
});

describe.each(AWS_RULES.map((rule) => ({ rule, ...FIXTURES[rule.id] })))(
  "$rule.id $rule.title",
  ({ rule, fails = [], holds: still = [] }) => {
    it.each(fails.map((change, index) => ({ change, number: index + 1 })))(
      "is broken by fixture $number, alone",
      ({ change }) => {
        expect(broken(change(MODEL))).toEqual([rule.id]);
      },
    );

    it("proves nothing where nothing can be read", () => {
      const stacks = [MODEL, ...fails.map((change) => change(MODEL))];
      // A rule that asks for an absence has nothing to read in the model.
      expect(stacks.some((drafts) => broken(drafts.map(veil)).includes(rule.id))).toBe(true);
    });

    it.each(still.map((change, index) => ({ change, number: index + 1 })))("holds in fixture $number", ({ change }) => {
      expect(broken(change(MODEL))).not.toContain(rule.id);
    });
  },
);

function veil(draft: Draft): Draft {
  return { ...draft, inputs: Object.fromEntries(Object.keys(draft.inputs).map((key) => [key, UNKNOWN])) };
}
