import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import recordGraphs from "../tests/setup";
import { generatedPages, ROOT } from "./pages";

async function main(): Promise<void> {
  await recordGraphs();
  for (const [path, text] of Object.entries(await generatedPages())) writeFileSync(resolve(ROOT, path), text);
}

void main();
