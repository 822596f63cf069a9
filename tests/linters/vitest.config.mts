import { defineConfig } from "vitest/config";

/** Linters of others, for what is not TypeScript: apart from `npm test`, as they come from Go's and Python's registries. */
export default defineConfig({
  test: {
    include: ["tests/linters/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
