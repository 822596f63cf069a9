import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { generatedPages, ROOT } from "../../tools/pages";

describe("generated pages", async () => {
  it.each(Object.entries(await generatedPages()))("%s shows what the program says", (path, text) => {
    expect(readFileSync(resolve(ROOT, path), "utf8"), "run npm run docs").toBe(text);
  });
});
