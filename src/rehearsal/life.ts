import { command } from "./commands";
import { countsOf, type Kind } from "./events";
import { nameOf } from "./faults";
import { existingOf, placesOfCopies } from "./happenings";
import { prepare } from "./prepare";
import { type Evidence, orphansOf, type Proof, proofsOf, stepsOf } from "./proofs";
import type { Act, Scenario, Subject } from "./scenarios";
import type { Existing } from "./simulated";
import { CommandFailed } from "./stack";
import type { State } from "./state";
import { onStage, type Production, type Stage } from "./stage";

/** One act as it went. */
export interface ActReport {
  readonly name: string;
  readonly command: Act["command"];
  readonly seconds: number;
  /** Of the preview before it; a preview has no other one. */
  readonly foresightSeconds: number;
  /** Commands of the engine that it took; more than one where it is repeated until nothing fails. */
  readonly tries: number;
  /** Resources of the cloud afterwards. */
  readonly resources: number;
  /** Steps of the engine that changed something, by kind; of a preview those that it foresaw. */
  readonly steps: Readonly<Record<Kind, number>>;
  /** Calls that providers answered, apart from previews and checks. */
  readonly calls: number;
  /** URNs of what exists afterwards and is not in the state: made by an engine that did not live to hear of it. */
  readonly orphans: readonly string[];
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
  /** Faults by name: those that struck, and those that nothing the stack did gave a chance to. */
  readonly faults: { readonly struck: readonly string[]; readonly spared: readonly string[] };
}

/** Whose life it is, and who looks on. */
export interface Life extends Production {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly begins: (act: string) => void;
  readonly ends: (report: ActReport) => void;
}

/**
 * Takes a stack through a scenario with the real engine and a cloud that is not there.
 * @throws ConfigError where the stack's settings can't be built, a real provider would be asked, or nothing can be written
 */
export async function live(life: Life): Promise<LifeReport> {
  const { scenario, seed } = life;
  const faultsOf = (subject: Subject) => scenario.faults?.(subject, String(seed)) ?? [];
  return onStage(life, faultsOf, async (stage) => {
    const reference = scenario.compares ? await worldWithoutFaults(life) : undefined;
    const acts = await playAll(life, stage, reference);
    const { struck } = stage.cloud;
    const planned = faultsOf(stage.subject).map(nameOf);
    return {
      scenario: scenario.name,
      ...acts,
      faults: { struck, spared: planned.filter((name) => !struck.includes(name)) },
    };
  });
}

/** What exists after the first act where nothing goes wrong. */
async function worldWithoutFaults(life: Life): Promise<readonly Existing[]> {
  life.begins("the same without faults, to compare with");
  const plain: Life = { ...life, ends: () => undefined };
  return onStage(
    plain,
    () => [],
    async (stage) => {
      const [first] = life.scenario.acts(stage.subject);
      const report = first === undefined ? undefined : await play(plain, stage, first);
      const [objection] = report?.proofs.flatMap(({ against }) => against) ?? [];
      if (objection !== undefined) throw new Error(`without any fault: ${objection}`);
      return stage.cloud.existing;
    },
  );
}

async function playAll(life: Life, stage: Stage, reference: readonly Existing[] | undefined) {
  const acts = life.scenario.acts(stage.subject);
  const reports: ActReport[] = [];
  for (const [at, act] of acts.entries()) {
    const report = await play(life, stage, act, at === 0 ? reference : undefined).catch(broken(act));
    if (report === undefined) continue;
    reports.push(report);
    const failed = report.proofs[0]?.against.length !== 0;
    if (failed) return { acts: reports, untried: acts.slice(at + 1).map(({ name }) => name) };
  }
  return { acts: reports, untried: [] };
}

/** A command about the stack that failed is a finding, and ends the scenario. */
const broken =
  ({ name, command }: Act) =>
  (error: unknown): ActReport => {
    if (!(error instanceof CommandFailed)) throw error;
    const proofs = [{ name: "it ends as it should", against: [error.message] }];
    const nothing = { seconds: 0, foresightSeconds: 0, tries: 0, resources: 0, steps: {}, calls: 0, orphans: [] };
    return { name, command, ...nothing, proofs };
  };

/** Undefined where there is nothing for the act to do. */
async function play(life: Life, stage: Stage, act: Act, reference?: readonly Existing[]) {
  const stack = act.beside ? await stage.second() : stage.stack;
  const before = await stack.state();
  if (act.ifProtected && !before.resources.some(({ protect }) => protect)) return undefined;
  life.begins(act.name);
  await prepare(stage, stack, act, before);
  const called = stage.providers.operations.length;
  const tried = await command(stage, stack, act, before);
  const last = tried.commands.at(-1) ?? tried.commands[0];
  if (act.command === "refresh" && !act.beside) stage.lost.clear();
  const isWhole = act.command === "up" && act.only === undefined && last.exitCode === 0;
  const planned = isWhole ? await stack.plan() : undefined;
  const { folder, program } = stage.workspace;
  const after = await stack.state();
  remember(stage.kept, before, after);
  const evidence: Evidence = {
    ...{ act, ...tried, last, before, after },
    ...{ operations: stage.providers.operations.slice(called), existing: existingOf(stage.cloud, stack.name) },
    ...{ lost: stage.lost, kept: stage.kept, copies: copiesOf(stage) },
    ...(planned === undefined ? {} : { plan: { resources: planned.plan.resources, text: planned.text } }),
    ...(reference === undefined ? {} : { reference }),
    ...{ folder, program: ["src", "stacks", "node_modules"].map((part) => `${program}/${part}`) },
  };
  const report = reportOf(evidence, planned?.seconds);
  life.ends(report);
  return report;
}

/** What is in the state is not let go; what no longer is there, and was to be kept, is. */
function remember(kept: Set<string>, before: State, after: State): void {
  const left = new Set(after.resources.map(({ urn }) => urn));
  for (const { urn, retainOnDelete } of before.resources) if (retainOnDelete && !left.has(urn)) kept.add(urn);
  left.forEach((urn) => kept.delete(urn));
}

/** Where the copies of the lost region's data are, and which of them exist no more; none as long as no region is lost. */
function copiesOf(stage: Stage): Evidence["copies"] {
  const needed = stage.lost.size === 0 ? [] : placesOfCopies(stage);
  const there = new Set(stage.cloud.existing.map(({ urn }) => urn));
  return { needed, missing: needed.filter((urn) => !there.has(urn)) };
}

function reportOf(evidence: Evidence, planSeconds: number | undefined): ActReport {
  const { act, foresight, last, commands, existing, operations } = evidence;
  return {
    name: act.name,
    command: act.command,
    seconds: act.command === "preview" ? last.seconds : commands.reduce((sum, { seconds }) => sum + seconds, 0),
    foresightSeconds: foresight?.seconds ?? 0,
    tries: commands.length,
    resources: existing.length,
    steps: countsOf(stepsOf(evidence)),
    calls: operations.length,
    orphans: orphansOf(evidence),
    ...(planSeconds === undefined ? {} : { planSeconds }),
    proofs: proofsOf(evidence),
  };
}
