import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ConfigError } from "../config/problem";

const ROOT = resolve(__dirname, "../..");
/** What the program consists of; its dependencies are only pointed to. */
const PROGRAM = ["Pulumi.yaml", "package.json", "tsconfig.json", "src", "stacks"];

/** A folder with everything that a rehearsal reads and writes: a copy of the program, a state and a home of its own. */
export interface Workspace {
  readonly folder: string;
  /** Where the copy of the program is. */
  readonly program: string;
  /** All that a process of the rehearsal gets to know of its surroundings, apart from its providers. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes one of the program's files, in the copy. */
  readonly edit: (file: string, change: (text: string) => string) => void;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

/**
 * Makes a workspace in the system's folder for temporary files.
 * @throws ConfigError where nothing can be written
 */
export function openWorkspace(): Workspace {
  const folder = inTemporaryFolder(() => mkdtempSync(join(tmpdir(), "sequelstring-rehearsal-")));
  const program = join(folder, "program");
  // Processes that were just ended may still be writing.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const write = (file: string, text: string) => inTemporaryFolder(() => writeFileSync(join(program, file), text));
  const edit = (file: string, change: (text: string) => string) =>
    write(file, change(readFileSync(join(program, file), "utf8")));
  try {
    inTemporaryFolder(() => fill(folder, program));
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, program, environment: environmentOf(folder), edit, write, remove };
}

/** Says of a write that failed where it was to go, and what can be done. */
export function inTemporaryFolder<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw error instanceof Error && "code" in error ? unwritable(error.message) : error;
  }
}

/** The refusal where the system has no room or no leave for temporary files. */
export function unwritable(wrong: string): ConfigError {
  const allowed = "some 50 MB that can be written to";
  return new ConfigError([{ path: tmpdir(), wrong, allowed, fix: "make room there, or set TMPDIR to another folder" }]);
}

function fill(folder: string, program: string): void {
  for (const part of ["program", "state", "home", "user"]) mkdirSync(join(folder, part));
  for (const part of PROGRAM) cpSync(join(ROOT, part), join(program, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(program, "node_modules"), "junction");
}

/** Of the operator's own environment only what programs need to run at all: no login, no credentials, no proxy. */
function environmentOf(folder: string): Readonly<Record<string, string>> {
  const names = ["PATH", "TMPDIR", "TEMP", "TMP", "LANG", "SystemRoot", "PATHEXT"];
  const own = names.flatMap((name): (readonly [string, string])[] => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(own),
    HOME: join(folder, "user"),
    USERPROFILE: join(folder, "user"),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "rehearsal",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // For the log of events, which says what was done to which resource.
    PULUMI_DEBUG_COMMANDS: "true",
    // A provider that is not served by this process is found nowhere, so that nothing can be made by mistake.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    NO_COLOR: "1",
  };
}
