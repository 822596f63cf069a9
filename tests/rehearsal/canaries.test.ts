import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { secretOnWire } from "../../src/graph/wire";
import {
  canaryFor,
  filesWithCanaries,
  resourcesWithCanaries,
  rotatedCanaryFor,
  showsCanary,
  showsOldCanary,
} from "../../src/rehearsal/canaries";

const CANARY = canaryFor("openaiApiKey");

it("sees a canary in a text, and in what was made of it", () => {
  expect(showsCanary(`key: ${CANARY}`)).toBe(true);
  for (const before of ["", "a", "ab", "abc", '{"key":"']) {
    expect(showsCanary(Buffer.from(`${before}${CANARY}"}`).toString("base64")), before).toBe(true);
  }
  expect(showsCanary("canary")).toBe(false);
});

it("tells an old one from one that was rotated", () => {
  expect(showsOldCanary(`{"key":"${CANARY}"}`)).toBe(true);
  expect(showsOldCanary(`{"key":"${rotatedCanaryFor("openaiApiKey")}"}`)).toBe(false);
  expect(showsCanary(rotatedCanaryFor("openaiApiKey"))).toBe(true);
});

it("finds it in any file but those of the program itself", () => {
  const folder = mkdtempSync(join(tmpdir(), "canaries-"));
  for (const part of ["state", "src"]) mkdirSync(join(folder, part));
  writeFileSync(join(folder, "state", "history.json"), `{"key":"${CANARY}"}`);
  writeFileSync(join(folder, "state", "sealed.json"), "{}");
  writeFileSync(join(folder, "src", "canaries.ts"), CANARY);
  expect(filesWithCanaries(folder, [join(folder, "src")])).toEqual([join("state", "history.json")]);
});

it("finds it where a provider was told without a mark", () => {
  const resource = { urn: "urn:a", type: "aws:s3/bucket:Bucket", id: "b-1" };
  const marked = { ...resource, inputs: { key: secretOnWire(CANARY) }, state: { key: secretOnWire(CANARY) } };
  expect(resourcesWithCanaries([marked])).toEqual([]);
  expect(resourcesWithCanaries([{ ...marked, state: { key: CANARY } }])).toEqual(["urn:a"]);
});
