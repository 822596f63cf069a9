import { defineConfig } from "vitest/config";

/** The suite with a real control plane of Kubernetes: apart from `npm test`, as it needs Go. */
export default defineConfig({
  test: {
    include: ["tests/cluster/**/*.test.ts"],
    globalSetup: ["tests/setup.ts", "tests/cluster/setup.ts"],
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
