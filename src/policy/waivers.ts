import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { ConfigError, type Problem } from "../config/problem";
import { RULES } from "./baselines";

/** Beside the stack files, for everything that operators accept for a while. */
export const WAIVERS_FILE = "waivers.yaml";
const PROJECT_ROOT = resolve(__dirname, "../..");

const waiver = z
  .strictObject({
    /** Id of the rule: `E08`. */
    rule: z.string().refine((id) => RULES.some((rule) => rule.id === id)),
    /** Only this stack; left out, every stack. */
    stack: z.string().min(1).optional(),
    /** Only resources whose URN fits, `*` standing for any text: `*::crm-cache-*`. Left out, all. */
    urn: z.string().min(1).optional(),
    reason: z.string().trim().min(10),
    /** The last day, `YYYY-MM-DD`; from the next on, what it excuses is a finding like any other. */
    until: z.iso.date(),
  })
  .readonly();
const waivers = z.array(waiver).readonly();

/** What an operator accepts for a while. */
export type OperatorWaiver = z.infer<typeof waiver>;

/** What may stand at each place of the file, and how to mend it. */
const REMEDIES: Readonly<Record<string, Pick<Problem, "allowed" | "fix">>> = {
  rule: { allowed: "the id of a rule in docs/CONTROLS.md", fix: "write rule: and the id that the plan shows" },
  stack: { allowed: "the name of a stack", fix: "write stack: prod, or leave it out for every stack" },
  urn: { allowed: "a URN, or a part of one with * around it", fix: 'write urn: "*::crm-cache-*", or leave it out' },
  reason: {
    allowed: "10 characters or more",
    fix: "write reason: and why this is accepted, for whoever reads it later",
  },
  until: { allowed: "a day, YYYY-MM-DD", fix: "write until: and the last day on which this is accepted" },
};
const KEYS = Object.keys(REMEDIES).join(", ");

/**
 * The operator's waivers; none where there is no file.
 * @throws ConfigError with everything that is wrong with the file
 */
export function readWaivers(root = PROJECT_ROOT): readonly OperatorWaiver[] {
  const file = join(root, WAIVERS_FILE);
  return existsSync(file) ? parseWaivers(readFileSync(file, "utf8")) : [];
}

/** The same from the file's text. */
export function parseWaivers(text: string): readonly OperatorWaiver[] {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) throw new ConfigError(document.errors.map(({ message }) => wrongFile(message)));
  const content: unknown = document.toJS();
  const parsed = waivers.safeParse(content ?? []);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.flatMap((issue) => problemsOf(issue, content)));
  return parsed.data;
}

/** Whether a waiver speaks about what a rule found in a stack. */
export function speaksOf(
  { rule, stack, urn }: OperatorWaiver,
  found: { readonly rule: string; readonly stack: string; readonly urn: string | null },
): boolean {
  const named = urn === undefined || (found.urn !== null && fits(found.urn, urn));
  return rule === found.rule && (stack === undefined || stack === found.stack) && named;
}

function fits(text: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

function problemsOf(issue: z.core.$ZodIssue, content: unknown): readonly Problem[] {
  const [index, key] = issue.path;
  if (index === undefined) return [wrongFile("it is no list")];
  const entry = `${WAIVERS_FILE}[${String(index)}]`;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({
      path: `${entry}.${name}`,
      wrong: "is not a key of a waiver",
      allowed: KEYS,
      fix: "correct its spelling, or take it out",
    }));
  const remedy = REMEDIES[String(key)];
  if (remedy === undefined)
    return [{ path: entry, wrong: "is no waiver", allowed: `a map of ${KEYS}`, fix: "write its keys below the dash" }];
  const value = (content as readonly Readonly<Record<string, unknown>>[])[Number(index)]?.[String(key)];
  const wrong = value === undefined ? "is not set" : `${JSON.stringify(value)} is not accepted`;
  return [{ path: `${entry}.${String(key)}`, wrong, ...remedy }];
}

function wrongFile(wrong: string): Problem {
  const allowed = `a YAML list of waivers, each with ${KEYS}`;
  return { path: WAIVERS_FILE, wrong, allowed, fix: "correct the file, or delete it if nothing is to be waived" };
}
