import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("reports the first error from wherever it comes, once, and records the next program as if nothing had been", () => {
  const args = ["--import", "tsx", "tests/graph/failing-programs.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    "in a callback": expect.stringContaining("bug in a callback") as unknown,
    "in the last thing that happens": expect.stringContaining("bug at the end") as unknown,
    "without end": "the program waits for something that never happens",
    "not at all": { address: "<first.address>" },
  });
  expect(status).toBe(0);
});
