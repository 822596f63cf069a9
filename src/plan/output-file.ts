import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { writing } from "./command";

/**
 * Writes a file so that whoever reads it finds the old text or the whole new one, never a part.
 * @throws ConfigError where nothing can be written
 */
export function writeWhole(file: string, text: string): void {
  writing(() => {
    // A pipe or a terminal can't be replaced by another file.
    if (isSpecial(file)) writeFileSync(file, text);
    else replace(file, text);
  });
}

function replace(file: string, text: string): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function isSpecial(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
