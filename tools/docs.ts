import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { generatedPages, ROOT } from "./pages";

for (const [path, text] of Object.entries(generatedPages())) writeFileSync(resolve(ROOT, path), text);
