import { createRequire } from "node:module";
import type * as Sdk from "@pulumi/pulumi";
import { expect, it } from "vitest";

it("starts without the SDK's compiler, which is there as soon as something needs it", async () => {
  const load = createRequire(__filename);
  const compiler = createRequire(load.resolve("@pulumi/pulumi")).resolve("typescript");
  // Only a module that was read from its file knows which file that is.
  const isLoaded = () => typeof load.cache[compiler]?.filename === "string";

  await import("../../src/graph/light-sdk.js");
  const { runtime } = load("@pulumi/pulumi") as typeof Sdk;
  expect(isLoaded()).toBe(false);

  const { text } = await runtime.serializeFunction((n: number) => n + 1);
  expect(text).toContain("n + 1");
  expect(isLoaded()).toBe(true);
});
