import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe } from "vitest";
import { cached, go, hasGo, sourcesOf } from "../cluster/go";
import { hasPython, installed } from "./python";

const MODULE = join(__dirname, "actionlint");

/** What a linter found: exit code 0 is nothing. */
export interface Findings {
  readonly exitCode: number;
  readonly text: string;
}

/** Suites that need the linters of a registry; without its tool they are skipped and say so. */
export const describeWithGo = suiteWith("Go", hasGo);
export const describeWithPython = suiteWith("Python with pip", hasPython);

/** The path of actionlint, built from source when it is first asked for. */
export function actionlint(): string {
  const folder = cached("actionlint", sourcesOf(MODULE), (draft) => {
    go(["build", "-trimpath", "-ldflags", "-s -w", "-o", `${draft}/`, "tool"], MODULE);
  });
  return join(folder, "actionlint");
}

export const shellcheck = (): string => join(installed(), "bin/shellcheck");

export const zizmor = (): string => join(installed(), "bin/zizmor");

/** @param input what the tool reads from its standard input */
export function run(tool: string, args: readonly string[], cwd: string, input = ""): Findings {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { cwd, input, encoding: "utf8" });
  if (error !== undefined) throw error;
  return { exitCode: status ?? -1, text: stdout + stderr };
}

function suiteWith(what: string, isThere: boolean): (name: string, suite: () => void) => void {
  return (name, suite) => {
    describe.skipIf(!isThere)(isThere ? name : `${name} (skipped: there is no ${what})`, suite);
  };
}
