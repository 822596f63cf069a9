import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ConfigError } from "../../src/config/problem";
import { writeWhole } from "../../src/plan/output-file";

const folder = mkdtempSync(join(tmpdir(), "out-"));

function refused(file: string): string {
  try {
    writeWhole(file, "new");
    return "nothing";
  } catch (error) {
    return error instanceof ConfigError ? (error.problems[0]?.wrong ?? "") : String(error);
  }
}

it("takes the place of a file as a whole, also behind a link, and keeps what the file permits", () => {
  const [file, link] = [join(folder, "plan.json"), join(folder, "link.json")];
  writeFileSync(file, "old");
  chmodSync(file, 0o640);
  symlinkSync(file, link);
  const { ino } = statSync(file);
  writeWhole(link, "new");
  expect([readFileSync(file, "utf8"), lstatSync(link).isSymbolicLink()]).toEqual(["new", true]);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  // Another file took its place: nobody can have read a part of it.
  expect(statSync(file).ino).not.toBe(ino);
  expect(readdirSync(folder).sort()).toEqual(["link.json", "plan.json"]);
});

it("says of a folder, and of nothing, that it is no file", () => {
  expect(refused(folder)).toBe(`${folder} is a folder`);
  expect(refused(`${folder}/`)).toBe(`${folder}/ is a folder`);
  expect(refused("")).toBe("is empty");
  expect(refused(join(folder, "nowhere", "plan.json"))).toMatch(/^ENOENT/);
});
