import type { GraphResource } from "../graph/graph";
import { differencesFromCloud, differencesFromPlan, differencesOfWorlds } from "./agreement";
import { changeKindOf } from "../diff/effects";
import { filesWithCanaries, resourcesWithCanaries, showsCanary, showsOldCanary } from "./canaries";
import { changesIn, countsOf, type Step } from "./events";
import type { Tried } from "./commands";
import type { Act } from "./scenarios";
import type { Operation } from "./service";
import type { Existing } from "./simulated";
import type { Command } from "./stack";
import { inCloud, type State } from "./state";
import { subjectOf } from "./subject";
import { plainProperties } from "./values";

/** Something that a rehearsal shows to be so, or not. */
export interface Proof {
  readonly name: string;
  /** What speaks against it; none where it holds. */
  readonly against: readonly string[];
}

/** All that is known once an act is over. */
export interface Evidence extends Tried {
  readonly act: Act;
  readonly last: Command;
  readonly before: State;
  readonly after: State;
  /** What of the stack exists. */
  readonly existing: readonly Existing[];
  readonly operations: readonly Operation[];
  /** URNs of what has disappeared with its region, as long as the engine has not looked. */
  readonly lost: ReadonlySet<string>;
  /** URNs of what the engine has let go because the program wants it kept. */
  readonly kept: ReadonlySet<string>;
  /** URNs of where the copies of the lost region's data are, and those that are not there. */
  readonly copies: { readonly needed: readonly string[]; readonly missing: readonly string[] };
  /** The plan of the stack as it is now, and what was printed with it; undefined where the act leaves no whole stack behind. */
  readonly plan?: { readonly resources: readonly GraphResource[]; readonly text: string };
  /** What exists after the same act where nothing went wrong. */
  readonly reference?: readonly Existing[];
  /** The rehearsal's folder, and what in it is not written by the engine. */
  readonly folder: string;
  readonly program: readonly string[];
}

/** What an act must have proved; all of it, after each one. */
export function proofsOf(evidence: Evidence): readonly Proof[] {
  const { act, foresight, plan, after, reference, existing, other, copies } = evidence;
  const onlyIf = (is: boolean, name: string, against: () => readonly string[]): readonly Proof[] =>
    is ? [{ name, against: against() }] : [];
  const isEnd = act.command === "destroy" && !act.refused && !act.fails && !act.killed;
  return [
    { name: "it ends as it should", against: wrongEnd(evidence) },
    { name: "it does what it should, and nothing else", against: wrongChanges(evidence) },
    ...onlyIf(foresight !== undefined, "it does only what its preview foresaw", () => surprises(evidence)),
    { name: "state and cloud agree", against: disagreements(evidence) },
    { name: "nothing is left half done", against: halfDone(evidence) },
    { name: "no warnings", against: warnings(evidence) },
    { name: "no secret can be read", against: readableSecrets(evidence) },
    ...onlyIf(plan !== undefined, "plan and engine agree", () => differencesFromPlan(after, plan?.resources ?? [])),
    ...onlyIf(other !== undefined, "a second update at the same time is refused", () => wrongEndOf(other, "locked")),
    ...onlyIf(reference !== undefined, "the same world as without faults", () =>
      differencesOfWorlds(existing, reference ?? []),
    ),
    ...onlyIf(act.keepsData === true, "nothing that holds data is made anew", () => lostStores(evidence)),
    ...onlyIf(act.rotates === true, "no old key is left", () => withOldKeys(evidence)),
    ...onlyIf((act.taints ?? []).length > 0, "all that was to be made anew is", () => untouched(evidence)),
    ...onlyIf(copies.needed.length > 0, "the copies outlive their region", () => copies.missing),
    ...onlyIf(isEnd, "nothing leaks", () => leaks(evidence)),
  ];
}

/** Whatever is refused is refused when it is foreseen already; whatever fails, or is killed, is not. */
function wrongEnd({ act: { refused, fails, killed }, foresight, last }: Evidence): readonly string[] {
  const foreseen = wrongEndOf(foresight, refused);
  if (last === foresight) return foreseen;
  if (killed) return [...foreseen, ...(last.killed ? [] : ["it ended before it could be killed"])];
  return [...foreseen, ...wrongEndOf(last, fails ?? refused)];
}

function wrongEndOf(command: Command | undefined, refused: string | undefined): readonly string[] {
  if (command === undefined) return [];
  const { exitCode, text, events } = command;
  if (refused === undefined) return exitCode === 0 ? [] : [...events.errors, lastLines(text)];
  if (exitCode === 0) return ["it went through"];
  return text.includes(refused) ? [] : [`it failed for another reason: ${lastLines(text)}`];
}

/** What an act did, by the engine's word; of one that is refused the engine tells what it foresaw, so there the providers are asked. */
export const stepsOf = ({
  act,
  commands,
  operations,
}: Pick<Evidence, "act" | "commands" | "operations">): readonly Step[] =>
  act.refused === undefined
    ? commands.flatMap(({ events }) => events.steps)
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

