import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const CLI = resolve(__dirname, "../../src/plan/cli.ts");
const TSX = require.resolve("tsx");

function plan(cwd: string, env: NodeJS.ProcessEnv): string {
  const args = ["--import", TSX, CLI, "--stack", "prod", "--format", "json", "--as-of", "2026-11-25"];
  return execFileSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

describe("a plan", () => {
  it("prints the same bytes in another time zone, locale and directory", () => {
    const here = plan(resolve(__dirname, "../.."), { TZ: "UTC", LC_ALL: "C" });
    const there = plan(tmpdir(), { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" });
    expect(there).toBe(here);
    expect(JSON.parse(here)).toMatchObject({ schemaVersion: 1, stack: "prod" });
  });
});
