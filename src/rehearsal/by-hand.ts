import { createInterface } from "node:readline";
import { happen } from "./happenings";
import { cleanWhenInterrupted } from "./interrupt";
import { release } from "./prepare";
import type { Rehearsal } from "./rehearse";
import type { Act } from "./scenarios";
import { onStage, type Stage } from "./stage";
import { environmentOf } from "./stack";
import { findTools } from "./tools";

/** What an operator's commands don't do: something happens in the cloud, or the program has another release. */
const isSurprise = ({ happens, versions }: Act): boolean => happens !== undefined || versions !== undefined;

/** One after another, each when Enter is pressed. */
async function surprise(stage: Stage, acts: readonly Act[], tell: (line: string) => void): Promise<never> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  for (const { name, happens, versions = {} } of acts) {
    tell(`Enter: what comes before "${name}"`);
    if ((await lines.next()).done === true) break;
    if (happens !== undefined) happen(stage, happens);
    release(stage, versions);
    tell("It has happened.");
  }
  return new Promise<never>(() => undefined);
}

/**
 * Makes a stack that is configured and empty on a cloud that is not there, and leaves it to whoever types the commands of a runbook, until
 * they interrupt it.
 * @throws ConfigError where a tool is missing, the stack can't be built or nothing can be written
 */
export async function byHand({ rehearsed, scenarios, seed, cloud, tell }: Rehearsal): Promise<never> {
  const { opened } = cleanWhenInterrupted();
  const production = { rehearsed, tools: findTools(), cloud, opened };
  return onStage(
    production,
    (subject) => scenarios.flatMap(({ faults }) => faults?.(subject, String(seed)) ?? []),
    (stage) => {
      const { workspace, providers, stack, subject } = stage;
      const settings = Object.entries(environmentOf(workspace, providers.ports, stack.name));
      const own = settings.filter(([name]) => name.startsWith("PULUMI_"));
      tell(`${stack.name} on ${subject.cloud} is configured and empty. In another shell:\n`);
      tell(`  cd '${workspace.program}'`);
      tell(`  export S=${stack.name} ${own.map(([name, value]) => `${name}='${value}'`).join(" \\\n    ")}\n`);
      const pages = [...new Set(scenarios.map(({ runbook }) => `docs/runbooks/${runbook}.md`))];
      tell(`Then follow ${pages.join(", ")}. Ctrl-C here ends the cloud and removes everything.`);
      const surprises = scenarios.flatMap(({ acts }) => acts(subject)).filter(isSurprise);
      return surprise(stage, surprises, tell);
    },
  );
}
