import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { settingsOf } from "../../src/plan/settings";
import { readStackFile, stackNames } from "../../src/plan/stack-file";
import { graphOf } from "../graphs";
import { actions, job, ROOT, scriptWith, TEXTS, workflow, workflows } from "./files";

const { jobs, on } = workflow("deploy");

/** The stacks in the order in which they are updated. */
const updated = Object.entries(jobs).flatMap(([name, { uses }]) =>
  uses?.endsWith("/update.yml") === true ? [name] : [],
);

const up = scriptWith("pulumi up");
const preview = scriptWith("--diff --policy-pack");

describe("main", () => {
  it("updates every stack that has a file, the production last", () => {
    expect([...updated].sort()).toEqual(stackNames());
    expect(updated.at(-1)).toBe("prod");
  });

  it("updates one stack after the other, and none after one that failed", () => {
    updated.forEach((stack, index) => {
      const { needs, if: condition, with: inputs } = job("deploy", stack);
      expect([needs].flat()).toEqual(["stacks", ...updated.slice(0, index)]);
      expect(condition).toMatch(/^\$\{\{ !failure\(\) && !cancelled\(\) && /);
      expect(condition).toContain(`'${stack}'`);
      expect(inputs).toEqual({ stack });
    });
  });

  it("is checked before anything is updated", () => {
    expect(jobs["check"]?.uses).toBe("./.github/workflows/ci.yml");
    expect(jobs["stacks"]).toMatchObject({ needs: "check" });
    expect(jobs["stacks"]?.if).toMatch(/!failure\(\).*github\.ref == 'refs\/heads\/main'/);
  });

  it("can be asked for one stack", () => {
    const { inputs } = on["workflow_dispatch"] as {
      readonly inputs: { readonly stack: { readonly options: unknown } };
    };
    expect(inputs.stack.options).toEqual(updated);
  });
});

describe("an update", () => {
  it("of a stack is the only one, and is never cut off", () => {
    expect(workflow("update").concurrency).toEqual({
      group: "stack-${{ inputs.stack }}",
      "cancel-in-progress": false,
    });
  });

  it("comes after a preview that went well and has something to change, with another identity", () => {
    const [first, second] = [job("update", "preview"), job("update", "update")];
    expect(second).toMatchObject({ needs: "preview", if: "needs.preview.outputs.changes == 'true'" });
    expect([first.environment, second.environment]).toEqual(["${{ inputs.stack }}-preview", "${{ inputs.stack }}"]);
  });

  it("and its preview are held to the policy pack, and neither is skipped", () => {
    for (const script of [preview, up]) {
      expect(script).toContain('-s "$STACK"');
      expect(script).toContain("--policy-pack policy-pack");
      expect(script).not.toMatch(/--skip-preview|--force|(?<!-)-f\b/);
    }
  });

  it("tells whoever finds it broken where to read on", () => {
    expect(scriptWith("did not end well")).toContain("docs/runbooks/failed-update.md");
  });

  it("may take as long as any resource does, and its login as long", () => {
    const minutes = longestMinutes();
    expect(minutes).toBeGreaterThan(100);
    const { "timeout-minutes": allowed = 0, steps = [] } = job("update", "update");
    expect(allowed).toBeGreaterThan(minutes);
    expect(steps.flatMap(({ with: inputs }) => inputs?.["seconds"] ?? [])).toEqual([String(allowed * 60)]);
  });
});

describe("the login", () => {
  const own = actions["stack"]?.runs.steps ?? [];

  it.each(CLOUDS)("knows %s, and asks nothing that a stack file does not say", (cloud) => {
    const steps = own.filter(({ if: condition }) => condition === `steps.place.outputs.cloud == '${cloud}'`);
    const asked = JSON.stringify(steps).matchAll(/steps\.place\.outputs\.(\w+)\b(?! ==)/g);
    const settings = [...asked].flatMap(([, name]) => name ?? []);
    expect(settings.length).toBeGreaterThan(1);
    for (const stack of stackNames()) {
      const { config } = settingsOf(readStackFile(stack), []);
      expect(Object.keys(JSON.parse(config[`crm:${cloud}`] ?? "{}") as object)).toEqual(
        expect.arrayContaining([...new Set(settings)]),
      );
    }
  });

  it("comes after the packages, whose scripts must not find it", () => {
    const at = (text: string) => own.findIndex((step) => JSON.stringify(step).includes(text));
    expect(at("npm ci")).toBeGreaterThan(0);
    for (const action of ["configure-aws-credentials", "google-github-actions/auth", "azure/login"])
      expect(at(action), action).toBeGreaterThan(at("npm ci"));
  });
});

describe("the look for drift", () => {
  it("only looks, and fails where something is not as the program says", () => {
    const script = scriptWith("--refresh");
    expect(script).toMatch(/^pulumi preview /);
    expect(script).toContain("--expect-no-changes");
    expect(job("drift", "look").environment).toBe("${{ matrix.stack }}-preview");
  });
});

describe("docs/ci.md", () => {
  const page = readFileSync(join(ROOT, "docs/ci.md"), "utf8");

  it("says of every variable how it is set", () => {
    const asked = Object.values(TEXTS).flatMap((text) =>
      [...text.matchAll(/\bvars\.(\w+)/g)].flatMap(([, name]) => name ?? []),
    );
    expect([...new Set(asked)].sort()).toEqual(["DEPLOY_IDENTITY", "PULUMI_BACKEND_URL", "RUNNERS"]);
    for (const name of asked) expect(page).toContain(`gh variable set ${name}`);
  });

  it("knows every workflow, and the checks that main is protected by", () => {
    for (const name of Object.keys(workflows).filter((one) => one !== "update"))
      expect(page).toContain(`[${name}](../.github/workflows/${name}.yml)`);
    const { matrix } = job("ci", "check").strategy ?? {};
    for (const node of matrix?.["node"] ?? []) expect(page).toContain(`\`check (${node})\``);
  });

  it("lets a role on AWS be used as long as the workflow asks", () => {
    const seconds = (job("update", "update").steps ?? []).flatMap(({ with: inputs }) => inputs?.["seconds"] ?? []);
    expect(page).toContain(`--max-session-duration ${seconds[0] ?? "?"}`);
  });

  it("says what a new stack's environments are called, as the workflows do", () => {
    for (const name of ["`<stack>-preview`", "`<stack>`"]) expect(page).toContain(`in the environment ${name}`);
  });
});

/** The longest that the program lets the creation or change of a resource take, on any cloud. */
function longestMinutes(): number {
  const timeouts = CLOUDS.flatMap((cloud) => graphOf({ cloud, tier: "production" }).resources).flatMap(
    ({ customTimeouts }) => [customTimeouts?.create, customTimeouts?.update],
  );
  return Math.max(...timeouts.map((text) => Number(/^(\d+)m$/.exec(text ?? "")?.[1] ?? 0)));
}
