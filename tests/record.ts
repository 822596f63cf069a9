import "../src/graph/light-sdk";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordStack } from "../src/plan/stack";
import { ALL_VARIANTS, configOf, fileOf, MODES, stackOf } from "./graphs";

/** Records the real program on a cloud, every variant in every mode, into a folder: what `tests/graphs.ts` reads. */
async function main(folder: string, cloud: string): Promise<void> {
  for (const variant of ALL_VARIANTS.filter((one) => (one.cloud ?? "aws") === cloud)) {
    for (const mode of MODES) {
      const { graph } = await recordStack(stackOf(variant), configOf(variant), mode);
      writeFileSync(join(folder, fileOf(variant, mode)), JSON.stringify(graph));
    }
  }
}

void main(process.argv[2] ?? ".", process.argv[3] ?? "aws");
