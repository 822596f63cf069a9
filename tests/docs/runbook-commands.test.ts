import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { keysAt } from "../../src/config/hints";
import { planCommand } from "../../src/plan/plan-command";
import { SCENARIOS } from "../../src/rehearsal/scenarios";
import { ROOT } from "../../tools/pages";
import { ALL_VARIANTS, graphOf, nameOfVariant } from "../graphs";
import { filesBelow, found, read, RUNBOOKS, shellOf } from "./pages";

/** Names in the runbooks that an operator gives to something that the program does not make. */
const MADE_BY_HAND = ["restore", "cache-broken", "cache-auto-by-hand"];
/** What the package manager can do without a script. */
const WITHOUT_SCRIPT = ["ci", "install"];
/** Commands of the Pulumi CLI 3.248, as far as the pages use them. */
const PULUMI = {
  "": ["cancel", "destroy", "import", "login", "preview", "refresh", "up"],
  config: ["get", "rm", "set"],
  stack: ["change-secrets-provider", "export", "history", "import", "init", "output", "rm"],
  state: ["delete", "taint", "unprotect"],
} as const;
/** Those that say otherwise which stack they mean, or are about none. */
const NAMES_NO_STACK = /^(cancel|login|stack (init|rm|change-secrets-provider))\b/;

const pages = filesBelow(RUNBOOKS, ".md");
const text = pages.map(read).join("\n");
/** Resources by their names, so that no bracket is left in an argument. */
const shell = pages
  .flatMap(shellOf)
  .join("\n")
  .replaceAll(/\$\((?:urn|attr) [^()]*\)/g, "<urn>");

describe("names in the runbooks", () => {
  const graphs = ALL_VARIANTS.map((variant) => ({ variant, graph: graphOf(variant) }));

  it("of resources are those of the program", () => {
    const names = graphs.flatMap(({ graph }) => graph.resources.map(({ name }) => name));
    const asked = found(text, /\((?:urn|attr) ([\w$-]+)/g).filter((name) => name !== "$n");
    expect(asked).not.toEqual([]);
    const known = (name: string) => names.some((real) => asPattern(name).test(real));
    expect(asked.filter((name) => !known(name))).toEqual([]);
  });

  it("of what people address are those that the program gives", () => {
    const production = graphs.find(({ variant }) => nameOfVariant(variant) === "production");
    const made = JSON.stringify(production?.graph);
    const roles = found(text, /ss-(?:\$S|<stack>)-([\w/-]+)/g).filter((role) => !MADE_BY_HAND.includes(role));
    expect(roles).not.toEqual([]);
    expect(roles.filter((role) => !made.includes(`ss-prod-${role}`))).toEqual([]);
  });
});

describe("commands in the runbooks", () => {
  it("of npm are scripts, with options that they have", () => {
    const { scripts } = JSON.parse(readFileSync(resolve(ROOT, "package.json"), "utf8")) as { scripts: object };
    const known = [...Object.keys(scripts), ...WITHOUT_SCRIPT];
    expect(found(text, /\bnpm (?:run )?(?:-s )?([\w:]+)/g).filter((script) => !known.includes(script))).toEqual([]);
    const options = found(text, /\bnpm run (?:-s )?plan -- ([^`\n|>&#]+)/g).flatMap((args) =>
      found(args, /(--[\w-]+)/g),
    );
    expect(options).toContain("--stack");
    const taken = planCommand().options.map(({ long }) => long);
    expect(options.filter((option) => !taken.includes(option))).toEqual([]);
  });

  it("of a rehearsal name a scenario", () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(found(text, /--scenario ([\w-]+)/g).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("name settings that a stack has", () => {
    const settings = found(text, /\bcrm:([a-z]\w*(?:\.\w+|\[\d\])*)/gi);
    expect(settings).toContain("secrets.sendgridApiKey");
    expect(settings.filter((setting) => !isSetting(setting))).toEqual([]);
  });

  it("of Pulumi are commands of its CLI, and say which stack they mean", () => {
    const commands = shell.split("\n").flatMap((line) => found(line, /\bpulumi ([a-z][^;&|#)]*)/g));
    expect(commands.length).toBeGreaterThan(50);
    expect(commands.filter((command) => !isCommand(command))).toEqual([]);
    expect(commands.filter((command) => !NAMES_NO_STACK.test(command) && !/(^|\s)-s /.test(command))).toEqual([]);
  });
});

/** A shell's variable stands for anything. */
const asPattern = (name: string): RegExp => new RegExp(`^${name.replaceAll(/\$\w+/g, ".+")}$`);

/** Each part of the path is a key of what is before it; lists have entries of any number. */
function isSetting(path: string): boolean {
  const parts = path.split(/[.[]/).filter((part) => !/^\d\]$/.test(part));
  return parts.every((part, index) => keysAt(parts.slice(0, index)).includes(part));
}

function isCommand(command: string): boolean {
  const [first = "", second = ""] = command.trim().split(/\s+/);
  if (second.startsWith("-") && first === "config") return true;
  const group = first in PULUMI ? (first as keyof typeof PULUMI) : "";
  const names: readonly string[] = PULUMI[group];
  return names.includes(group === "" ? first : second);
}
