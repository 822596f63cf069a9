import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** On PATH, or where Go's own installer puts it. */
const GO = ["go", "/usr/local/go/bin/go"].find((tool) => spawnSync(tool, ["version"]).status === 0);

export const hasGo = GO !== undefined;

/** Runs Go and gives its standard output; what it reports while it works goes to the terminal. */
export function go(args: readonly string[], cwd: string): string {
  const env = { ...process.env, CGO_ENABLED: "0" };
  const { status, stdout } = spawnSync(GO ?? "go", args, {
    ...{ cwd, env, encoding: "utf8" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`go ${args.join(" ")} failed in ${cwd}:\n${stdout}`);
  return stdout;
}

/** One module as the proxy has it, checked against the checksum database; the path of its files. */
export function downloaded(module: string, version: string): string {
  const { Dir } = JSON.parse(go(["mod", "download", "-json", `${module}@${version}`], homedir())) as { Dir: string };
  return Dir;
}

/** A folder that is made once for given sources and then kept, outside of the tree. */
export function cached(name: string, sources: readonly string[], make: (folder: string) => void): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const hash = createHash("sha256").update(sources.join("\n")).digest("hex").slice(0, 16);
  const folder = join(cache, "sequelstring-crm", `${name}-${hash}`);
  if (existsSync(folder)) return folder;

  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  make(draft);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run may have been the first.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
  return folder;
}

/** What a Go module's programs are built from. */
export function sourcesOf(module: string): readonly string[] {
  return ["go.mod", "go.sum"].map((file) => readFileSync(join(module, file), "utf8"));
}

/** The version that a Go module is pinned to. */
export function pinned(module: string, dependency: string): string {
  const [goMod = ""] = sourcesOf(module);
  const version = new RegExp(`^\\s*(?:require )?${dependency} (v\\S+)`, "m").exec(goMod)?.[1];
  if (version === undefined) throw new Error(`${module} does not pin ${dependency}`);
  return version;
}
