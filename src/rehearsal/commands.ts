import { setTimeout as after } from "node:timers/promises";
import { clearUp } from "./clear-up";
import type { Act } from "./scenarios";
import type { Stage } from "./stage";
import type { Command, RehearsedStack } from "./stack";
import type { State } from "./state";

/** What of an act the engine was asked, in order. */
export interface Tried {
  /** Its preview; undefined where the act has none. */
  readonly foresight?: Command;
  /** One, or as many as it took; the last one counts. */
  readonly commands: readonly [Command, ...Command[]];
  /** A second update of the same stack at the same time. */
  readonly other?: Command;
}

/** The command that foresees what another one does: in one run of both, the engine keeps the events of the second only. */
const FORESEES: Readonly<Record<Act["command"], readonly string[]>> = {
  preview: ["preview"],
  up: ["preview"],
  refresh: ["refresh", "--preview-only"],
  destroy: ["destroy", "--preview-only"],
};

/** After this many tries of one act something is wrong that no further one mends. */
const MOST_TRIES = 120;

/** Asks the engine what an act asks for. */
export async function command(stage: Stage, stack: RehearsedStack, act: Act, before: State): Promise<Tried> {
  if (act.persists) return { commands: await persist(stage, stack, act) };
  const limits = limitsOf(act, before);
  const foresight = act.unforeseen ? undefined : await stack.perform([...FORESEES[act.command], ...limits]);
  if (act.command === "preview" && foresight !== undefined) return { foresight, commands: [foresight] };
  const done = await perform(stage, stack, act, [act.command, "--yes", ...limits, ...previewed(act)]);
  return { ...(foresight === undefined ? {} : { foresight }), ...done };
}

async function perform(stage: Stage, stack: RehearsedStack, act: Act, args: readonly string[]): Promise<Tried> {
  if (act.meanwhile) return both(stage, stack, args);
  return { commands: [await killedIn(stage, stack, args)] };
}

const limitsOf = ({ only = [], refreshes }: Act, { resources }: State): readonly string[] => [
  ...resources.filter(({ type }) => only.includes(type)).flatMap(({ urn }) => ["--target", urn]),
  ...(refreshes === undefined ? [] : ["--refresh"]),
];

/**
 * It was previewed already, or can't be. Only where it must be refused it is run as an operator would: without its preview, `pulumi
 * destroy` deletes everything up to what is protected, and fails then.
 */
const previewed = ({ refused }: Act): readonly string[] => (refused === undefined ? ["--skip-preview"] : []);

/** Again and again until nothing fails: what can go on in spite of a failure does, so that each try gets as far as it can. */
async function persist(stage: Stage, stack: RehearsedStack, act: Act): Promise<[Command, ...Command[]]> {
  const args = [act.command, "--yes", "--skip-preview", "--continue-on-error"];
  const commands: [Command, ...Command[]] = [await killedIn(stage, stack, args)];
  for (let [last] = commands; last.exitCode !== 0 && commands.length < MOST_TRIES;) {
    if (last.killed) await clearUp(stage, stack);
    last = await killedIn(stage, stack, args);
    commands.push(last);
  }
  return commands;
}

/** Milliseconds without any other answer after which everything waits for what is never answered. */
const QUIET = 1_500;

/** A command that is killed once nothing goes on any more but what is never answered; one that has none of that ends by itself. */
async function killedIn({ cloud, providers }: Stage, stack: RehearsedStack, args: readonly string[]): Promise<Command> {
  const hung = cloud.hanging;
  const ended = new AbortController();
  const isStuck = async () => {
    for (let answered = -1, since = 0; !ended.signal.aborted; await after(100)) {
      const goesOn = providers.operations.length !== answered || cloud.hanging === hung;
      if (goesOn) [answered, since] = [providers.operations.length, performance.now()];
      else if (performance.now() - since > QUIET) return;
    }
    await new Promise(() => undefined);
  };
  try {
    return await stack.perform(args, isStuck());
  } finally {
    ended.abort();
  }
}

const TORN = "failed to load checkpoint: EOF";

/** A second update begins as soon as the first one has changed something. */
async function both({ providers }: Stage, stack: RehearsedStack, args: readonly string[]): Promise<Tried> {
  const called = providers.operations.length;
  const over = new AbortController();
  const first = stack.perform(args);
  const isOver = first.then(
    () => over.abort(),
    () => over.abort(),
  );
  while (!over.signal.aborted && providers.operations.length === called) await after(50);
  let other = await stack.perform(args);
  // It read the state at the very moment in which the first one wrote it: whoever reads that tries again.
  while (!over.signal.aborted && other.text.includes(TORN)) other = await stack.perform(args);
  await isOver;
  return { commands: [await first], other };
}
