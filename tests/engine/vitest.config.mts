import { defineConfig } from "vitest/config";

/** The suite with the real engine: apart from `npm test`, as it needs the Pulumi CLI. */
export default defineConfig({
  test: {
    include: ["tests/engine/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
