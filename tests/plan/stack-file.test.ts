import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { readStackFile } from "../../src/plan/stack-file";

function problemsOf(content: string) {
  const root = mkdtempSync(join(tmpdir(), "stack-file-"));
  writeFileSync(join(root, "Pulumi.dev.yaml"), content);
  try {
    readStackFile("dev", root);
  } catch (error) {
    return (error as ConfigError).problems.map(({ path, wrong }) => `${path}: ${wrong}`);
  }
  return [];
}

describe("a stack file", () => {
  it("is found from any working directory", () => {
    expect(readStackFile("prod").getIn(["config", "crm:tier"])).toBe("production");
  });

  it("is missed with the names of those that exist", () => {
    const read = () => readStackFile("nope");
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^stack: "nope" has no stack file Pulumi.nope.yaml; allowed: dev, prod, staging; fix: /);
  });

  it.each(["../../etc/passwd", "", "."])("is never looked for outside of the project: %s", (name) => {
    expect(() => readStackFile(name)).toThrow(/has no stack file/);
  });

  it.each([
    ["config:\n\tcrm:cloud: aws", ["Pulumi.dev.yaml:2: Tabs are not allowed as indentation"]],
    ["config:\n  crm:cloud: aws\n  crm:cloud: gcp", ["Pulumi.dev.yaml:3: Map keys must be unique"]],
    ["- crm:cloud", ["Pulumi.dev.yaml: there is no map `config` at its top"]],
    ["config: aws", ["Pulumi.dev.yaml: there is no map `config` at its top"]],
  ])("that is malformed is refused with the line: %j", (content, problems) => {
    expect(problemsOf(content)).toEqual(problems);
  });

  it.each(["", "encryptionsalt: v1:abc", "config:", "secretsprovider: passphrase\nconfig: {}"])(
    "may be empty: %j",
    (content) => {
      expect(problemsOf(content)).toEqual([]);
    },
  );
});
