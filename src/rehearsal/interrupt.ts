import { endAll } from "./processes";
import type { Workspace } from "./workspace";

/** As a shell reports a process that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** Knows of workspaces, so that an interruption leaves none of them behind. */
export interface Watch {
  readonly opened: (workspace: Workspace) => void;
  /** An interruption is nobody's business here any more. */
  readonly done: () => void;
}

/** Until it is called off: an interruption ends the engine first, then removes what is there, and says so. */
export function cleanWhenInterrupted(): Watch {
  const workspaces: Workspace[] = [];
  let asked = false;
  const clean = () => {
    if (asked) return;
    asked = true;
    process.stderr.write("interrupted: ending the engine\n");
    void endAll().then(() => {
      for (const workspace of workspaces) process.stderr.write(`${removed(workspace)}\n`);
      process.exit(INTERRUPTED);
    });
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  signals.forEach((signal) => process.on(signal, clean));
  return {
    opened: (workspace) => void workspaces.push(workspace),
    done: () => signals.forEach((signal) => process.off(signal, clean)),
  };
}

function removed({ folder, remove }: Workspace): string {
  try {
    remove();
    return "nothing of it is left";
  } catch {
    return `${folder} could not be removed: remove it yourself`;
  }
}
