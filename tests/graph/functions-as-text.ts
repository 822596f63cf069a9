import "../../src/graph/light-sdk";
import { createRequire } from "node:module";
import { runtime } from "@pulumi/pulumi";

/** Has the SDK do what it needs a compiler for, in a process in which nothing else has loaded one. */
async function main(): Promise<void> {
  const compiler = createRequire(require.resolve("@pulumi/pulumi")).resolve("typescript");
  // Only a module that was read from its file knows which file that is.
  const isLoaded = () => typeof require.cache[compiler]?.filename === "string";
  const before = isLoaded();
  const { text } = await runtime.serializeFunction((n: number) => n + 1);
  process.stdout.write(JSON.stringify({ before, text, after: isLoaded() }));
}

void main();
