import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "../cluster/go";

const REQUIREMENTS = join(__dirname, "python/requirements.txt");

export const hasPython = spawnSync("python3", ["-m", "pip", "--version"]).status === 0;

/** The folder with the programs that requirements.txt pins; they are built, and need no Python once they are there. */
export function installed(): string {
  return cached("linters-python", [readFileSync(REQUIREMENTS, "utf8")], (folder) => {
    const pinned = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", REQUIREMENTS];
    const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...pinned, "--target", folder];
    const { status, stderr } = spawnSync("python3", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`pip failed:\n${stderr}`);
  });
}
