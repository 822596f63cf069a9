import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { CLOUDS } from "../src/conventions/clouds";
import { FAILURE, GRAPHS } from "./graphs";

const ROOT = resolve(__dirname, "..");
/** Everything that a graph comes from. */
const SOURCES = /^(src|stacks)\/|^tests\/(graphs|record)\.ts$|^Pulumi\.|^package-lock\.json$/;
const SEAL = "made-from.txt";

/**
 * Before the first test: a process for each cloud records its graphs, unless they were made from these very sources already.
 * Tests that need no graph run even when the program is broken.
 */
export default async function setup(): Promise<void> {
  const sources = digest();
  if (readSeal() === sources) return;

  const folder = `${GRAPHS}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const failures = await Promise.all(CLOUDS.map((cloud) => record(folder, cloud)));
  const failure = failures.join("");
  if (failure === "") writeFileSync(join(folder, SEAL), sources);
  else writeFileSync(join(folder, FAILURE), failure);
  // At once, so that a run beside this one never finds half of the graphs.
  rmSync(GRAPHS, { recursive: true, force: true });
  renameSync(folder, GRAPHS);
}

/** @returns what went wrong; nothing if nothing did */
async function record(folder: string, cloud: string): Promise<string> {
  const args = ["--import", "tsx", "tests/record.ts", folder, cloud];
  const run = promisify(execFile)(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  return run.then(
    () => "",
    (error: unknown) => String((error as { readonly stderr?: string }).stderr ?? error),
  );
}

function digest(): string {
  const hash = createHash("sha256");
  const folders = [".", "src", "stacks", "tests"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== ".", withFileTypes: true }),
  );
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(ROOT.length + 1));
  for (const path of paths.filter((name) => SOURCES.test(name)).sort()) {
    hash.update(path).update(readFileSync(join(ROOT, path)));
  }
  return hash.digest("hex");
}

function readSeal(): string | undefined {
  try {
    return readFileSync(join(GRAPHS, SEAL), "utf8");
  } catch {
    return undefined;
  }
}
