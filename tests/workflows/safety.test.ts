import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actions, type Job, jobs, ROOT, scripts, steps, TEXTS, workflows } from "./files";

const LOGIN = "./.github/actions/stack";

const texts = Object.entries(TEXTS);

/** Whether a job becomes somebody in a cloud, itself or in the workflow that it calls. */
function logsIn({ uses, steps: own = [] }: Job): boolean {
  const called = workflows[/([\w-]+)\.yml$/.exec(uses ?? "")?.[1] ?? ""];
  return own.some((step) => step.uses === LOGIN) || Object.values(called?.jobs ?? {}).some(logsIn);
}

describe("nothing long-lived", () => {
  it.each(texts)("is asked for by %s: no secret at all", (_, text) => {
    expect(text).not.toMatch(/\bsecrets\s*[.:[]/);
    expect(text).not.toMatch(/access.?key|credentials_json|client.?secret|creds:|passphrase/i);
  });

  it("is needed: each cloud is entered with a token of the run", () => {
    const entered = (actions["stack"]?.runs.steps ?? []).flatMap(({ uses = "" }) => uses.split("@")[0] ?? []);
    expect(entered).toEqual(
      expect.arrayContaining(["aws-actions/configure-aws-credentials", "google-github-actions/auth", "azure/login"]),
    );
  });
});

describe("rights", () => {
  it.each(Object.entries(workflows))("of %s are none, but for what a job asks", (_, { permissions }) => {
    expect(permissions).toEqual({});
  });

  it.each(jobs)("of %s are the least: only who logs in gets tokens, only the comment writes", (name, job) => {
    const rights = {
      ...(name !== "plan/comment" && { contents: "read" }),
      ...(name === "plan/comment" && { "pull-requests": "write" }),
      ...(logsIn(job) && { "id-token": "write" }),
    };
    expect(job.permissions).toEqual(rights);
  });

  it("to write are nowhere beside somebody else's code", () => {
    const writing = jobs.filter(([, { permissions }]) => permissions?.["pull-requests"] === "write");
    const used = writing.flatMap(([, job]) => (job.steps ?? []).map(({ uses }) => uses?.split("@")[0]));
    expect(used).toEqual(["actions/download-artifact", undefined]);
  });

  it("stay with the checkout in no job", () => {
    const checkouts = steps.filter(([, { uses }]) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(5);
    for (const [where, step] of checkouts) expect(step.with, where).toMatchObject({ "persist-credentials": false });
  });

  it.each(jobs.filter(([, job]) => logsIn(job) && job.steps !== undefined))(
    "of %s are an environment's, which lets in main alone",
    (_, { environment }) => {
      expect(environment).toMatch(/^\$\{\{ (inputs|matrix)\.stack }}(-preview)?$/);
    },
  );
});

describe("strangers", () => {
  it.each(Object.entries(workflows))("start %s only where it has nothing to give", (_, { on }) => {
    expect(
      Object.keys(on).filter((event) => ["pull_request_target", "workflow_run", "issue_comment"].includes(event)),
    ).toEqual([]);
    if ("pull_request" in on) expect(Object.keys(on)).not.toContain("push");
  });

  it.each(scripts)("have no word in the shell of %s: %j", (_, script) => {
    expect(script).not.toContain("${{");
  });

  it("of a fork get no comment, as their token may not write", () => {
    expect(workflows["plan"]?.jobs["comment"]?.if).toContain(
      "github.event.pull_request.head.repo.full_name == github.repository",
    );
  });
});

describe("what is run", () => {
  it("is pinned by commit, with its version beside it, and one version of each", () => {
    const used = texts.flatMap(([, text]) => [...text.matchAll(/uses: (?!\.\/)(\S+)@(.*)$/gm)]);
    expect(used.length).toBeGreaterThan(10);
    const pins = new Map<string, Set<string>>();
    for (const [line, action = "", pin = ""] of used) {
      expect(pin, line).toMatch(/^[\da-f]{40} # v\d+(\.\d+)*$/);
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    expect([...pins].filter(([, versions]) => versions.size > 1)).toEqual([]);
  });

  it.each(jobs.filter(([, { steps: own }]) => own !== undefined))("by %s runs on a named image and ends", (_, job) => {
    expect(job["runs-on"]).toMatch(/ubuntu-\d\d\.04/);
    expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  it("fails in the middle of a pipe, too", () => {
    for (const [where, { run, shell }] of steps.filter(([, step]) => step.run?.includes("|"))) {
      const shells = [shell, workflows[where.split("/")[0] ?? ""]?.defaults?.run?.shell];
      expect(shells, run).toContain("bash");
    }
  });

  it("by npm is a command of the project", () => {
    const { scripts: known } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = scripts.flatMap(([, script]) =>
      [...script.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    expect(named).toContain("review");
    expect(named.filter((name) => !(name in known))).toEqual([]);
  });
});
