import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { ROOT, scripts } from "../workflows/files";
import { actionlint, describeWithGo, describeWithPython, type Findings, run, shellcheck, zizmor } from "./tools";

/** A mistake in one of the workflows, and what has to be said of it. */
type Slip = readonly [file: string, text: string, mistake: string, finding: RegExp];

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

/** A copy of the workflows with a mistake in it. */
function withSlip([file, text, mistake]: Slip): string {
  folder = mkdtempSync(join(tmpdir(), "workflows-"));
  // Linters go by where the repository begins.
  mkdirSync(join(folder, ".git"));
  cpSync(join(ROOT, ".github"), join(folder, ".github"), { recursive: true });
  const path = join(folder, ".github", file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(text);
  writeFileSync(path, before.replace(text, mistake));
  return folder;
}

describeWithGo("actionlint", () => {
  let lint: (root: string) => Findings;
  beforeAll(() => {
    const tool = actionlint();
    lint = (root) => run(tool, ["-no-color", "-shellcheck=", "-pyflakes="], root);
  });

  it("accepts the workflows", () => {
    expect(lint(ROOT)).toEqual({ exitCode: 0, text: "" });
  });

  it.each<Slip>([
    ["workflows/update.yml", "needs: preview", "needs: previw", /needs job "previw" which does not exist/],
    [
      "workflows/update.yml",
      "STACK: ${{ inputs.stack }}",
      "STACK: ${{ inputs.stak }}",
      /property "stak" is not defined/,
    ],
    ["workflows/deploy.yml", "      stack: staging\n", "      stock: staging\n", /input "stack" is required/],
    ["workflows/drift.yml", 'cron: "17 4 * * *"', 'cron: "17 25 * * *"', /invalid CRON format/],
    ["workflows/plan.yml", "pull-requests: write", "pull-request: write", /unknown permission scope "pull-request"/],
    ["workflows/plan.yml", 'cli: "false"', 'clu: "false"', /input "clu" is not defined in action "Set up"/],
  ])("does not accept %s with %j as %j", (...slip) => {
    const { exitCode, text } = lint(withSlip(slip));
    expect(exitCode).toBe(1);
    expect(text).toMatch(slip[3]);
  });
});

describeWithPython("zizmor", () => {
  // It has more to say online, of which nothing depends on this repository.
  const audit = (root: string) => run(zizmor(), ["--offline", "--quiet", "--format", "plain", ".github"], root);

  it("finds nothing that could be misused", () => {
    expect(audit(ROOT)).toMatchObject({ exitCode: 0 });
  });

  it.each<Slip>([
    ["workflows/plan.yml", "  pull_request:\n", "  pull_request_target:\n", /dangerous-triggers/],
    ["workflows/plan.yml", "- run: npm ci", "- run: echo ${{ github.event.pull_request.title }}", /template-injection/],
    ["workflows/ci.yml", "          persist-credentials: false\n", "          fetch-depth: 0\n", /artipacked/],
    ["actions/setup/action.yml", "actions/setup-node@", "actions/setup-node@v7 # ", /unpinned-uses/],
    ["workflows/ci.yml", "permissions:\n      contents: read", "permissions: write-all", /excessive-permissions/],
  ])("finds what is wrong with %s with %j as %j", (...slip) => {
    const { exitCode, text } = audit(withSlip(slip));
    expect(exitCode).toBeGreaterThan(0);
    expect(text).toMatch(slip[3]);
  });
});

describeWithPython("shellcheck", () => {
  const check = (script: string) => run(shellcheck(), ["--shell=bash", "-"], ROOT, script);

  it.each(scripts)("accepts the shell of %s: %j", (_, script) => {
    expect(check(script)).toEqual({ exitCode: 0, text: "" });
  });

  it("accepts what CI runs", () => {
    expect(check(readFileSync(join(ROOT, ".ci/run"), "utf8"))).toEqual({ exitCode: 0, text: "" });
  });

  it("does not accept a variable without quotes", () => {
    const { exitCode, text } = check("pulumi up -s $STACK");
    expect([exitCode, text.includes("SC2086")]).toEqual([1, true]);
  });
});
