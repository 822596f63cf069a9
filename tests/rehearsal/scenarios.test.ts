import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { type Act, SCENARIOS, type Subject } from "../../src/rehearsal/scenarios";
import { ALL_VARIANTS, graphOf, nameOfVariant, type Variant } from "../graphs";

/** A stack as far as scenarios ask. */
function subjectOf(variant: Variant): Subject {
  const { cloud = "aws", tier, phase = null } = variant;
  const drLevel = keepsData(variant) ? "copies" : "none";
  const { resources } = graphOf(variant);
  return { cloud, tier, phase, resources, drRegion: "elsewhere", contract: { drLevel } } as unknown as Subject;
}

const keepsData = ({ tier }: Pick<Variant, "tier">) => tier === "production" || tier === "enterprise";
const actsOf = (name: string, subject: Subject): readonly Act[] =>
  SCENARIOS.find((scenario) => scenario.name === name)?.acts(subject) ?? [];

describe.each(ALL_VARIANTS.map((variant) => [nameOfVariant(variant), subjectOf(variant)] as const))(
  "scenarios of %s",
  (_, subject) => {
    it.each(SCENARIOS)("$name begins with a stack's making and ends with its end", ({ acts }) => {
      const all = acts(subject);
      expect(all.find(({ command }) => command !== "preview")?.command).toBe("up");
      expect(all.at(-1)?.command).toBe("destroy");
    });

    it.each(SCENARIOS)("$name destroys nothing that is protected, but for what must be refused", ({ acts }) => {
      for (const beside of [undefined, true] as const) {
        let isFree = !keepsData(subject);
        for (const act of acts(subject).filter((one) => one.beside === beside)) {
          isFree ||= act.unprotects === true || Object.keys(act.set ?? {}).includes("crm:unprotect");
          if (act.command === "destroy" && act.refused === undefined) expect(isFree, act.name).toBe(true);
        }
      }
    });
  },
);

describe("a change of the tier", () => {
  it.each([
    ["dev", null, ["grown to staging"]],
    ["staging", null, ["grown to production/mvp"]],
    ["production", "mvp", ["shrunk to staging, which is refused", "grown to production"]],
    ["production", null, ["shrunk to production/mvp, which is refused", "grown to production/growth"]],
    ["production", "scale", ["shrunk to production/growth, which is refused", "grown to enterprise"]],
    ["enterprise", null, ["shrunk to production/scale, which is refused"]],
  ] as const)("of %s/%s goes to its neighbours", (tier, phase, expected) => {
    const acts = actsOf("tier-change", subjectOf({ cloud: "aws", tier, ...(phase === null ? {} : { phase }) }));
    const moves = acts.map(({ name }) => name).filter((name) => /^(grown|shrunk|back)/.test(name));
    expect(moves).toEqual(expected);
  });
});

describe("a change of the cloud", () => {
  it.each(CLOUDS)("from %s is in place where nothing is protected, and leads to another one", (cloud) => {
    const acts = actsOf("cloud-switch", subjectOf({ cloud, tier: "dev" }));
    const [to] = acts.flatMap(({ set }) => set?.["crm:cloud"] ?? []);
    expect(CLOUDS.filter((one) => one !== cloud)).toContain(to);
    expect(acts.some(({ beside }) => beside)).toBe(false);
  });

  it.each(CLOUDS)("from %s is refused where data is protected, and goes on beside", (cloud) => {
    const acts = actsOf("cloud-switch", subjectOf({ cloud, tier: "production" }));
    const switches = acts.filter(({ set }) => set?.["crm:cloud"] !== undefined && set["crm:cloud"] !== cloud);
    expect(switches.map(({ refused, beside }) => refused !== undefined || beside === true)).toEqual([true, true]);
  });
});
