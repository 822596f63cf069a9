import { ConfigError } from "../config/problem";
import type { Fault } from "./faults";
import { type Package, packagesOfProgram } from "./packages";
import { serve, type SimulatedProviders } from "./server";
import { type Rehearsed, type RehearsedSettings, rehearsedSettings } from "./settings";
import type { RehearsedCloud } from "./simulated";
import { planOf, type RehearsedStack, stackOn } from "./stack";
import type { Subject } from "./scenarios";
import type { Tools } from "./tools";
import { openWorkspace, type Workspace } from "./workspace";

/** What a rehearsal is of, and what it is done with. */
export interface Production {
  readonly rehearsed: Rehearsed;
  readonly tools: Tools;
  /** A cloud in which nothing exists yet, and that writes only into the folder given. */
  readonly cloud: (folder: string, faults: readonly Fault[]) => RehearsedCloud;
  /** Called with the workspace before the engine is in it, so that whoever interrupts can remove it. */
  readonly opened: (workspace: Workspace) => void;
}

/** A cloud, an engine that is attached to it, and a stack that is configured and empty. */
export interface Stage {
  /** As the stack would be at first. */
  readonly subject: Subject;
  readonly workspace: Workspace;
  readonly cloud: RehearsedCloud;
  readonly providers: SimulatedProviders;
  readonly stack: RehearsedStack;
  /** A second one with the same settings, made when it is first asked for. */
  readonly second: () => Promise<RehearsedStack>;
  /** URNs of what has disappeared with its region, as long as the engine has not looked. */
  readonly lost: Set<string>;
  /** URNs of what the engine has let go because the program wants it kept. */
  readonly kept: Set<string>;
}

/**
 * Plays on a stage, and clears it away whatever happens.
 * @throws ConfigError where the stack's settings can't be built, a real provider would be asked, or nothing can be written
 */
export async function onStage<T>(
  { rehearsed, tools, cloud: cloudIn, opened }: Production,
  faultsOf: (subject: Subject) => readonly Fault[],
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const settings = rehearsedSettings(rehearsed);
  const workspace = openWorkspace();
  opened(workspace);
  try {
    workspace.write(`Pulumi.${rehearsed.stack}.yaml`, settings.text);
    await create(stackOn(tools, workspace, NOBODY, rehearsed.stack), settings);
    const { plan: subject } = await planOf(workspace, rehearsed.stack);
    refuseRealProviders(subject);
    const cloud = cloudIn(workspace.folder, faultsOf(subject));
    const providers = await serve(cloud, packagesOfProgram());
    try {
      const stack = stackOn(tools, workspace, providers.ports, rehearsed.stack);
      const second = once(() => besides(stack, stackOn(tools, workspace, providers.ports, `${rehearsed.stack}2`)));
      return await play({ subject, workspace, cloud, providers, stack, second, lost: new Set(), kept: new Set() });
    } finally {
      providers.close();
    }
  } finally {
    workspace.remove();
  }
}

/** As long as nothing is asked of a provider, none has to listen. */
const NOBODY = "";

async function create(stack: RehearsedStack, { secrets }: RehearsedSettings): Promise<void> {
  await stack.manage("stack", "init", stack.name, "--no-select");
  await setSecrets(stack, secrets);
}

/** Sets all of them in one command, so that no other value is left of the file. */
export async function setSecrets(stack: RehearsedStack, secrets: Readonly<Record<string, string>>): Promise<void> {
  const all = Object.entries(secrets).flatMap(([path, value]) => ["--secret", `${path}=${value}`]);
  await stack.manage("config", "set-all", "--path", ...all);
}

async function besides(stack: RehearsedStack, second: RehearsedStack): Promise<RehearsedStack> {
  await second.manage("stack", "init", second.name, "--no-select", "--copy-config-from", stack.name);
  return second;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/**
 * Everything that the program registers must have a provider here: the engine would look for any other one on this machine.
 * @throws ConfigError naming the packages that have none
 */
export function refuseRealProviders(
  { resources }: Pick<Subject, "resources">,
  packages: readonly Package[] = packagesOfProgram(),
): void {
  const served = packages.map(({ name }) => name);
  const types = resources.filter(({ custom }) => custom).map(({ type }) => type.replace(/^pulumi:providers:/, ""));
  const used = [...new Set(types.map((type) => type.split(":")[0] ?? ""))];
  const real = used.filter((name) => name !== "pulumi" && !served.includes(name)).sort();
  if (real.length === 0) return;
  const wrong = `the program uses ${real.join(", ")}, for which a real provider would be used`;
  const allowed = `packages that are simulated: ${[...served].sort().join(", ")}`;
  throw new ConfigError([{ path: "providers", wrong, allowed, fix: "add the package to package.json's dependencies" }]);
}
