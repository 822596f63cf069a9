import type { GraphResource } from "../graph/graph";
import { differencesFromCloud, differencesFromPlan } from "./agreement";
import { filesWithCanaries, resourcesWithCanaries, showsCanary } from "./canaries";
import { changesIn, countsOf, type Step } from "./events";
import type { Act } from "./scenarios";
import type { Operation } from "./service";
import type { Existing } from "./simulated";
import type { Command } from "./stack";
import { inCloud, type State } from "./state";

/** Something that a rehearsal shows to be so, or not. */
export interface Proof {
  readonly name: string;
  /** What speaks against it; none where it holds. */
  readonly against: readonly string[];
}

/** All that is known once a command is over. */
export interface Evidence {
  readonly act: Act;
  /** Its preview; of a preview, itself. */
  readonly foresight: Command;
  readonly command: Command;
  readonly before: State;
  readonly after: State;
  readonly existing: readonly Existing[];
  readonly operations: readonly Operation[];
  /** The plan of the stack as it is now, and what was printed with it; undefined where the act leaves no whole stack behind. */
  readonly plan?: { readonly resources: readonly GraphResource[]; readonly text: string };
  /** The rehearsal's folder, and what in it is not written by the engine. */
  readonly folder: string;
  readonly program: readonly string[];
}

/** What a command must have proved; all of it, after each one. */
export function proofsOf(evidence: Evidence): readonly Proof[] {
  const { act, plan, after } = evidence;
  return [
    { name: "it ends as it should", against: wrongEnd(evidence) },
    { name: "it does what it should, and nothing else", against: wrongChanges(evidence) },
    { name: "it does only what its preview foresaw", against: surprises(evidence) },
    { name: "state and cloud agree", against: differencesFromCloud(after, notKept(evidence)) },
    { name: "nothing is left half done", against: halfDone(after) },
    { name: "no warnings", against: warnings(evidence) },
    { name: "no secret can be read", against: readableSecrets(evidence) },
    ...(plan === undefined
      ? []
      : [{ name: "plan and engine agree", against: differencesFromPlan(after, plan.resources) }]),
    ...(act.command === "destroy" && act.refused === undefined && act.fails === undefined
      ? [{ name: "nothing leaks", against: leaks(evidence) }]
      : []),
  ];
}

/** Whatever is refused is refused when it is foreseen already; whatever fails is not. */
const wrongEnd = ({ act: { refused, fails }, foresight, command }: Evidence): readonly string[] => [
  ...wrongEndOf(foresight, refused),
  ...(command === foresight ? [] : wrongEndOf(command, fails === true ? "" : refused)),
];

function wrongEndOf({ exitCode, text, events }: Command, refused: string | undefined): readonly string[] {
  if (refused === undefined) return exitCode === 0 ? [] : [...events.errors, lastLines(text)];
  if (exitCode === 0) return ["it went through"];
  return text.includes(refused) ? [] : [`it failed for another reason: ${lastLines(text)}`];
}

/** What a command did, by the engine's word; of one that is refused the engine tells what it foresaw, so there the providers are asked. */
export const stepsOf = ({
  act,
  command,
  operations,
}: Pick<Evidence, "act" | "command" | "operations">): readonly Step[] =>
  act.refused === undefined
    ? command.events.steps
    : operations.map(({ kind, subject }): Step => ({ kind, urn: subject }));

function wrongChanges(evidence: Evidence): readonly string[] {
  const { does, may = [] } = evidence.act;
  const steps = stepsOf(evidence);
  const counts = countsOf(steps);
  const [missing, others] = [does.filter((kind) => !(kind in counts)), Object.keys(counts)];
  const unwanted = others.filter((kind) => !does.includes(kind) && !may.includes(kind));
  return [
    ...missing.map((kind) => `no ${kind}`),
    ...unwanted.map((kind) => `${kind}: ${urnsOf(steps, kind).join(", ")}`),
  ];
}

const urnsOf = (steps: readonly Step[], kind: string) =>
  steps.filter((step) => step.kind === kind).map(({ urn }) => urn);

function surprises({ foresight, command }: Evidence): readonly string[] {
  const foreseen = new Set(changesIn(foresight.events.steps).map(({ kind, urn }) => `${kind} ${urn}`));
  return changesIn(command.events.steps)
    .map(({ kind, urn }) => `${kind} ${urn}`)
    .filter((step) => !foreseen.has(step));
}

const warnings = ({ foresight, command }: Evidence): readonly string[] => [
  ...new Set([...foresight.events.warnings, ...command.events.warnings]),
];

function halfDone({ pending, resources }: State): readonly string[] {
  return [...pending, ...resources.filter((resource) => resource.delete).map(({ urn }) => `delete ${urn}`)];
}

function readableSecrets({
  foresight,
  command,
  existing,
  operations,
  plan,
  folder,
  program,
}: Evidence): readonly string[] {
  const texts = {
    preview: foresight.text,
    output: command.text,
    operations: JSON.stringify(operations),
    plan: plan?.text ?? "",
  };
  return [
    ...Object.entries(texts).flatMap(([name, text]) => (showsCanary(text) ? [`in ${name}`] : [])),
    ...filesWithCanaries(folder, program).map((file) => `in ${file}`),
    ...resourcesWithCanaries(existing).map((urn) => `in the cloud's ${urn}`),
  ];
}

/** What exists, without that which the engine has just let go of because the program wants it kept. */
function notKept({ before, after, existing }: Evidence): readonly Existing[] {
  const left = new Set(after.resources.map(({ urn }) => urn));
  const kept = before.resources.filter(({ urn, retainOnDelete }) => retainOnDelete && !left.has(urn));
  const urns = new Set(kept.map(({ urn }) => urn));
  return existing.filter(({ urn }) => !urns.has(urn));
}

function leaks(evidence: Evidence): readonly string[] {
  const { after } = evidence;
  return [
    ...notKept(evidence).map(({ urn, id }) => `${urn} (${id}) still exists`),
    ...after.resources.filter(inCloud).map(({ urn }) => `${urn} is still in the state`),
  ];
}

const lastLines = (text: string): string => text.trim().split("\n").slice(-12).join("\n");
