import "../src/graph/light-sdk";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordStack } from "../src/plan/stack";
import { ALL_VARIANTS, configOf, fileOf, MODES, stackOf } from "./graphs";

/** Records every variant of the real program in every mode, into a folder: what `tests/graphs.ts` reads. */
async function main(folder: string): Promise<void> {
  for (const variant of ALL_VARIANTS) {
    for (const mode of MODES) {
      const { graph } = await recordStack(stackOf(variant), configOf(variant), mode);
      writeFileSync(join(folder, fileOf(variant, mode)), JSON.stringify(graph));
    }
  }
}

void main(process.argv[2] ?? ".");
