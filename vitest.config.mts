import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Suites that need a tool of their own have their own configuration.
    exclude: ["tests/{engine,cluster,browser,linters}/**"],
    globalSetup: "tests/setup.ts",
    // Half of the time in which a test file loads.
    setupFiles: "src/graph/light-sdk.ts",
    // Files share what they load, the SDK's global runtime too: whoever needs it sets it up first, as `record` does.
    isolate: false,
    pool: "threads",
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: "100%",
    // For tests that start a process of their own on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
