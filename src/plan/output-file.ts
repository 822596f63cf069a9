import { accessSync, chmodSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { ConfigError } from "../config/problem";
import { writing } from "./command";

/**
 * Writes a file so that whoever reads it finds the old text or the whole new one, never a part. A link stays one: what it leads to
 * is written. The file's permissions stay as they are.
 * @throws ConfigError where nothing can be written
 */
export function writeWhole(file: string, text: string): void {
  writing(() => {
    const found = file === "" ? undefined : statSync(file, { throwIfNoEntry: false });
    if (file === "" || found?.isDirectory() === true) throw new ConfigError([noFile(file)]);
    if (found === undefined) replace(file, text);
    else if (found.isFile()) replace(writable(realpathSync(file)), text, found.mode);
    // A pipe or a terminal can't be replaced by another file.
    else writeFileSync(file, text);
  });
}

/** Another file could take the place of one that is not to be written to: its folder decides that, so ask first. */
function writable(file: string): string {
  accessSync(file, constants.W_OK);
  return file;
}

function replace(file: string, text: string, mode?: number): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, text, { mode });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

const noFile = (file: string) => ({
  path: "--out",
  wrong: file === "" ? "is empty" : `${file} is a folder`,
  allowed: "a file, there already or not",
  fix: "name a file",
});
