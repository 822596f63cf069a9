import { rotatedCanaryFor } from "./canaries";
import { clearUp } from "./clear-up";
import { happen } from "./happenings";
import type { Act } from "./scenarios";
import { setSecrets, type Stage } from "./stage";
import type { RehearsedStack } from "./stack";
import { secretsOf } from "./settings";
import type { State } from "./state";

/** Does what comes before an act: settings, the program's next release, the cloud, the stack's state. */
export async function prepare(stage: Stage, stack: RehearsedStack, act: Act, before: State): Promise<void> {
  await configure(stack, act);
  if (act.rotates) await setSecrets(stack, secretsOf(rotatedCanaryFor));
  release(stage, act.versions ?? {});
  if (act.happens !== undefined) happen(stage, act.happens, stack.name);
  if (act.clearsUp) await clearUp(stage, stack);
  await manageState(stack, act, before);
}

/** Makes the copy of the program one that pins these versions. */
export function release({ workspace }: Stage, versions: NonNullable<Act["versions"]>): void {
  for (const [engine, version] of Object.entries(versions)) {
    const pinned = new RegExp(`(\\b${engine}: \\{ version: )"[^"]+"`);
    workspace.edit("src/conventions/versions.ts", (text) => {
      if (!pinned.test(text)) throw new Error(`no version of ${engine} is pinned`);
      return text.replace(pinned, `$1"${version}"`);
    });
  }
}

async function configure(stack: RehearsedStack, { set = {}, unset = [] }: Act): Promise<void> {
  for (const path of unset) await stack.manage("config", "rm", "--path", path);
  for (const [path, value] of Object.entries(set)) {
    await stack.manage("config", "set", "--path", "--", path, value.replace("<stack>", stack.name));
  }
}

async function manageState(stack: RehearsedStack, { protects, unprotects, taints = [] }: Act, before: State) {
  const firstOf = (wanted: string) =>
    before.resources
      .filter(({ type }) => type === wanted)
      .map(({ urn }) => urn)
      .sort()
      .slice(0, 1);
  for (const urn of protects === undefined ? [] : firstOf(protects)) {
    await stack.manage("state", "protect", urn, "--yes");
  }
  if (unprotects) await stack.manage("state", "unprotect", "--all", "--yes");
  for (const { urn } of before.resources.filter(({ type }) => taints.includes(type))) {
    await stack.manage("state", "taint", urn, "--yes");
  }
}
