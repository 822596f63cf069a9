import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { ConfigError } from "../config/problem";
import { type StackOptions, stackCommand, writing } from "./command";
import type { Manifest } from "./manifests";
import { whileBusy } from "./progress";

/** A stack's Kubernetes objects, printed or written to a directory. */
export const manifestsCommand = (): Command =>
  stackCommand(
    "manifests",
    "Writes a stack's Kubernetes objects as plain YAML. A value that only the cloud knows reads <name.property>.",
  )
    .option(
      "--out <directory>",
      "write one file for each object, into an empty or new directory, instead of printing all",
    )
    .action(manifests);

async function manifests({ out, ...options }: StackOptions & { readonly out?: string }): Promise<void> {
  if (out !== undefined) writing(() => prepare(out));
  const files = await whileBusy(async () => (await import("./manifests.js")).manifestsOf(options));
  if (out === undefined) process.stdout.write(files.map(({ yaml }) => `---\n${yaml}`).join(""));
  else
    writing(() => {
      writeAll(out, files);
    });
}

/** Never a directory with something in it: objects that are gone from the program would stay there, and be applied. */
function prepare(directory: string): void {
  mkdirSync(directory, { recursive: true });
  if (readdirSync(directory).length > 0) {
    const allowed = "an empty directory, or one that is not there yet";
    throw new ConfigError([{ path: "--out", wrong: `${directory} is not empty`, allowed, fix: "name another one" }]);
  }
}

function writeAll(directory: string, files: readonly Manifest[]): void {
  for (const { file, yaml } of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), yaml);
  }
}
