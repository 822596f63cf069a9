import type { z } from "zod";
import { crossCheck, type Draft } from "./checks";
import { keysAt } from "./hints";
import { ConfigError, type Problem, removeCommand } from "./problem";
import { isSecret, missing, type Path, pathText, remedyAt } from "./remedy";
import { schema, type Settings } from "./schema";

/** Configuration as it lies in a stack file: nested, untyped, without the `crm:` in front of its keys. */
export type RawConfig = Readonly<Record<string, unknown>>;

/**
 * Checks a whole configuration and fills in its defaults.
 * @throws ConfigError with every problem found, never only the first
 */
export function parseConfig(stack: string, raw: RawConfig): Settings {
  const parsed = schema.safeParse(raw);
  const issues = parsed.success ? [] : parsed.error.issues;
  const refused = issues.flatMap((issue) => problemsOf(issue, raw));
  const crossed = crossCheck(stack, parsed.success ? parsed.data : validPart(raw, issues));
  const problems = [
    ...refused,
    ...crossed.filter(({ path }) => !refused.some((problem) => covers(problem.path, path))),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

/** What is refused as a whole need not be said to lack something too. */
function covers(refused: string, path: string): boolean {
  return path === refused || path.startsWith(`${refused}.`);
}

function problemsOf(issue: z.core.$ZodIssue, raw: RawConfig): readonly Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((name) => unknownKey(issue.path, name));
  const value = valueAt(raw, issue.path);
  if (value === undefined) return missing(issue.path);
  const path = pathText(issue.path);
  return [{ path, wrong: `${describe(path, value)} is not accepted`, ...remedyAt(issue.path) }];
}

function unknownKey(at: Path, name: string): Problem {
  const path = pathText([...at, name]);
  const allowed = keysAt(at).map((known) => (at.length > 0 ? known : pathText([known])));
  return {
    path,
    wrong: "is not a key of this program",
    allowed: allowed.join(", "),
    fix: `correct its spelling, or: ${removeCommand(path)}`,
  };
}

function describe(path: string, value: unknown): string {
  return isSecret(path) ? "the value" : JSON.stringify(value);
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], raw);
}

/** What of a refused configuration can still be checked: everything that no issue points into. */
function validPart(raw: RawConfig, issues: readonly z.core.$ZodIssue[]): Draft {
  const copy = structuredClone(raw) as Record<string, unknown>;
  for (const { code, path } of issues) {
    const last = path.at(-1);
    const parent = valueAt(copy, path.slice(0, -1));
    const isBroken =
      code !== "unrecognized_keys" && last !== undefined && typeof parent === "object" && parent !== null;
    if (isBroken) Reflect.deleteProperty(parent, last);
  }
  return copy;
}
