import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/setup.ts",
    // For tests that start a process of their own on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
