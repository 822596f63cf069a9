import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../config/problem";
import type { Plan } from "../plan/plan";
import { type Events, readEvents } from "./events";
import { type Ended, run } from "./processes";
import { type State, stateOf } from "./state";
import type { Tools } from "./tools";
import { inTemporaryFolder, unwritable, type Workspace } from "./workspace";

/** A command of the engine, what it said and what it did. */
export interface Command extends Ended {
  readonly events: Events;
}

/** One stack on the real engine, in a workspace of its own. */
export interface RehearsedStack {
  /** A command that runs the program or changes resources. */
  perform(...args: readonly string[]): Promise<Command>;
  /** A command about the stack itself, which has to succeed. */
  manage(...args: readonly string[]): Promise<Ended>;
  state(): Promise<State>;
  /** What `npm run plan` says of the stack as it is configured now. */
  plan(): Promise<Ended & { readonly plan: Plan }>;
}

/** Attaches the engine to providers that already listen, and to no others. */
export function stackOn(tools: Tools, workspace: Workspace, ports: string, name: string): RehearsedStack {
  const environment = { ...workspace.environment, PULUMI_DEBUG_PROVIDERS: ports };
  const surroundings = { folder: workspace.program, environment };
  const events = join(workspace.folder, "events");
  inTemporaryFolder(() => mkdirSync(events));
  let commands = 0;

  const pulumi = async (args: readonly string[]): Promise<Ended> => {
    const ended = await run(tools.cli, ["--non-interactive", "--color", "never", ...args], surroundings);
    if (ended.exitCode !== 0 && ended.text.includes("no space left on device"))
      throw unwritable("there is no room left");
    return ended;
  };
  const manage = async (...args: readonly string[]) => {
    const ended = await pulumi(args);
    if (ended.exitCode !== 0) throw new ConfigError([failed(args, ended)]);
    return ended;
  };
  return {
    manage,
    perform: async (...args) => {
      commands += 1;
      const log = join(events, `${commands}.json`);
      const ended = await pulumi([...args, "--event-log", log]);
      return { ...ended, events: readEvents(log) };
    },
    state: async () => stateOf((await manage("stack", "export")).output),
    plan: async () => {
      const args = ["--import", "tsx", "src/plan/cli.ts", "--stack", name, "--format", "json"];
      const ended = await run(process.execPath, args, surroundings);
      if (ended.exitCode !== 0) throw new ConfigError([failed(["plan"], ended)]);
      return { ...ended, plan: JSON.parse(ended.output) as Plan };
    },
  };
}

/** Values may be secrets: only the command's name is told. */
const failed = ([command = "", part = ""]: readonly string[], { text }: Ended) => ({
  path: `${command} ${part}`.trim(),
  wrong: `failed: ${text.trim().split("\n").slice(-5).join(" ")}`,
  allowed: "a stack whose settings the program takes",
  fix: "mend what the message says",
});
