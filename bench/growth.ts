import "../src/graph/light-sdk";
import { writeFileSync } from "node:fs";
import { contractOf } from "../stacks";
import { CLOUDS } from "../src/conventions/clouds";
import { billOf } from "../src/cost/cost";
import { readPriceBook } from "../src/cost/price-book";
import { usageOf } from "../src/cost/usage";
import type { Graph } from "../src/graph/graph";
import { settingsOf } from "../src/plan/settings";
import { recordStack } from "../src/plan/stack";
import { readStackFile } from "../src/plan/stack-file";
import { policyOf } from "../src/policy/section";
import { availabilityOf } from "../src/recovery/availability";
import { recoveryOf } from "../src/recovery/rows";
import { timelineOf } from "../src/timeline/schedule";

/** How much longer each reader of a graph takes for ten times the resources, by cloud. */
export type Growth = Readonly<Record<string, Readonly<Record<string, number>>>>;

const SMALL = 500;
const TIMES = 10;
const ROUNDS = 15;
const CONTRACT = contractOf("production", null);
const BOOK = readPriceBook();

async function main(): Promise<void> {
  const growth: Record<string, Record<string, number>> = {};
  for (const cloud of CLOUDS) {
    const settings = settingsOf(readStackFile("prod"), [`crm:cloud=${cloud}`, "crm:tier=production"]);
    const { graph } = await recordStack("prod", settings, "resolved");
    const copies = Math.max(1, Math.round(SMALL / graph.resources.length));
    const [small, large] = [times(graph, copies), times(graph, copies * TIMES)];
    const kind = {
      cloud,
      tier: "production",
      phase: null,
      protect: true,
      owns: { account: true, zone: true },
    } as const;
    const readers: Readonly<Record<string, (of: Graph) => unknown>> = {
      cost: (of) => billOf({ graph: of, usage: usageOf(CONTRACT.load), book: BOOK, groups: new Map() }),
      policy: (of) => policyOf(of, kind, { waivers: [], asOf: "2026-12-01" }),
      recovery: (of) => [recoveryOf(of, CONTRACT), availabilityOf(of, CONTRACT)],
      timeline: timelineOf,
    };
    growth[cloud] = Object.fromEntries(
      Object.entries(readers).map(([name, read]) => {
        const short = least(() => read(small));
        return [name, least(() => read(large)) / short];
      }),
    );
  }
  writeFileSync(1, JSON.stringify(growth));
}

/** The stack several times over, each with names of its own, under the same providers. */
function times(graph: Graph, count: number): Graph {
  const text = JSON.stringify(graph.resources);
  const copies = Array.from({ length: count }, (_, index) => {
    const own = text.replaceAll("crm-", `crm${index}-`).replaceAll("ss-prod", `ss-prod${index}`);
    return JSON.parse(own) as Graph["resources"];
  });
  return { ...graph, resources: [...new Map(copies.flat().map((one) => [one.urn, one])).values()] };
}

/** Of some runs the shortest: the others are the compiler's, the garbage collector's, and those of other processes. */
function least(run: () => unknown): number {
  const taken = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...taken);
}

void main();
