import "../src/graph/light-sdk";
import { writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { recordStack } from "../src/plan/stack";
import { ALL_VARIANTS, configOf, fileOf, modesOf, stackOf } from "./graphs";

const ROOT = resolve(__dirname, "..") + sep;

/**
 * Records the real program on a cloud, every variant in every mode, into a folder: what `tests/graphs.ts` reads.
 * Prints which of the project's files took part.
 */
async function main(folder: string, cloud: string): Promise<void> {
  for (const variant of ALL_VARIANTS.filter((one) => (one.cloud ?? "aws") === cloud)) {
    for (const mode of modesOf(variant)) {
      const { graph } = await recordStack(stackOf(variant), configOf(variant), mode);
      writeFileSync(join(folder, fileOf(variant, mode)), JSON.stringify(graph));
    }
  }
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(ROOT) && !file.includes("node_modules"));
  writeFileSync(1, loaded.map((file) => `${file.slice(ROOT.length)}\n`).join(""));
}

void main(process.argv[2] ?? ".", process.argv[3] ?? "aws");
