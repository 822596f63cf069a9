import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { beforeAll, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan";
import { plan } from "./in-process";

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

/** What spot machines would save is found with a second recording; where they are taken already, there is none. */
const TAKEN = ["--set", "crm:economy.spotWorkers=true"];

const aFile = () => join(mkdtempSync(join(tmpdir(), "plan-")), "plan.json");

it("prints the tree of a stack, its warnings beside it, and no codes for colours", async () => {
  const { status, stdout, stderr } = await plan(["--stack", "dev", "--as-of", "2027-03-01"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^sequelstring-crm \/ dev {2}aws us-east-1 {2}dev {2}\d+ resources\n/);
  expect(stdout).toMatch(/\n {2}database +MongoDB Atlas M10, 3 nodes, 3 zones, daily backups kept 7 days +\d+\n/);
  expect(stdout).toMatch(/\n {2}hosts.app +app-dev.example.com\n/);
  expect(stderr).toMatch(/^warning: crm:.*placeholder/m);
  expect(stderr).toMatch(/^warning: versions.kubernetes: .* 2027-03-27$/m);
  expect(stdout + stderr).not.toContain("\u001b");
});

it("writes JSON to a file and nothing else to anywhere", async () => {
  const file = aFile();
  const enterprise = ["--stack", "prod", "--tier", "enterprise", "--format", "json", "--out", file];
  const { status, stdout } = await plan([...enterprise, ...TAKEN]);
  expect([status, stdout]).toEqual([0, ""]);
  const made = JSON.parse(readFileSync(file, "utf8")) as Plan;
  expect(made).toMatchObject({
    schemaVersion: 1,
    stack: "prod",
    tier: "enterprise",
    phase: null,
    drRegion: "us-west-2",
  });
  // What the ledger says of a capability on this cloud.
  const [cache, identity] = ["cache", "identity"].map((id) => made.capabilities.find((one) => one.capability === id));
  expect(cache?.deviations).toContain("cache-snapshots");
  expect([cache?.note, identity?.note, identity?.deviations]).toEqual([cache?.deviations[0], null, []]);
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
  [
    ["--format", "xml"],
    /^error: option '--format <name>' argument 'xml' is invalid. Allowed choices are tree, json, html./,
  ],
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

it("exits with 1 where a plan misses what it is held to, and has shown it all the same", async () => {
  const held = ["--stack", "prod", "--cloud", "gcp", "--fail-on", "budget,policy,slo"];
  const { status, stdout, stderr } = await plan([...held, ...TAKEN]);
  expect(status).toBe(1);
  expect(stdout).toContain("over the budget of $1,980");
  const missed = stderr.split("\n").filter((line) => / is not met: /.test(line));
  expect(missed.map((line) => line.split(" ")[0])).toEqual(["budget", "slo"]);
  expect(missed[0]).toMatch(/^budget is not met: \$\d,\d{3} a month, and the budget is \$1,980$/);
  expect(missed[1]).toMatch(
    /^slo is not met: availability: .* minutes a month short of the 99\.9 % that are promised$/,
  );
  expect((await plan(["--stack", "dev", "--fail-on", "policy,slo"])).status).toBe(0);
});

/** The plan of production in JSON, as a file: made once for those who compare with it. */
let base: string;
let production: Plan;
beforeAll(async () => {
  base = aFile();
  await plan(["--stack", "prod", "--format", "json", "--out", base]);
  production = JSON.parse(readFileSync(base, "utf8")) as Plan;
});

it("offers what the program can do for less, and has done the sums", async () => {
  const { suggestions = [], compared } = production.cost;
  expect(suggestions.map(({ assignment }) => assignment)).toEqual([
    "crm:economy.commitment=1year",
    "crm:economy.spotWorkers=true",
  ]);
  for (const { assignment, saving } of suggestions) {
    const { stdout } = await plan(["--stack", "prod", "--format", "json", "--set", assignment]);
    const { cost } = JSON.parse(stdout) as Plan;
    expect(compared - cost.compared).toBeCloseTo(saving, 2);
    expect(cost.suggestions?.map((one) => one.assignment)).not.toContain(assignment);
  }
});

it("shows what an update would change, and never keeps a loss of data quiet", async () => {
  const mvp = ["--stack", "prod", "--phase", "mvp", "--diff", base];
  const { status, stdout } = await plan(mvp);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^sequelstring-crm \/ prod {2}aws us-east-1, copies in us-west-2 {2}production \(mvp\) {2}\d+ resources\n/,
  );
  expect(stdout).toMatch(/\nChanges since the plan of prod: /);
  expect(stdout).toMatch(
    /\n {2}cache {2}-\$\d+\/month\n {4}was .*3 x .*\n {4}is .*1 x .*\n {4}availability: 3 zones -> 1 zone\n/,
  );
  expect(stdout).toContain("DATA LOSS: crm-search-domain goes");
  const json = await plan([...mvp, "--format", "json"]);
  const { changes } = JSON.parse(json.stdout) as { changes: { effect: string; monthly: number }[] };
  expect(changes[0]?.effect).toBe("dataLoss");
  expect(changes.every(({ monthly }) => typeof monthly === "number")).toBe(true);
});

it("writes one page, or none: what was there before stays until the new one is complete", async () => {
  const file = aFile();
  const page = ["--format", "html", "--out", file];
  expect(await plan(page)).toMatchObject({ status: 0, stdout: "" });
  const before = readFileSync(file, "utf8");
  expect(before).toMatch(/^<!doctype html>/i);
  expect((await plan([...page, "--set", "crm:alertEmail=nobody"])).status).toBe(2);
  expect(readFileSync(file, "utf8")).toBe(before);
  const nowhere = await plan([...page.slice(0, -1), join(file, "deeper.html")]);
  expect([nowhere.status, nowhere.stderr.split("\n").at(-2)]).toEqual([
    2,
    expect.stringMatching(/^error: --out: ENOTDIR/),
  ]);
  expect(readdirSync(dirname(file))).toEqual([basename(file)]);
});

it.each([
  [["--fail-on", "mood"], /^error: .* It must be one or more of budget, policy, slo, with commas between./],
  [["--compare", "tiers", "--format", "html"], /^error: --compare: can't be combined with --format html; allowed: one/],
  [["--diff", "/nowhere/base.json"], /^error: --diff: ENOENT/],
])("refuses %j before anything is planned", async (args, message) => {
  const { status, stdout, stderr } = await plan(args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});
