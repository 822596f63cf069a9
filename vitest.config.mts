import { defineConfig } from "vitest/config";

/** Tests that record the whole program, one recording after another: files can share what they load. */
const RECORDS = [
  "tests/contract/{determinism,knobs,optional}.test.ts",
  "tests/plan/{cli,compare,manifests,review}.test.ts",
];

/** Tests that run parts of it, or programs of their own: each file has the SDK's global runtime to itself. */
const RUNS_PROGRAMS = ["tests/{graph,kubernetes,placement}/**/*.test.ts", "tests/plan/{capabilities,warnings}.test.ts"];

export default defineConfig({
  test: {
    globalSetup: "tests/setup.ts",
    // Half of the time in which a test file loads.
    setupFiles: "src/graph/light-sdk.ts",
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: "100%",
    // For tests that start a process of their own on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "recordings", include: RECORDS, isolate: false } },
      { extends: true, test: { name: "programs", include: RUNS_PROGRAMS } },
      {
        extends: true,
        test: {
          // Graphs and tables are only read: files can share what they load, which is most of their time.
          name: "data",
          include: ["tests/**/*.test.ts"],
          // Suites that need a tool of their own have their own configuration.
          exclude: ["tests/{engine,cluster,browser,linters}/**", ...RECORDS, ...RUNS_PROGRAMS],
          pool: "threads",
          isolate: false,
        },
      },
    ],
  },
});
