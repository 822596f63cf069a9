import { beforeAll, describe, expect, it } from "vitest";
import { contractOf, type Tier } from "../../stacks";
import type { StackConfig } from "../../src/config/config";
import { keysAt } from "../../src/config/hints";
import { loadConfig } from "../../src/config/load";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { PROJECT } from "../../src/conventions/tags";
import type { Graph } from "../../src/graph/graph";
import { record } from "../../src/graph/record";
import { program } from "../../src/index";
import { planContractOf, planOf } from "../../src/plan/plan";
import { judgedBy } from "../../src/plan/planned";
import { settingsOf, type StackSettings } from "../../src/plan/settings";
import { recordStack } from "../../src/plan/stack";
import { readStackFile } from "../../src/plan/stack-file";
import { CLOUDS_BUILT } from "../clouds";
import { configOf, graphOf } from "../graphs";
import { ELSEWHERE, KEYS, SWITCHES } from "./keys";
import { knobOf, leavesOf, roundsOf, shown, turned, UNITS } from "./knobs";

const STACK = "prod";
const JUDGED = judgedBy("2026-11-25");
const production = contractOf("production", null);

async function run(settings: StackSettings, contract: Tier): Promise<{ graph: Graph; config: StackConfig }> {
  let config: StackConfig | undefined;
  const start = () => {
    config = loadConfig();
    return program({ ...config, contract, protect: contract.protect });
  };
  const graph = await record(start, { project: PROJECT, stack: STACK, mode: "resolved", ...settings });
  if (config === undefined) throw new Error("the program did not start");
  return { graph, config };
}

describe.each(CLOUDS)("no dead part of the contract on %s", (cloud) => {
  const { without, parts, sku } = CLOUDS_BUILT[cloud].knobs;
  const leaves = leavesOf(production).filter((path) => !parts.test(path) && !(path in without));
  const knobs = [...leaves, ...UNITS].flatMap((path) => knobOf(path) ?? []);
  const rounds = roundsOf(knobs);
  const figures = leaves.filter((path) => knobOf(path) === undefined);
  const base = graphOf({ cloud, tier: "production" });
  const recordings: Graph[] = [];
  let config: StackConfig;

  beforeAll(async () => {
    const settings = configOf({ cloud, tier: "production" });
    for (const round of rounds) {
      const recorded = await run(
        settings,
        round.reduce((contract, { path }) => turned(contract, path), production),
      );
      recordings.push(recorded.graph);
      ({ config } = recorded);
    }
  });

  it.each(rounds.flatMap((round, index) => round.map((knob) => [knob.path, index, knob] as const)))(
    "%s (recording %i)",
    (_, index, knob) => {
      const recording = recordings[index];
      expect(recording && shown(recording, knob)).not.toBe(shown(base, knob));
    },
  );

  it.each(figures)("%s, a figure of the plan", (path) => {
    expect(planContractOf(turned(production, path))).not.toEqual(planContractOf(production));
  });

  it("has its figures in the plan", () => {
    const contract = figures.reduce(turned, production);
    expect(planOf({ ...config, contract }, base, JUDGED).contract).toEqual(planContractOf(contract));
  });

  it.each(leavesOf(production).filter((path) => parts.test(path)))("%s, a part of a size", (path) => {
    const buy = sku[path.startsWith("search.") ? "search" : "nodePools"];
    expect(bought(() => buy(turned(production, path)))).not.toEqual(bought(() => buy(production)));
  });
});

/** What a size is bought as; null where nothing like it is sold. */
function bought(buy: () => unknown): unknown {
  try {
    return buy();
  } catch (error) {
    expect((error as Error).message).toMatch(/^no \w+ equal of size/);
    return null;
  }
}

describe.each(CLOUDS)("no dead key of the configuration on %s", (cloud) => {
  const { keysWithout, own } = CLOUDS_BUILT[cloud].knobs;
  const common = Object.entries(KEYS).filter(([key]) => !(key in keysWithout));
  const keys = [...common, ...Object.entries(own).map(([key, shows]) => [`${cloud}.${key}`, shows] as const)];
  const base = graphOf({ cloud, tier: "production" });
  let all: Graph;
  let less: Graph;
  beforeAll(async () => {
    all = await recordWith(
      cloud,
      keys.map(([key, { value }]) => `crm:${key}=${value}`),
    );
    less = await recordWith(cloud, ["crm:owns=[]", `crm:unprotect=${STACK}`, "crm:workloads=false", "crm:secrets={}"]);
  });

  it.each(keys)("%s", (_, shows) => {
    const texts = ({ resources }: Graph) =>
      JSON.stringify(resources.filter(({ name }) => shows.in.test(name)).map(({ inputs }) => inputs));
    if (shows.as === null) expect([texts(all), texts(base) === "[]"]).toEqual(["[]", false]);
    else {
      // Inputs may hold JSON as text.
      const text = shows.as.replaceAll('"', "").toLowerCase();
      expect(texts(base).replaceAll(/[\\"]/g, "").toLowerCase()).not.toContain(text);
      expect(texts(all).replaceAll(/[\\"]/g, "").toLowerCase()).toContain(text);
    }
  });

  it.each([
    ["owns: account", ({ type }) => CLOUDS_BUILT[cloud].sharing.singletons.includes(type)],
    ["owns: zone", ({ type }) => type === "cloudflare:index/zoneSetting:ZoneSetting"],
    ["unprotect", ({ protect }) => protect],
    ["workloads", ({ name }) => name.startsWith("crm-workloads")],
    ["secrets", ({ name }) => name === "crm-secrets-openaiApiKey"],
  ] as readonly (readonly [string, (resource: Graph["resources"][number]) => boolean])[])(
    "%s leaves out what it names",
    (_, isNamed) => {
      expect(base.resources.filter(isNamed)).not.toEqual([]);
      expect(less.resources.filter(isNamed)).toEqual([]);
    },
  );

  it("is every key there is", () => {
    const clouds: readonly string[] = CLOUDS.filter((other) => other !== cloud);
    const paths = keysAt([]).flatMap((key) => {
      const nested = key in KEYS || SWITCHES.some((one) => one === key) ? [] : keysAt([key]);
      return nested.length > 0 ? nested.map((inner) => `${key}.${inner}`) : [key];
    });
    const shown = [...keys.map(([key]) => key), ...Object.keys(keysWithout), ...SWITCHES, ...Object.keys(ELSEWHERE)];
    const mine = paths.filter((path) => !clouds.includes(path.split(".")[0] ?? ""));
    expect(mine.filter((path) => !shown.includes(path))).toEqual([]);
  });
});

async function recordWith(cloud: CloudName, assignments: readonly string[]): Promise<Graph> {
  const secret = assignments.some((one) => one.startsWith("crm:secrets")) ? [] : ["crm:secrets.openaiApiKey=sk"];
  const settings = settingsOf(readStackFile(STACK), [`crm:cloud=${cloud}`, ...secret, ...assignments]);
  return (await recordStack(STACK, settings, "resolved")).graph;
}
