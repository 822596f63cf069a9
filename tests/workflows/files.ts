import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

export const ROOT = resolve(__dirname, "../..");

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": unknown };
  readonly env?: Readonly<Record<string, string>>;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const WORKFLOWS = ".github/workflows";
const ACTIONS = ".github/actions";

const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Every file of a workflow or of an action, as it is written. */
export const TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...readdirSync(join(ROOT, WORKFLOWS)).map((file) => `${WORKFLOWS}/${file}`),
    ...readdirSync(join(ROOT, ACTIONS)).map((name) => `${ACTIONS}/${name}/action.yml`),
  ].map((path) => [path, textOf(path)]),
);

const parsed = <T>(folder: string, name: RegExp): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(TEXTS)
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => [name.exec(path)?.[1] ?? path, parse(text) as T]),
  );

/** By name: `deploy`. */
export const workflows = parsed<Workflow>(WORKFLOWS, /([\w-]+)\.yml$/);

/** By name: `setup`. */
export const actions = parsed<Action>(ACTIONS, /([\w-]+)\/action\.yml$/);

/** Every job, by `workflow/job`. */
export const jobs: readonly (readonly [name: string, job: Job])[] = Object.entries(workflows).flatMap(([file, one]) =>
  Object.entries(one.jobs).map(([name, job]) => [`${file}/${name}`, job] as const),
);

/** Every step, by `workflow/job` or the name of its action. */
export const steps: readonly (readonly [where: string, step: Step])[] = [
  ...jobs.flatMap(([name, job]) => (job.steps ?? []).map((step) => [name, step] as const)),
  ...Object.entries(actions).flatMap(([name, { runs }]) => runs.steps.map((step) => [name, step] as const)),
];

/** What bash is given, by where. */
export const scripts: readonly (readonly [where: string, script: string])[] = steps.flatMap(([where, { run }]) =>
  run === undefined ? [] : [[where, run] as const],
);

export function workflow(name: string): Workflow {
  const found = workflows[name];
  if (found === undefined) throw new Error(`there is no workflow ${name}`);
  return found;
}

export function job(workflowName: string, name: string): Job {
  const found = workflow(workflowName).jobs[name];
  if (found === undefined) throw new Error(`${workflowName} has no job ${name}`);
  return found;
}

/** The only step whose script contains a text. */
export function scriptWith(text: string): string {
  const [found, ...others] = scripts.filter(([, script]) => script.includes(text));
  if (found === undefined || others.length > 0) throw new Error(`there is not one script with ${text}`);
  return found[1];
}
