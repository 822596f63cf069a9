import { ConfigError } from "../config/problem";
import type { Fault } from "./faults";
import { countsOf, type Kind } from "./events";
import { packagesOfProgram } from "./packages";
import { type Evidence, type Proof, proofsOf, stepsOf } from "./proofs";
import type { Act, Drift, Scenario } from "./scenarios";
import { serve, type SimulatedProviders } from "./server";
import { type Rehearsed, type RehearsedSettings, rehearsedSettings } from "./settings";
import type { SimulatedCloud } from "./simulated";
import { type RehearsedStack, stackOn } from "./stack";
import type { State } from "./state";
import type { Tools } from "./tools";
import { openWorkspace, type Workspace } from "./workspace";

/** One act as it went. */
export interface ActReport {
  readonly name: string;
  readonly command: Act["command"];
  readonly seconds: number;
  /** Of the preview before it; a preview has no other one. */
  readonly foresightSeconds: number;
  /** Resources of the cloud afterwards. */
  readonly resources: number;
  /** Steps of the engine that changed something, by kind; of a preview those that it foresaw. */
  readonly steps: Readonly<Record<Kind, number>>;
  /** Calls that providers answered, apart from previews and checks. */
  readonly calls: number;
  /** Seconds of `npm run plan` for the same stack, where it was asked. */
  readonly planSeconds?: number;
  readonly proofs: readonly Proof[];
}

/** One scenario as it went; it breaks off where a command ends otherwise than it should. */
export interface LifeReport {
  readonly scenario: string;
  readonly acts: readonly ActReport[];
  /** Acts that were not tried any more. */
  readonly untried: readonly string[];
}

/** Whose life it is, and who looks on. */
export interface Life {
  readonly rehearsed: Rehearsed;
  readonly scenario: Scenario;
  readonly tools: Tools;
  /** A cloud in which nothing exists yet, and that writes only into the folder given. */
  readonly cloud: (folder: string, faults: readonly Fault[]) => SimulatedCloud;
  /** Called with the workspace before anything is in it, so that whoever interrupts can remove it. */
  readonly opened: (workspace: Workspace) => void;
  readonly begins: (act: string) => void;
  readonly ends: (report: ActReport) => void;
}

interface Stage {
  readonly life: Life;
  readonly workspace: Workspace;
  readonly cloud: SimulatedCloud;
  readonly providers: SimulatedProviders;
  readonly stack: RehearsedStack;
}

/**
 * Takes a stack through a scenario with the real engine and a cloud that is not there.
 * @throws ConfigError where the stack's settings can't be built, a real provider would be asked, or nothing can be written
 */
export async function live(life: Life): Promise<LifeReport> {
  const { rehearsed, scenario, tools } = life;
  const settings = rehearsedSettings(rehearsed);
  const workspace = openWorkspace();
  life.opened(workspace);
  const cloud = life.cloud(workspace.folder, scenario.faults ?? []);
  const providers = await serve(cloud, packagesOfProgram());
  try {
    const stack = stackOn(tools, workspace, providers.ports, rehearsed.stack);
    await create(workspace, stack, rehearsed.stack, settings);
    await refuseRealProviders(stack);
    return await play({ life, workspace, cloud, providers, stack }, scenario);
  } finally {
    providers.close();
    workspace.remove();
  }
}

async function create(workspace: Workspace, stack: RehearsedStack, name: string, { text, secrets }: RehearsedSettings) {
  workspace.write(`Pulumi.${name}.yaml`, text);
  await stack.manage("stack", "init", name);
  const all = Object.entries(secrets).flatMap(([path, value]) => ["--secret", `${path}=${value}`]);
  await stack.manage("config", "set-all", "--path", ...all);
}

/**
 * Everything that the program registers must have a provider here: the engine would look for any other one on this machine.
 * @throws ConfigError naming the packages that have none
 */
export async function refuseRealProviders(stack: Pick<RehearsedStack, "plan">, packages = packagesOfProgram()) {
  const served = packages.map(({ name }) => name);
  const { plan } = await stack.plan();
  const types = plan.resources.filter(({ custom }) => custom).map(({ type }) => type.replace(/^pulumi:providers:/, ""));
  const used = [...new Set(types.map((type) => type.split(":")[0] ?? ""))];
  const real = used.filter((name) => name !== "pulumi" && !served.includes(name)).sort();
  if (real.length === 0) return;
  const wrong = `the program uses ${real.join(", ")}, for which a real provider would be used`;
  const allowed = `packages that are simulated: ${[...served].sort().join(", ")}`;
  throw new ConfigError([{ path: "providers", wrong, allowed, fix: "add the package to package.json's dependencies" }]);
}

