import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, vi } from "vitest";
import { exitCodeOf } from "../../src/plan/command";
import type { Plan } from "../../src/plan/plan";
import { planCommand } from "../../src/plan/plan-command";

const ROOT = resolve(__dirname, "../..");
const CLI = ["--import", "tsx", "src/plan/cli.ts"];

/** As a process of its own, where that is what matters. */
function planApart(args: readonly string[], nodeArgs: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArgs, ...CLI, ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** In this process: what it would print, and the exit code that it would end with. */
async function plan(args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const listen = (stream: "stdout" | "stderr") =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    });
  const spies = [listen("stdout"), listen("stderr")];
  const status = await exitCodeOf(planCommand().parseAsync([...args], { from: "user" }));
  for (const spy of spies) spy.mockRestore();
  return { status, ...said };
}

const aFile = () => join(mkdtempSync(join(tmpdir(), "plan-")), "plan.json");

it("prints the tree of a stack, its warnings beside it, and no codes for colours", async () => {
  const { status, stdout, stderr } = await plan(["--stack", "prod", "--as-of", "2027-03-01"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^sequelstring-crm \/ prod {2}aws us-east-1, copies in us-west-2 {2}production {2}\d+ resources\n/,
  );
  expect(stdout).toMatch(/\n {2}database +MongoDB Atlas M30, 3 nodes, 3 zones, grows to M40, PITR.* +\d+\n/);
  expect(stdout).toMatch(/\n {2}hosts.app +app.example.com\n/);
  expect(stderr).toMatch(/^warning: crm:.*placeholder/m);
  expect(stderr).toMatch(/^warning: versions.kubernetes: .* 2027-03-27$/m);
  expect(stdout + stderr).not.toContain("\u001b");
});

it("writes JSON to a file and nothing else to anywhere", async () => {
  const file = aFile();
  const { status, stdout } = await plan(["--stack", "prod", "--tier", "enterprise", "--format", "json", "--out", file]);
  expect([status, stdout]).toEqual([0, ""]);
  const made = JSON.parse(readFileSync(file, "utf8")) as Plan;
  expect(made).toMatchObject({
    schemaVersion: 1,
    stack: "prod",
    tier: "enterprise",
    phase: null,
    drRegion: "us-west-2",
  });
  expect(made.contract).toMatchObject({ users: 10_000, budget: 8_000, budgetScope: "platform", availability: 99.95 });
});

it("names everything that is wrong with the configuration, and makes nothing", async () => {
  const file = aFile();
  const wrong = ["--set", "crm:aws.regoin=x", "--tier", "huge", "--set", "crm:owner", "--set", "crm:alertEmail=nobody"];
  const { status, stdout, stderr } = await plan(["--out", file, ...wrong]);
  expect([status, stdout, existsSync(file)]).toEqual([2, "", false]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines.map((line) => line.split(": ")[1]).sort()).toEqual([
    "--set",
    "crm:alertEmail",
    "crm:aws.regoin",
    "crm:tier",
  ]);
  for (const line of lines) expect(line).toMatch(/^error: \S+: .+; allowed: .+; fix: .+$/);
});

it.each([
  [["--format", "xml"], /^error: option '--format <name>' argument 'xml' is invalid. Allowed choices are tree, json./],
  [["--as-of", "2026-02-30"], /^error: .* It must be a day, YYYY-MM-DD./],
  [["--stakc", "dev"], /^error: unknown option '--stakc'\n\(Did you mean --stack\?\)/],
])("refuses %j in one clear message", async (args, message) => {
  const { status, stdout, stderr } = await plan(args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

it("tells a bug in the program from a mistake in its configuration", () => {
  const { status, stdout, stderr } = planApart([], ["--require", join(__dirname, "broken-sdk.cjs")]);
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toBe("error: the program failed, which is a bug in it: the SDK is broken\n");
});

it("is content with a reader that has seen enough", () => {
  const script = `set -o pipefail; "$0" ${CLI.join(" ")} --format json --set crm:owner=$(printf 'x%.0s' {1..60}) | head -c 1`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script, process.execPath], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stdout).toBe("{");
  expect(stderr).not.toMatch(/error|EPIPE/i);
  expect(status).toBe(0);
});
