import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("starts without the SDK's compiler, which is there as soon as something needs it", () => {
  const args = ["--import", "tsx", "tests/graph/functions-as-text.ts"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    before: false,
    text: expect.stringContaining("n+1") as unknown,
    after: true,
  });
});
