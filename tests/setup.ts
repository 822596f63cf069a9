import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { FAILURE, GRAPHS } from "./graphs";

const ROOT = resolve(__dirname, "..");
/** Everything that a graph comes from. */
const SOURCES = /^(src|stacks)\/|^tests\/(graphs|record)\.ts$|^Pulumi\.|^package-lock\.json$/;
const SEAL = "made-from.txt";

/**
 * Before the first test: one process records all graphs, unless they were made from these very sources already.
 * Tests that need no graph run even when the program is broken.
 */
export default function setup(): void {
  const sources = digest();
  if (readSeal() === sources) return;

  const folder = `${GRAPHS}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const args = ["--import", "tsx", "tests/record.ts", folder];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status === 0) writeFileSync(join(folder, SEAL), sources);
  else writeFileSync(join(folder, FAILURE), stderr);
  // At once, so that a run beside this one never finds half of the graphs.
  rmSync(GRAPHS, { recursive: true, force: true });
  renameSync(folder, GRAPHS);
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
