import { defineConfig } from "vitest/config";

/** Tests that run the program, or start processes of their own: each file has the SDK's global runtime to itself. */
const RUNS_THE_PROGRAM = [
  "tests/contract/{determinism,knobs,optional}.test.ts",
  "tests/{graph,kubernetes,placement,plan}/**/*.test.ts",
];

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
      { extends: true, test: { name: "program", include: RUNS_THE_PROGRAM } },
      {
        extends: true,
        test: {
          // Graphs and tables are only read: files can share what they load, which is most of their time.
          name: "data",
          include: ["tests/**/*.test.ts"],
          // Suites that need a tool of their own have their own configuration.
          exclude: ["tests/engine/**", "tests/cluster/**", ...RUNS_THE_PROGRAM],
          pool: "threads",
          isolate: false,
        },
      },
    ],
  },
});
