import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MARKER } from "../../src/plan/review/markdown";
import { job, ROOT, scriptWith } from "./files";

const aFolder = () => mkdtempSync(join(tmpdir(), "script-"));

/** A program of that name, which comes before the real one. */
function standIn(folder: string, name: string, lines: readonly string[]): void {
  const path = join(folder, name);
  writeFileSync(path, ["#!/usr/bin/env bash", ...lines, ""].join("\n"));
  chmodSync(path, 0o755);
}

/** Runs a step's shell as a runner does. */
function step(script: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  const output = join(cwd, "output");
  const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    ...{ cwd, encoding: "utf8" },
    env: {
      ...process.env,
      PATH: `${cwd}:${process.env["PATH"] ?? ""}`,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: cwd,
      ...env,
    },
  });
  return { status, stderr, output: existsSync(output) ? readFileSync(output, "utf8") : "" };
}

describe("the Pulumi CLI", () => {
  it("is of the SDK's version", () => {
    const folder = aFolder();
    cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const { output } = step(scriptWith("@pulumi/pulumi"), folder);
    expect(output).toBe(`version=${dependencies["@pulumi/pulumi"] ?? ""}\n`);
    expect(output).toMatch(/^version=\d+\.\d+\.\d+\n$/);
  });
});

describe("the stacks", () => {
  const namesIn = (files: Readonly<Record<string, string>>, only = "") => {
    const folder = aFolder();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, output } = step(scriptWith("secretsprovider"), folder, { ONLY: only });
    expect(status).toBe(0);
    return output;
  };
  const withState = "secretsprovider: awskms://alias/pulumi-state\nconfig: {}\n";
  const files = { "Pulumi.dev.yaml": withState, "Pulumi.prod.yaml": withState, "Pulumi.staging.yaml": "config: {}\n" };

  it("are those with a state", () => {
    expect(namesIn(files)).toBe('names=["dev","prod"]\n');
  });

  it("are none where there is no state", () => {
    expect(namesIn({ "Pulumi.dev.yaml": "config:\n  crm:owner: 'secretsprovider: x'\n" })).toBe("names=[]\n");
  });

  it("are the one that was asked for, if it has a state", () => {
    expect([namesIn(files, "prod"), namesIn(files, "staging"), namesIn(files, "d")]).toEqual([
      'names=["prod"]\n',
      "names=[]\n",
      "names=[]\n",
    ]);
  });
});

describe("the variables of an environment", () => {
  const script = scriptWith("DEPLOY_IDENTITY:?");
  const both = { PULUMI_BACKEND_URL: "s3://state", DEPLOY_IDENTITY: "role" };

  it("are enough if both are there", () => {
    expect(step(script, aFolder(), both).status).toBe(0);
  });

  it.each(["PULUMI_BACKEND_URL", "DEPLOY_IDENTITY"])("are missed by name: %s", (name) => {
    const { status, stderr } = step(script, aFolder(), { ...both, [name]: "" });
    expect(status).not.toBe(0);
    expect(stderr).toContain(`${name}: is no variable of this environment: docs/ci.md`);
  });
});

describe("the preview", () => {
  const previewed = (code: number) => {
    const folder = aFolder();
    standIn(folder, "pulumi", ['echo "pulumi $*"', `exit ${code}`]);
    const { status, output } = step(scriptWith("--diff --policy-pack"), folder, { STACK: "dev" });
    return { status, output, text: readFileSync(join(folder, "preview.txt"), "utf8") };
  };

  it.each([
    [0, "changes=false\n"],
    [7, "changes=true\n"],
  ])("that ends with %i says %j", (code, output) => {
    expect(previewed(code)).toMatchObject({ status: 0, output });
  });

  it.each([1, 2, 3, 8, 255])("that ends with %i failed, and nothing is updated", (code) => {
    expect(previewed(code)).toMatchObject({ status: code, output: "" });
  });

  it("is of the stack, and its text is kept", () => {
    expect(previewed(7).text).toMatch(/^pulumi preview -s dev .*--expect-no-changes\n$/);
  });
});

describe("the comment", () => {
  const { env = {} } = (job("plan", "comment").steps ?? []).find(({ run }) => run !== undefined) ?? {};
  /** @param ids of earlier comments, one a line, as GitHub's own tool prints them */
  const calls = (ids: string) => {
    const folder = aFolder();
    standIn(folder, "gh", [`printf '%s\\n' "$*" >> calls`, `case "$*" in *--jq*) printf '%b' '${ids}' ;; esac`]);
    const { status } = step(scriptWith("gh api"), folder, { REPOSITORY: "repos/o/r", NUMBER: "7", OWN: "filter" });
    expect(status).toBe(0);
    return readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
  };
  const asked = "api --paginate repos/o/r/issues/7/comments --jq filter";

  it("is written once", () => {
    expect(calls("")).toEqual([asked, "api --silent repos/o/r/issues/7/comments --field body=@comment.md"]);
  });

  it("is replaced afterwards, the first where there are several", () => {
    const replace = "api --silent --method PATCH repos/o/r/issues/comments/11 --field body=@comment.md";
    expect([calls("11\\n"), calls("11\\n12\\n")]).toEqual([
      [asked, replace],
      [asked, replace],
    ]);
  });

  it("is found by the first line of what the review writes, and by who wrote it", () => {
    expect(env["OWN"]).toContain(`startswith("${MARKER}")`);
    expect(env["OWN"]).toContain('.user.login == "github-actions[bot]"');
  });
});
