import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLOUDS } from "../../src/conventions/clouds";
import { plansOf } from "./plans";

type Plans = Awaited<ReturnType<typeof plansOf>>;

/** The same plans by a process that runs somewhere else, the last cloud first. */
function plansElsewhere(): Plans {
  const script = resolve(__dirname, "plans-apart.ts");
  const args = ["--import", require.resolve("tsx"), script, ...[...CLOUDS].reverse()];
  const stdout = execFileSync(process.execPath, args, {
    cwd: tmpdir(),
    env: { ...process.env, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as Plans;
}

describe("a plan", () => {
  let here: Plans;
  let elsewhere: Plans;
  beforeAll(async () => {
    here = await plansOf(CLOUDS);
    elsewhere = plansElsewhere();
  });

  it("is the same bytes again after the other clouds were planned", async () => {
    const [cloud] = CLOUDS;
    expect((await plansOf([cloud]))[cloud]).toBe(here[cloud]);
  });

  it.each(CLOUDS)("for %s is the same bytes in another process, order, time zone, locale and directory", (cloud) => {
    expect(elsewhere[cloud]).toBe(here[cloud]);
    expect(JSON.parse(here[cloud] ?? "")).toMatchObject({ schemaVersion: 1, stack: "prod", cloud });
  });
});
