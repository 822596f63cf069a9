import "../src/graph/light-sdk";
import { writeFileSync } from "node:fs";
import { planOf } from "../src/plan/plan";
import { judgedBy } from "../src/plan/planned";
import { settingsOf } from "../src/plan/settings";
import { recordStack } from "../src/plan/stack";
import { readStackFile } from "../src/plan/stack-file";
import { colorsFor, treeOf } from "../src/plan/tree";

/** What a process that made plans says about itself. */
export interface InProcess {
  readonly peakMb: number;
  /** By tier: recording alone, without imports. */
  readonly msPerResource: Readonly<Record<string, number>>;
  /** SDK packages of which a module was loaded. */
  readonly packages: readonly string[];
}

const JUDGED = judgedBy("2026-12-01");

async function main([cloud = "", ...tiers]: readonly string[]): Promise<void> {
  const msPerResource: Record<string, number> = {};
  for (const tier of tiers) {
    const settings = settingsOf(readStackFile("prod"), [`crm:cloud=${cloud}`, `crm:tier=${tier}`]);
    const start = performance.now();
    const { config, graph } = await recordStack("prod", settings, "resolved");
    msPerResource[tier] = (performance.now() - start) / graph.resources.length;
    treeOf(planOf(config, graph, JUDGED), colorsFor(null, false));
  }
  const result: InProcess = {
    peakMb: process.resourceUsage().maxRSS / 1024,
    msPerResource,
    packages: loadedPackages(),
  };
  writeFileSync(1, JSON.stringify(result));
}

function loadedPackages(): readonly string[] {
  const names = Object.keys(require.cache).map((file) => /node_modules[\\/](@pulumi[\\/][\w-]+)/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

void main(process.argv.slice(2));