/** What a preview can't know yet it takes for different, so that it may foresee a replacement where an update is enough. */
function surprises({ foresight, last }: Evidence): readonly string[] {
  const foreseen = new Set(changesIn(foresight?.events.steps ?? []).map(({ kind, urn }) => `${kind} ${urn}`));
  const isForeseen = ({ kind, urn }: Step) =>
    foreseen.has(`${kind} ${urn}`) || (kind === "update" && foreseen.has(`replace ${urn}`));
  return changesIn(last.events.steps)
    .filter((step) => !isForeseen(step))
    .map(({ kind, urn }) => `${kind} ${urn}`);
}

function lostStores(evidence: Evidence): readonly string[] {
  const gone = stepsOf(evidence).filter(({ kind }) => kind === "delete" || kind === "replace");
  const stores = gone.flatMap(({ urn }) => {
    const { holds } = changeKindOf(subjectOf(urn).type);
    return holds === undefined ? [] : [`${urn} held ${holds}`];
  });
  return [...new Set(stores)];
}

const withOldKeys = ({ existing }: Evidence): readonly string[] =>
  existing.filter(({ inputs }) => showsOldCanary(JSON.stringify(plainProperties(inputs)))).map(({ urn }) => urn);

function untouched(evidence: Evidence): readonly string[] {
  const replaced = new Set(stepsOf(evidence).flatMap(({ kind, urn }) => (kind === "create-replacement" ? [urn] : [])));
  const { act, before } = evidence;
  return before.resources
    .filter(({ type, urn }) => act.taints?.includes(type) === true && !replaced.has(urn))
    .map(({ urn }) => urn);
}

/** What a killed engine had begun is known to be unknown, and what is gone with its region will be found missing. */
function disagreements(evidence: Evidence): readonly string[] {
  const { after, lost } = evidence;
  const begun = new Set(after.pending.map(({ urn }) => urn));
  const isKnown = ({ urn }: { readonly urn: string }) => !begun.has(urn) && !lost.has(urn);
  return differencesFromCloud(
    { ...after, resources: after.resources.filter(isKnown) },
    notKept(evidence).filter(isKnown),
  );
}

/** What exists and is not in the state. */
export function orphansOf(evidence: Evidence): readonly string[] {
  const known = new Set(evidence.after.resources.filter(inCloud).map(({ urn }) => urn));
  return notKept(evidence).flatMap(({ urn }) => (known.has(urn) ? [] : [urn]));
}

/** Of the last command only: what faults make the engine say before is their business. */
const warnings = ({ foresight, last }: Evidence): readonly string[] => [
  ...new Set([...(foresight?.events.warnings.filter(isMeant) ?? []), ...last.events.warnings]),
];

/** The engine says so wherever a cluster is made anew. */
const isMeant = (warning: string): boolean =>
  !warning.startsWith("The provider for this resource has inputs that are not known during preview.");

/** Only a killed engine leaves something half done; what is refused must leave everything as it was. */
function halfDone({ act, before, after: { pending, resources } }: Evidence): readonly string[] {
  if (act.killed) return pending.length === 0 ? ["nothing was begun"] : [];
  const was = new Set(act.refused === undefined ? [] : before.pending.map(({ urn }) => urn));
  return [
    ...pending.filter(({ urn }) => !was.has(urn)).map(({ type, urn }) => `${type} ${urn}`),
    ...resources.filter((resource) => resource.delete).map(({ urn }) => `delete ${urn}`),
  ];
}

function readableSecrets({
  foresight,
  commands,
  other,
  existing,
  operations,
  plan,
  folder,
  program,
}: Evidence): readonly string[] {
  const texts = {
    preview: foresight?.text ?? "",
    output: [...commands, ...(other === undefined ? [] : [other])].map(({ text }) => text).join(),
    operations: JSON.stringify(operations),
    plan: plan?.text ?? "",
  };
  return [
    ...Object.entries(texts).flatMap(([name, text]) => (showsCanary(text) ? [`in ${name}`] : [])),
    ...filesWithCanaries(folder, program).map((file) => `in ${file}`),
    ...resourcesWithCanaries(existing).map((urn) => `in the cloud's ${urn}`),
  ];
}

/** What exists, without that which the engine has let go because the program wants it kept. */
const notKept = ({ existing, kept }: Evidence): readonly Existing[] => existing.filter(({ urn }) => !kept.has(urn));

function leaks(evidence: Evidence): readonly string[] {
  const { after } = evidence;
  return [
    ...notKept(evidence).map(({ urn, id }) => `${urn} (${id}) still exists`),
    ...after.resources.filter(inCloud).map(({ urn }) => `${urn} is still in the state`),
  ];
}

const lastLines = (text: string): string => text.trim().split("\n").slice(-12).join("\n");
