import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../src/graph/graph";
import { PolicyGraph } from "../../src/policy/query";
import type { Rule } from "../../src/policy/rule";
import { type Draft, graphFrom } from "./builder";
import { SUITES } from "./fixtures";

const graphOf = (drafts: readonly Draft[]) => new PolicyGraph(graphFrom(drafts));

/** A rule that looked at nothing has proved nothing. */
const holds = (rule: Rule, graph: PolicyGraph) => {
  const { looked, problems } = rule.check(graph);
  return looked > 0 && problems.length === 0;
};

it("gives every rule an id of its own, whoever's it is", () => {
  const rules = new Set(SUITES.flatMap((suite) => suite.rules));
  const ids = [...rules].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe.each(SUITES)("the rules of $vendor", ({ rules, size, model, fixtures }) => {
  const ids = rules.map(({ id }) => id);
  const broken = (drafts: readonly Draft[]) => {
    const graph = graphOf(drafts);
    return rules.filter((rule) => !holds(rule, graph)).map(({ id }) => id);
  };

  it(`are ${size}, each with something that breaks it`, () => {
    expect(ids).toHaveLength(size);
    expect(new Set(Object.keys(fixtures))).toEqual(new Set(ids));
  });

  it("all hold in the model", () => {
    expect(broken(model)).toEqual([]);
  });

  it("prove nothing where there is nothing to look at", () => {
    expect(broken([])).toEqual(ids);
  });

  describe.each(rules.map((rule) => ({ rule, ...fixtures[rule.id] })))(
    "$rule.id $rule.title",
    ({ rule, fails = [], holds: still = [], readsNoInput = false }) => {
      it.each(fails.map((change, index) => ({ change, number: index + 1 })))(
        "is broken by fixture $number, alone",
        ({ change }) => {
          expect(broken(change(model))).toEqual([rule.id]);
        },
      );

      it.skipIf(readsNoInput)("proves nothing where nothing can be read", () => {
        const stacks = [model, ...fails.map((change) => change(model))];
        // A rule that asks for an absence has nothing to read in the model.
        expect(stacks.some((drafts) => !holds(rule, graphOf(drafts.map(veil))))).toBe(true);
      });

      it.each(still.map((change, index) => ({ change, number: index + 1 })))(
        "holds in fixture $number",
        ({ change }) => {
          expect(holds(rule, graphOf(change(model)))).toBe(true);
        },
      );
    },
  );
});

function veil(draft: Draft): Draft {
  return { ...draft, inputs: Object.fromEntries(Object.keys(draft.inputs).map((key) => [key, UNKNOWN])) };
}
