import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** As distributions call it: Debian, Ubuntu, Google's own package. */
export const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser on PATH, if there is one. */
export function chromiumPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
