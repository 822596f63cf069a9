import "../../src/graph/light-sdk";
import type { CloudName } from "../../src/conventions/clouds";
import { plansOf } from "./plans";

/** Prints the plans of the named clouds: what `determinism.test.ts` runs as a process of its own. */
void plansOf(process.argv.slice(2) as CloudName[]).then((plans) => process.stdout.write(JSON.stringify(plans)));