async function play(stage: Stage, { name, acts }: Scenario): Promise<LifeReport> {
  const { life, stack } = stage;
  const reports: ActReport[] = [];
  let before = await stack.state();
  for (const [at, act] of acts.entries()) {
    if (act.ifProtected && !before.resources.some(({ protect }) => protect)) continue;
    life.begins(act.name);
    const { report, after } = await perform(stage, act, before);
    reports.push(report);
    life.ends(report);
    before = after;
    const failed = report.proofs[0]?.against.length !== 0;
    if (failed) return { scenario: name, acts: reports, untried: acts.slice(at + 1).map((one) => one.name) };
  }
  return { scenario: name, acts: reports, untried: [] };
}

/** The command that foresees what another one does: in one run of both, the engine keeps the events of the second only. */
const FORESEES: Readonly<Record<Act["command"], readonly string[]>> = {
  preview: ["preview"],
  up: ["preview"],
  refresh: ["refresh", "--preview-only"],
  destroy: ["destroy", "--preview-only"],
};

/**
 * It was previewed already. Only where it must be refused it is run as an operator would: without its preview, `pulumi destroy` deletes
 * everything up to what is protected, and fails then.
 */
const previewed = ({ refused }: Act): readonly string[] => (refused === undefined ? ["--skip-preview"] : []);

async function perform(stage: Stage, act: Act, before: State): Promise<{ report: ActReport; after: State }> {
  const { workspace, cloud, providers, stack } = stage;
  await prepare(stage, act);
  const called = providers.operations.length;
  const foresight = await stack.perform(...FORESEES[act.command]);
  const command = act.command === "preview" ? foresight : await stack.perform(act.command, "--yes", ...previewed(act));
  const operations = providers.operations.slice(called);
  const after = await stack.state();
  const isWhole = act.command === "up" && command.exitCode === 0;
  const planned = isWhole ? await stack.plan() : undefined;
  const evidence: Evidence = {
    ...{ act, foresight, command, before, after, operations, existing: cloud.existing },
    ...(planned === undefined ? {} : { plan: { resources: planned.plan.resources, text: planned.text } }),
    folder: workspace.folder,
    program: ["src", "stacks", "node_modules"].map((part) => `${workspace.program}/${part}`),
  };
  const report: ActReport = {
    name: act.name,
    command: act.command,
    seconds: command.seconds,
    foresightSeconds: foresight.seconds,
    resources: cloud.existing.length,
    steps: countsOf(stepsOf(evidence)),
    calls: operations.length,
    ...(planned === undefined ? {} : { planSeconds: planned.seconds }),
    proofs: proofsOf(evidence),
  };
  return { report, after };
}

async function prepare({ life, workspace, cloud, stack }: Stage, { set = {}, versions = {}, drift, protects }: Act) {
  for (const [path, value] of Object.entries(set)) {
    await stack.manage("config", "set", "--path", "--", path, value.replace("<stack>", life.rehearsed.stack));
  }
  for (const [engine, version] of Object.entries(versions)) {
    const pinned = new RegExp(`(\\b${engine}: \\{ version: )"[^"]+"`);
    workspace.edit("src/conventions/versions.ts", (text) => text.replace(pinned, `$1"${version}"`));
  }
  if (drift !== undefined) await meddle(cloud, drift);
  const [first] = firstOf(cloud, protects);
  if (first !== undefined) await stack.manage("state", "protect", first.urn, "--yes");
}

/** Changes the cloud without telling the engine. */
async function meddle(cloud: SimulatedCloud, { type, change }: Drift): Promise<void> {
  const [changed, gone] = firstOf(cloud, type);
  if (changed !== undefined) await cloud.update(changed.urn, changed.id, { ...changed.inputs, ...change });
  if (gone !== undefined) await cloud.delete(gone.urn, gone.id);
}

const firstOf = ({ existing }: SimulatedCloud, type: string | undefined) =>
  existing.filter((resource) => resource.type === type).sort((one, other) => (one.urn < other.urn ? -1 : 1));
