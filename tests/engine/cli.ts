import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe } from "vitest";
import { parseDocument } from "yaml";
import { missingTool } from "../../src/rehearsal/tools";
import { openWorkspace } from "../../src/rehearsal/workspace";

const ROOT = resolve(__dirname, "../..");

/** A suite on the real engine; without Pulumi's tools it is skipped and says which one is missing. */
export function describeWithEngine(name: string, suite: () => void): void {
  const missing = missingTool();
  const title = missing === undefined ? name : `${name} (skipped: ${missing})`;
  describe.skipIf(missing !== undefined)(title, suite);
}

export interface Run {
  readonly exitCode: number;
  /** Standard output and error, as an operator sees them without a terminal. */
  readonly text: string;
  /** What the program itself had to say about a stack that it refused, each report once. */
  readonly errors: readonly string[];
  /** Types of everything that the engine was told about. */
  readonly types: ReadonlySet<string>;
}

/** True once the program went past its own refusals: it then asks for providers, whose plugins are not there. */
export function reachedProviders({ types, errors }: Run): boolean {
  const asked = [...types].some((type) => type.startsWith("pulumi:providers:"));
  return asked && errors.every((error) => error.startsWith("no resource plugin"));
}

export type Change = readonly [path: readonly (string | number)[], value: unknown];

/** One stack of the program on the real engine, with a state, a home and a stack file of its own. */
export class EngineStack {
  readonly #workspace = openWorkspace();

  constructor(readonly name: string) {}

  /** Creates the stack; with outputs, as if a successful update had left them behind. */
  async create(outputs?: Readonly<Record<string, unknown>>): Promise<void> {
    await this.managed("init", this.name);
    if (outputs === undefined) return;
    const state = JSON.parse(await this.managed("export")) as { readonly deployment: object };
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${this.name}::sequelstring-crm::${type}::sequelstring-crm-${this.name}`;
    const deployment = { ...state.deployment, resources: [{ urn, type, custom: false, outputs }] };
    const file = join(this.#workspace.folder, "state.json");
    writeFileSync(file, JSON.stringify({ ...state, deployment }));
    await this.managed("import", "--file", file);
  }

  /** Makes the stack file the committed one with changes to its `config`. */
  configure(changes: readonly Change[]): void {
    const document = parseDocument(readFileSync(join(ROOT, `Pulumi.${this.name}.yaml`), "utf8"));
    for (const [path, value] of changes) document.setIn(["config", ...path], document.createNode(value));
    this.#workspace.write(`Pulumi.${this.name}.yaml`, document.toString());
  }

  preview(): Promise<Run> {
    return this.pulumi("preview");
  }

  up(): Promise<Run> {
    return this.pulumi("up", "--yes", "--skip-preview");
  }

  /** Outputs of the last successful update. */
  async outputs(): Promise<unknown> {
    return JSON.parse(await this.managed("output", "--json"));
  }

  remove(): void {
    this.#workspace.remove();
  }

  /** A command about the stack itself, which has to succeed. */
  private async managed(...args: readonly string[]): Promise<string> {
    const { exitCode, text } = await this.pulumi("stack", ...args);
    if (exitCode !== 0) throw new Error(text);
    return text;
  }

  private pulumi(...args: readonly string[]): Promise<Run> {
    const { program, environment } = this.#workspace;
    const options = { cwd: program, env: environment, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((settle) => {
      execFile("pulumi", [...args, "--non-interactive", "--color", "never"], options, (error, stdout, stderr) => {
        const text = stdout + stderr;
        const types = new Set(text.match(/\b[a-z-]+:[\w/]+:\w+(?= )/g) ?? []);
        settle({ exitCode: error === null ? 0 : Number(error.code ?? -1), text, errors: errorsIn(text), types });
      });
    });
  }
}

/** Errors are repeated while the engine runs and collected at its end: the end counts. */
function errorsIn(text: string): readonly string[] {
  const [, diagnostics = ""] = text.split("Diagnostics:\n");
  const [reports = ""] = diagnostics.split(/\n\n(?=Outputs:|Resources:)/);
  return reports
    .split(/^ +error: /m)
    .slice(1)
    .map((report) => report.replace(/^ {4}/gm, "").trim());
}
