import { cleanWhenInterrupted } from "./interrupt";
import type { Rehearsal } from "./rehearse";
import { onStage } from "./stage";
import { environmentOf } from "./stack";
import { findTools } from "./tools";
import type { Workspace } from "./workspace";

/**
 * Makes a stack that is configured and empty on a cloud that is not there, and leaves it to whoever types the commands of a runbook, until
 * they interrupt it.
 * @throws ConfigError where a tool is missing, the stack can't be built or nothing can be written
 */
export async function byHand({ rehearsed, scenarios, seed, cloud, tell }: Rehearsal): Promise<never> {
  const workspaces: Workspace[] = [];
  cleanWhenInterrupted(() => workspaces);
  const opened = (workspace: Workspace) => void workspaces.push(workspace);
  const production = { rehearsed, tools: findTools(), cloud, opened };
  return onStage(
    production,
    (subject) => scenarios.flatMap(({ faults }) => faults?.(subject, String(seed)) ?? []),
    ({ workspace, providers, stack, subject }) => {
      const settings = Object.entries(environmentOf(workspace, providers.ports, stack.name));
      const own = settings.filter(([name]) => name.startsWith("PULUMI_"));
      tell(`${stack.name} on ${subject.cloud} is configured and empty. In another shell:\n`);
      tell(`  cd '${workspace.program}'`);
      tell(`  export S=${stack.name} ${own.map(([name, value]) => `${name}='${value}'`).join(" \\\n    ")}\n`);
      const pages = [...new Set(scenarios.map(({ runbook }) => `docs/runbooks/${runbook}.md`))];
      tell(`Then follow ${pages.join(", ")}. Ctrl-C here ends the cloud and removes everything.`);
      return new Promise<never>(() => undefined);
    },
  );
}
