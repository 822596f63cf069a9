import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { sdkVersion } from "../../src/rehearsal/packages";
import { findTools, isOlder } from "../../src/rehearsal/tools";

/** A folder with programs that print a text. */
function folderWith(programs: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "tools-"));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${text}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

function refusal(path: string): string {
  try {
    return `found ${findTools(path).version}`;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

const HOST = { "pulumi-language-nodejs": "" };

it("finds a CLI of the SDK's version or a later one", () => {
  expect(refusal(folderWith({ pulumi: `v${sdkVersion()}`, ...HOST }))).toBe(`found ${sdkVersion()}`);
  expect(refusal(folderWith({ pulumi: "v99.0.1-alpha.1", ...HOST }))).toBe("found 99.0.1");
});

it("says which tool is missing, and how to get it", () => {
  for (const path of ["", folderWith({}), `/nowhere:${folderWith({})}`]) {
    expect(refusal(path)).toMatch(/^pulumi: is not on PATH; allowed: the Pulumi CLI [\d.]+ or later; fix: install it/);
  }
  expect(refusal(folderWith({ pulumi: "v99.0.0" }))).toMatch(
    /^pulumi-language-nodejs: is neither on PATH nor beside the CLI; .*https:\/\/www\.pulumi\.com\/docs\/install\//,
  );
});

it("takes no folder for a program", () => {
  const folder = folderWith({});
  mkdirSync(join(folder, "pulumi"));
  expect(refusal(folder)).toMatch(/^pulumi: is not on PATH/);
});

it("refuses a CLI that is too old, or that is something else", () => {
  expect(refusal(folderWith({ pulumi: "v3.9.0", ...HOST }))).toMatch(
    /: is version 3\.9\.0, older than the program's SDK;/,
  );
  expect(refusal(folderWith({ pulumi: "a violin", ...HOST }))).toMatch(/: does not tell its version;/);
});

it("compares versions by their numbers", () => {
  expect(["3.9.0", "3.248.0", "3.247.9", "2.999.0", "3.248.1", "4.0.0"].map((one) => isOlder(one, "3.248.0"))).toEqual([
    ...[true, false, true, true],
    ...[false, false],
  ]);
});
