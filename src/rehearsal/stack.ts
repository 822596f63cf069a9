import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../config/problem";
import type { Plan } from "../plan/plan";
import { type Events, readEvents } from "./events";
import { type Ended, run } from "./processes";
import { type State, stateOf } from "./state";
import type { Tools } from "./tools";
import { inTemporaryFolder, unwritable, type Workspace } from "./workspace";

/** A command that a rehearsal can't do without has failed: while a scenario is played, that is what it has found. */
export class CommandFailed extends ConfigError {}

/** A command of the engine, what it said and what it did. */
export interface Command extends Ended {
  readonly events: Events;
}

/** What `npm run plan` says of a stack, and how it said it. */
export interface Planned extends Ended {
  readonly plan: Plan;
}

/** One stack on the real engine, in a workspace of its own. */
export interface RehearsedStack {
  readonly name: string;
  /** A command that runs the program or changes resources; it is killed once that is time. */
  perform(args: readonly string[], killedWhen?: Promise<void>): Promise<Command>;
  /** A command about the stack itself, which has to succeed. */
  manage(...args: readonly string[]): Promise<Ended>;
  state(): Promise<State>;
  /** What `npm run plan` says of the stack as it is configured now. */
  plan(): Promise<Planned>;
}

/** What a shell needs to know to be in a rehearsal: where providers listen, and which stack it is about. */
export const environmentOf = (workspace: Workspace, ports: string, name: string): Readonly<Record<string, string>> => ({
  ...workspace.environment,
  PULUMI_DEBUG_PROVIDERS: ports,
  PULUMI_STACK: name,
});

/** Attaches the engine to providers that already listen, and to no others. */
export function stackOn(tools: Tools, workspace: Workspace, ports: string, name: string): RehearsedStack {
  const surroundings = { folder: workspace.program, environment: environmentOf(workspace, ports, name) };
  const events = join(workspace.folder, `events-${name}`);
  inTemporaryFolder(() => mkdirSync(events, { recursive: true }));
  let commands = 0;

  const pulumi = async (args: readonly string[], killedWhen?: Promise<void>): Promise<Ended> => {
    const ended = await run(tools.cli, ["--non-interactive", "--color", "never", ...args], surroundings, killedWhen);
    if (ended.exitCode !== 0 && ended.text.includes("no space left on device"))
      throw unwritable("there is no room left");
    return ended;
  };
  const manage = async (...args: readonly string[]) => {
    const ended = await pulumi(args);
    if (ended.exitCode !== 0) throw new CommandFailed([failed(args, ended)]);
    return ended;
  };
  return {
    name,
    manage,
    perform: async (args, killedWhen) => {
      commands += 1;
      const log = join(events, `${commands}.json`);
      const ended = await pulumi([...args, "--event-log", log], killedWhen);
      return { ...ended, events: readEvents(log) };
    },
    state: async () => stateOf((await manage("stack", "export")).output),
    plan: () => planOf(workspace, name),
  };
}

/** @throws ConfigError where the stack can't be planned */
export async function planOf({ program, environment }: Workspace, name: string): Promise<Planned> {
  const args = ["--import", "tsx", "src/plan/cli.ts", "--stack", name, "--format", "json"];
  const ended = await run(process.execPath, args, { folder: program, environment });
  if (ended.exitCode !== 0) throw new CommandFailed([failed(["plan"], ended)]);
  return { ...ended, plan: JSON.parse(ended.output) as Plan };
}

/** Values may be secrets: only the command's name is told. */
const failed = ([command = "", part = ""]: readonly string[], { text }: Ended) => ({
  path: `${command} ${part}`.trim(),
  wrong: `failed: ${text.trim().split("\n").slice(-5).join(" ")}`,
  allowed: "a stack whose settings the program takes",
  fix: "mend what the message says",
});
