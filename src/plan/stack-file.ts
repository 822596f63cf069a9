import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Document, isMap, LineCounter, parseDocument } from "yaml";
import { ConfigError, type Problem } from "../config/problem";

const PROJECT_ROOT = resolve(__dirname, "../..");

/**
 * The stack file of a stack, from wherever the command is run.
 * @throws ConfigError when there is no such file or it isn't YAML with a map of settings in it
 */
export function readStackFile(stack: string, root = PROJECT_ROOT): Document {
  const file = `Pulumi.${stack}.yaml`;
  const stacks = stackNames(root);
  if (!stacks.includes(stack)) throw new ConfigError([missing(stack, file, stacks)]);

  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(root, file), "utf8"), { lineCounter: lines, prettyErrors: false });
  const malformed = document.errors.map(({ message, pos }) =>
    notYaml(`${file}:${lines.linePos(pos[0]).line}`, message),
  );
  if (malformed.length > 0) throw new ConfigError(malformed);
  if (!isSettings(document)) throw new ConfigError([notYaml(file, "there is no map `config` at its top")]);
  return document;
}

/** The names of all stacks that have a file. */
export function stackNames(root = PROJECT_ROOT): readonly string[] {
  const names = readdirSync(root).map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

function isSettings(document: Document): boolean {
  return document.contents === null || (isMap(document.contents) && isMap(document.get("config") ?? document.contents));
}

function missing(stack: string, file: string, stacks: readonly string[]): Problem {
  return {
    path: "stack",
    wrong: `"${stack}" has no stack file ${file}`,
    allowed: stacks.join(", "),
    fix: `name one of these with --stack, or: pulumi stack init ${stack}`,
  };
}

function notYaml(path: string, wrong: string): Problem {
  return { path, wrong, allowed: "YAML with the settings in `config`", fix: "correct the file" };
}
