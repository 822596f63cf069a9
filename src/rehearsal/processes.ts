import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { setTimeout as after } from "node:timers/promises";

/** How a process ended, and what it said on both of its streams. */
export interface Ended {
  readonly exitCode: number;
  readonly text: string;
  /** Of standard output alone. */
  readonly output: string;
  readonly seconds: number;
  /** It did not end by itself. */
  readonly killed: boolean;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Milliseconds that a process gets to end by itself once it is asked to. */
const GRACE = 5_000;

const running = new Set<ChildProcess>();
let ending = false;

/**
 * Runs a program to its end, or kills it with all that descend from it as if the machine had died, once it is time. It has a process group
 * of its own, so that Ctrl-C reaches it in an orderly way: by `endAll`.
 */
export function run(
  file: string,
  args: readonly string[],
  { folder, environment }: Surroundings,
  killedWhen?: Promise<void>,
): Promise<Ended> {
  // Whoever waits for the one that is being ended would go on to the next.
  if (ending) return new Promise(() => undefined);
  const began = performance.now();
  return new Promise((settle, fail) => {
    const child = spawn(file, args, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { output: "", errors: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.errors += text));
    running.add(child);
    let killed = false;
    void killedWhen?.then(() => {
      if (!running.has(child) || child.pid === undefined) return;
      killed = true;
      familyOf(child.pid).forEach(kill);
    });
    child.once("error", (error) => {
      running.delete(child);
      fail(error);
    });
    child.once("close", (code) => {
      running.delete(child);
      const seconds = (performance.now() - began) / 1_000;
      // Whoever waits would otherwise go on beside the clean-up.
      if (ending) return;
      settle({ exitCode: code ?? -1, text: said.output + said.errors, output: said.output, seconds, killed });
    });
  });
}

/**
 * Asks everything that runs to end, as Ctrl-C would, and ends what does not within its time, with all its descendants. Nothing begins any
 * more from then on.
 */
export async function endAll(): Promise<void> {
  ending = true;
  const children = [...running];
  const families = children.flatMap(({ pid }) => (pid === undefined ? [] : familyOf(pid)));
  children.forEach((child) => child.kill("SIGINT"));
  const ended = Promise.all(children.map((child) => new Promise((settle) => child.once("close", settle))));
  await Promise.race([ended, after(GRACE, undefined, { ref: false })]);
  families.forEach(kill);
}

/** A process and all that descend from it: the engine's helpers are in groups of their own. */
function familyOf(root: number): readonly number[] {
  const parents = parentsOfAll();
  const grow = (pid: number): readonly number[] => [
    pid,
    ...parents.filter(([, parent]) => parent === pid).flatMap(([child]) => grow(child)),
  ];
  return grow(root);
}

function parentsOfAll(): readonly (readonly [pid: number, parent: number])[] {
  try {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
    return lines.map((line) => {
      const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
      return [pid, parent];
    });
  } catch {
    // A system without this tool: the engine ends its own helpers.
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
