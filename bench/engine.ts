import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { medianOf } from "./median";
import { simulatedCloud } from "../src/rehearsal/cloud";
import { memoryJournal } from "../src/rehearsal/journal";
import { cleanWhenInterrupted } from "../src/rehearsal/interrupt";
import { run } from "../src/rehearsal/processes";
import { environmentOf } from "../src/rehearsal/stack";
import { onStage, type Stage } from "../src/rehearsal/stage";
import { findTools } from "../src/rehearsal/tools";

/**
 * What the program adds to a preview by the real engine, against one that is as good as empty: it registers the same resources in the
 * same order, each with inputs that are written down, and computes nothing.
 */

const RUNS = 5;
const ROOT = resolve(__dirname, "..");
const tools = findTools();

const EMPTY = `
const pulumi = require("@pulumi/pulumi");
const made = new Map();
for (const { urn, type, name, custom, parent, provider, inputs, dependencies } of require("./resources.json")) {
  if (type === "pulumi:pulumi:Stack") continue;
  const dependsOn = dependencies.flatMap((one) => made.get(one) ?? []);
  const opts = { parent: made.get(parent), dependsOn, ...(provider === null ? {} : { provider: made.get(provider) }) };
  const engines = "pulumi:providers:";
  made.set(urn, type.startsWith(engines) ? new pulumi.ProviderResource(type.slice(engines.length), name, inputs, opts)
    : custom ? new pulumi.CustomResource(type, name, inputs, opts) : new pulumi.ComponentResource(type, name, {}, opts));
}`;

interface Program {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Beside the real one, with the same engine and the same providers. */
async function emptyProgram({ workspace, providers, subject }: Stage): Promise<Program> {
  const folder = join(workspace.folder, "empty");
  mkdirSync(folder);
  const options = "runtime: { name: nodejs, options: { typescript: false } }";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: empty\n${options}\n`);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", dependencies: {} }));
  writeFileSync(join(folder, "index.js"), EMPTY);
  writeFileSync(join(folder, "resources.json"), JSON.stringify(subject.resources));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const environment = environmentOf(workspace, providers.ports, "empty");
  const made = await run(tools.cli, ["--non-interactive", "stack", "init", "empty"], { folder, environment });
  if (made.exitCode !== 0) throw new Error(made.text);
  return { folder, environment };
}

async function seconds(surroundings: Program): Promise<number> {
  const { exitCode, text, seconds } = await run(tools.cli, ["--non-interactive", "preview"], surroundings);
  if (exitCode !== 0) throw new Error(text);
  return seconds;
}

async function measure(stage: Stage): Promise<void> {
  const empty = await emptyProgram(stage);
  const { workspace, providers, stack, subject } = stage;
  const own = { folder: workspace.program, environment: environmentOf(workspace, providers.ports, stack.name) };
  const times = { own: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= RUNS; round++) {
    const [real, bare] = [await seconds(own), await seconds(empty)];
    // The first round fills caches.
    if (round === 0) continue;
    times.own.push(real);
    times.empty.push(bare);
  }
  const ratio = medianOf(times.own) / medianOf(times.empty);
  const what = `${subject.cloud}, ${subject.resources.length} resources: pulumi preview, against an empty program`;
  process.stdout.write(`${what}: ${ratio.toFixed(2)} x (at most 1.25)\n`);
}

async function main(): Promise<void> {
  const [stack = "prod", cloud = "aws"] = process.argv.slice(2);
  const { opened } = cleanWhenInterrupted();
  const production = {
    rehearsed: { stack, cloud },
    tools,
    cloud: () => simulatedCloud({ journal: memoryJournal(), seed: "1" }),
    opened,
  };
  await onStage(production, () => [], measure);
  process.exit();
}

void main();
