import { defineConfig } from "vitest/config";

/** The suite with a real browser: apart from `npm test`, as it needs Chromium. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    globalSetup: "tests/setup.ts",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
