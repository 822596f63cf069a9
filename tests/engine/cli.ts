import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe } from "vitest";
import { parseDocument } from "yaml";

const ROOT = resolve(__dirname, "../..");
const PROGRAM = ["Pulumi.yaml", "package.json", "tsconfig.json", "node_modules", "src", "stacks"];

/** A suite on the real engine; without Pulumi's tools it is skipped and says which one is missing. */
export function describeWithEngine(name: string, suite: () => void): void {
  const isMissing = (tool: string) => spawnSync(tool, ["--help"], { stdio: "ignore" }).error !== undefined;
  const missing = ["pulumi", "pulumi-language-nodejs"].find(isMissing);
  const title = missing === undefined ? name : `${name} (skipped: there is no ${missing} on PATH)`;
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
  readonly #folder = mkdtempSync(join(tmpdir(), "engine-"));
  readonly #program = join(this.#folder, "program");
  readonly #file: string;

  constructor(readonly name: string) {
    this.#file = join(this.#program, `Pulumi.${name}.yaml`);
    for (const part of ["program", "state", "home"]) mkdirSync(join(this.#folder, part));
    for (const part of PROGRAM) symlinkSync(join(ROOT, part), join(this.#program, part));
  }

  /** Creates the stack; with outputs, as if a successful update had left them behind. */
  async create(outputs?: Readonly<Record<string, unknown>>): Promise<void> {
    await this.managed("init", this.name);
    if (outputs === undefined) return;
    const state = JSON.parse(await this.managed("export")) as { readonly deployment: object };
    const type = "pulumi:pulumi:Stack";
    const urn = `urn:pulumi:${this.name}::sequelstring-crm::${type}::sequelstring-crm-${this.name}`;
    const deployment = { ...state.deployment, resources: [{ urn, type, custom: false, outputs }] };
    const file = join(this.#folder, "state.json");
    writeFileSync(file, JSON.stringify({ ...state, deployment }));
    await this.managed("import", "--file", file);
  }

  /** Makes the stack file the committed one with changes to its `config`. */
  configure(changes: readonly Change[]): void {
    const document = parseDocument(readFileSync(join(ROOT, `Pulumi.${this.name}.yaml`), "utf8"));
    for (const [path, value] of changes) document.setIn(["config", ...path], document.createNode(value));
    writeFileSync(this.#file, document.toString());
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
    rmSync(this.#folder, { recursive: true });
  }

  /** A command about the stack itself, which has to succeed. */
  private async managed(...args: readonly string[]): Promise<string> {
    const { exitCode, text } = await this.pulumi("stack", ...args);
    if (exitCode !== 0) throw new Error(text);
    return text;
  }

  private pulumi(...args: readonly string[]): Promise<Run> {
    const options = { cwd: this.#program, env: this.environment(), maxBuffer: 64 * 1024 * 1024 };
    return new Promise((settle) => {
      execFile("pulumi", [...args, "--non-interactive", "--color", "never"], options, (error, stdout, stderr) => {
        const text = stdout + stderr;
        const types = new Set(text.match(/\b[a-z-]+:[\w/]+:\w+(?= )/g) ?? []);
        settle({ exitCode: error === null ? 0 : Number(error.code ?? -1), text, errors: errorsIn(text), types });
      });
    });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // No provider is found anywhere, so that nothing can be made by mistake.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    };
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
