import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { CLOUDS } from "../src/conventions/clouds";
import { FAILURE, GRAPHS } from "./graphs";

const ROOT = resolve(__dirname, "..");
const SEAL = "made-from.json";
/** A recording keeps nearly all that it makes until its end: room for it saves a sixth of the time, spent on copying. */
const YOUNG = "--max-semi-space-size=128";

/**
 * Before the first test: a process for each cloud records its graphs, unless they were made from these very files already.
 * Tests that need no graph run even when the program is broken.
 */
export default async function setup(): Promise<void> {
  const seal = readSeal();
  if (seal !== undefined && seal.digest === digestOf(seal.files)) return;

  const folder = `${GRAPHS}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const recordings = await Promise.allSettled(CLOUDS.map((cloud) => record(folder, cloud)));
  const failures = recordings.flatMap((one) => (one.status === "rejected" ? [textOf(one.reason)] : []));
  const loaded = recordings.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const files = [...new Set([...loaded, ...read()])].sort();
  if (failures.length === 0) writeFileSync(join(folder, SEAL), JSON.stringify({ files, digest: digestOf(files) }));
  else writeFileSync(join(folder, FAILURE), failures.join(""));
  // At once, so that a run beside this one never finds half of the graphs.
  rmSync(GRAPHS, { recursive: true, force: true });
  renameSync(folder, GRAPHS);
}

/** @returns the project's files that took part */
async function record(folder: string, cloud: string): Promise<readonly string[]> {
  const args = [YOUNG, "--import", "tsx", "tests/record.ts", folder, cloud];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return stdout.trim().split("\n");
}

const textOf = (failure: unknown): string => String((failure as { readonly stderr?: string }).stderr ?? failure);

/** What the program reads and doesn't load. */
function read(): readonly string[] {
  return ["package-lock.json", ...readdirSync(ROOT).filter((file) => file.startsWith("Pulumi."))];
}

function digestOf(files: readonly string[]): string | undefined {
  const hash = createHash("sha256");
  try {
    for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)));
  } catch {
    return undefined;
  }
  return hash.digest("hex");
}

interface Seal {
  readonly files: readonly string[];
  readonly digest: string;
}

function readSeal(): Seal | undefined {
  try {
    return JSON.parse(readFileSync(join(GRAPHS, SEAL), "utf8")) as Seal;
  } catch {
    return undefined;
  }
}
