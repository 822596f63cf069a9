import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Waits for the end of its input, which comes however the test process ends, then kills the others by their ids and
 * removes their files. The second attempt is for one that was just about to write.
 */
const GUARD = `trap '' INT TERM; read -r _; kill -9 $(cat "$1"/*.pid); rm -rf "$1" || { sleep 1; rm -rf "$1"; }`;

/** Processes that work together in a temporary folder; neither they nor the folder outlive the test process. */
export class Processes {
  readonly #folder = mkdtempSync(join(tmpdir(), "cluster-"));
  readonly #guard = spawn("sh", ["-c", GUARD, "guard", this.#folder], {
    // Ctrl-C reaches everything in the terminal's group.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });

  start(program: string, name: string, args: readonly string[]): ChildProcess {
    const log = openSync(this.file(`${name}.log`), "w");
    const child = spawn(program, args, { stdio: ["ignore", log, log] });
    this.write(`${name}.pid`, `${child.pid}\n`);
    return child;
  }

  /** The end of what a process had to say. */
  log(name: string): string {
    return readFileSync(this.file(`${name}.log`), "utf8").slice(-4_000);
  }

  /** Only for its owner to read. */
  write(name: string, text: string): string {
    writeFileSync(this.file(name), text, { mode: 0o600 });
    return this.file(name);
  }

  file(name: string): string {
    return join(this.#folder, name);
  }

  async stop(): Promise<void> {
    const ended = new Promise((settle) => this.#guard.once("exit", settle));
    this.#guard.stdin.end();
    await ended;
  }
}
