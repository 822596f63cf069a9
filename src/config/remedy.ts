import { hintAt, requiredKeysAt } from "./hints";
import { type Problem, setCommand, setSecretCommand } from "./problem";

/** Where a value lies in a stack's configuration, from its key without `crm:` downwards. */
export type Path = readonly PropertyKey[];

/** A path as an operator types it. A key that was set without a namespace has the project's in front already. */
export function pathText(path: Path): string {
  const [first = "", ...rest] = path.map(String);
  const steps = rest.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`));
  return `${first.includes(":") ? "" : "crm:"}${first}${steps.join("")}`;
}

/** What the key at `at` would take, and the command that gives it that. */
export function remedyAt(at: Path): Pick<Problem, "allowed" | "fix"> {
  const { allowed, path, example } = hintAt(at);
  const target = pathText(path);
  return { allowed, fix: isSecret(target) ? setSecretCommand(target) : setCommand(target, example) };
}

/** Says that nothing is at `at`: of an object, each key that it needs. */
export function missing(at: Path): readonly Problem[] {
  const keys = requiredKeysAt(at);
  if (keys.length > 0) return keys.flatMap((name) => missing([...at, name]));
  return [{ path: pathText(at), wrong: "is missing", ...remedyAt(at) }];
}

/** True for a path whose value may not be shown, not even when it is refused. */
export function isSecret(path: string): boolean {
  return path.startsWith("crm:secrets");
}
