import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CloudName } from "../../conventions/clouds";
import { type Goal, GOALS } from "../goals";

/** A stack on one of the clouds. */
export interface Site {
  readonly stack: string;
  readonly cloud: CloudName;
}

/** What an earlier program makes of a stack. */
export interface EarlierPlan {
  /** Its plan in JSON. */
  readonly file: string;
  /** What it misses already. */
  readonly missed: readonly Goal[];
}

/** There is no earlier plan: the stack, the cloud or the command is new, or the earlier program fails. */
export interface NoPlan {
  readonly why: string;
}

/** A stack's plan as another checkout's own program makes it, with that checkout's packages; written into `folder`. */
export function planIn(checkout: string, { stack, cloud }: Site, folder: string): Promise<EarlierPlan | NoPlan> {
  const file = join(folder, `${stack}-${cloud}.json`);
  const options = ["--stack", stack, "--cloud", cloud, "--format", "json", "--out", file, "--fail-on", GOALS.join()];
  return new Promise((settle) => {
    execFile("npm", ["run", "--silent", "plan", "--", ...options], { cwd: checkout }, (_, __, said) => {
      // Its exit code says less: a plan that misses a goal is written all the same, and npm has codes of its own.
      settle(existsSync(file) ? { file, missed: missedIn(said) } : { why: reasonIn(said) });
    });
  });
}

const missedIn = (said: string): readonly Goal[] =>
  GOALS.filter((goal) => said.split("\n").some((line) => line.startsWith(`${goal} is not met: `)));

/** The first thing that went wrong: the rest follows from it. */
function reasonIn(said: string): string {
  const [error = "it has no `npm run plan` that answers"] = said.split("\n").filter((line) => /^error: ./.test(line));
  return error;
}
