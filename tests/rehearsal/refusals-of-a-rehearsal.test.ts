import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { exitCodeOf } from "../../src/plan/command";
import { rehearseCommand } from "../../src/rehearsal/command";
import { refuseRealProviders } from "../../src/rehearsal/stage";
import { rehearsedSettings } from "../../src/rehearsal/settings";
import { openWorkspace } from "../../src/rehearsal/workspace";
import { graphOf } from "../graphs";

/** Runs something with another environment, and puts the old one back. */
function having<T>(name: string, value: string, run: () => T): T {
  const before = process.env[name];
  process.env[name] = value;
  try {
    return run();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before;
  }
}

describe("a rehearsal", () => {
  it.each(CLOUDS)("has a simulated provider for all that the program registers on %s", (cloud) => {
    expect(() => refuseRealProviders(graphOf({ cloud, tier: "production" }))).not.toThrow();
  });

  it("does not run where a real provider would be used", () => {
    expect(() => refuseRealProviders(graphOf({ tier: "dev" }), [{ name: "aws", version: "1.0.0" }])).toThrow(
      /^providers: the program uses cloudflare, kubernetes, mongodbatlas, random, tls, for which a real provider would/,
    );
  });

  it("says that it can't write where it can't", () => {
    having("TMPDIR", "/dev/null", () => {
      expect(openWorkspace).toThrow(
        /^\/dev\/null: ENOTDIR.*; allowed: some 50 MB .*; fix: make room there, or set TMPDIR/,
      );
    });
  });

  it("gives its processes no login, no credentials and no home of the operator's", () => {
    const workspace = having("AWS_SECRET_ACCESS_KEY", "mine", () =>
      having("PULUMI_ACCESS_TOKEN", "mine", () => openWorkspace()),
    );
    const { environment, folder, remove } = workspace;
    expect(Object.values(environment)).not.toContain("mine");
    for (const name of ["HOME", "PULUMI_HOME"]) expect(environment[name]?.startsWith(folder)).toBe(true);
    expect(environment["PULUMI_BACKEND_URL"]).toBe(`file://${join(folder, "state")}`);
    remove();
  });

  it.each([
    [["--scenario", "lief"], /Allowed choices are life, first-deployment, .*, teardown, faults, all-faults, all/],
    [["--seed", "x"], /It must be a whole number/],
    [["--cloud", "ibm"], /Allowed choices are aws, gcp, azure/],
  ])("refuses %j", async (args, message) => {
    let said = "";
    const command = rehearseCommand().configureOutput({ writeErr: (text) => (said += text) });
    expect(await exitCodeOf(command.parseAsync([...args], { from: "user" }))).toBe(2);
    expect(said).toMatch(message);
  });
});

describe("the settings of a rehearsed stack", () => {
  it.each(CLOUDS)("are complete on %s, and leave the stack file alone", (cloud) => {
    const before = readFileSync("Pulumi.prod.yaml", "utf8");
    const { text, tier, secrets } = rehearsedSettings({ stack: "prod", cloud });
    expect(tier).toBe("production");
    expect(text).not.toMatch(/placeholder"?$|"0+"|@example\.com/m);
    const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
    expect(config).toMatchObject({ "crm:cloud": cloud, "crm:adminCidrs": ["203.0.113.0/24"] });
    expect(config).not.toHaveProperty("crm:secrets");
    expect(Object.keys(secrets)).toContain("crm:secrets.cloudflareApiToken");
    expect(readFileSync("Pulumi.prod.yaml", "utf8")).toBe(before);
  });

  it("must exist", () => {
    expect(() => rehearsedSettings({ stack: "nowhere" })).toThrow(/"nowhere" has no stack file/);
  });
});
