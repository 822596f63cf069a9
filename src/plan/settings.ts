import type { Document } from "yaml";
import type { Problem } from "../config/problem";

/** A stack's settings as Pulumi hands them to the program. */
export interface StackSettings {
  /** By key with its namespace; objects, lists and booleans as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys with an encrypted value in them. */
  readonly secretKeys: readonly string[];
  /** What can't be handed over at all; everything else is for the program to check. */
  readonly problems: readonly Problem[];
}

/** Stands for an encrypted value: it counts as set, and a plan needs no passphrase. */
const ENCRYPTED = "[encrypted: a plan can't read it]";

type Step = string | number;

/** Settings of a stack file with `path=value` assignments on top, in the order given; the file stays as it is. */
export function settingsOf(file: Document, assignments: readonly string[]): StackSettings {
  const problems = assignments.flatMap((assignment) => assign(file, assignment));
  const { config } = (file.toJS() ?? {}) as { readonly config?: Readonly<Record<string, unknown>> | null };
  const entries = Object.entries(config ?? {});
  return {
    config: Object.fromEntries(entries.map(([key, value]) => [key, textOf(decrypted(value))])),
    secretKeys: entries.filter(([, value]) => hasSecret(value)).map(([key]) => key),
    problems: [...entries.flatMap(([key]) => withoutNamespace(key)), ...problems],
  };
}

function assign(file: Document, assignment: string): readonly Problem[] {
  const at = assignment.indexOf("=");
  const steps = stepsOf(assignment.slice(0, at));
  if (at < 0 || steps === undefined) return [notAnAssignment(assignment)];
  try {
    file.setIn(["config", ...steps], file.createNode(valueOf(assignment.slice(at + 1))));
    return [];
  } catch {
    // The library names the first step that has nothing below it.
    return [notNested(assignment.slice(0, at))];
  }
}

/** `crm:aws.region` and `crm:adminCidrs[0]`, as `pulumi config set --path` takes them. */
function stepsOf(path: string): readonly Step[] | undefined {
  const [, key, rest = ""] = /^(crm:\w+)((?:\.\w+|\[\d+\])*)$/.exec(path) ?? [];
  if (key === undefined) return undefined;
  const steps = rest.match(/\w+/g) ?? [];
  return [key, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))];
}

/** Text, except what can only be JSON: no key of the program is a number, so digits stay as they are. */
function valueOf(text: string): unknown {
  if (!/^([[{].*[\]}]|true|false)$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function decrypted(value: unknown): unknown {
  if (isEncrypted(value)) return ENCRYPTED;
  if (Array.isArray(value)) return value.map(decrypted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decrypted(inner)]));
}

function hasSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && (isEncrypted(value) || Object.values(value).some(hasSecret));
}

/** Pulumi writes an encrypted value as a map with the one key `secure`. */
function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "secure";
}

function withoutNamespace(key: string): readonly Problem[] {
  if (key.includes(":")) return [];
  const fix = `write it as crm:${key}`;
  return [{ path: key, wrong: "has no namespace", allowed: "crm:<key>, or another project's namespace", fix }];
}

/** Names only the key: what follows it could be a secret. */
function notAnAssignment(assignment: string): Problem {
  return {
    path: "--set",
    wrong: `${/^(crm|pulumi|[a-z-]+):\w*/.exec(assignment)?.[0] ?? "an argument"} is not given as path=value`,
    allowed: "crm:<key>=<value>, nested as crm:aws.region=... or crm:adminCidrs[0]=...",
    fix: `--set crm:aws.region=us-west-2`,
  };
}

function notNested(path: string): Problem {
  return {
    path,
    wrong: "leads into a single value",
    allowed: "a path through maps and lists",
    fix: "shorten the path",
  };
}
