import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { textOf } from "../../src/plan/text";

const CLI = resolve(__dirname, "../../src/plan/cli.ts");
const TSX = require.resolve("tsx");
const AS_OF = "2026-11-25";

async function plan(cloud: CloudName): Promise<string> {
  const options = { stack: "prod", cloud, format: "json", asOf: AS_OF, color: false, set: [], failOn: [] } as const;
  return (await textOf(options)).plan;
}

/** The same plan by a process that runs somewhere else. */
function planElsewhere(cloud: CloudName): string {
  const args = ["--import", TSX, CLI, "--stack", "prod", "--cloud", cloud, "--format", "json", "--as-of", AS_OF];
  return execFileSync(process.execPath, args, {
    cwd: tmpdir(),
    env: { ...process.env, TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

describe("a plan", () => {
  const first = new Map<CloudName, string>();
  beforeAll(async () => {
    for (const cloud of CLOUDS) first.set(cloud, await plan(cloud));
  });

  it("is the same bytes again after the other clouds were planned", async () => {
    const [cloud] = CLOUDS;
    expect(await plan(cloud)).toBe(first.get(cloud));
  });

  it.each(CLOUDS)("for %s is the same bytes in another process, time zone, locale and directory", (cloud) => {
    expect(planElsewhere(cloud)).toBe(first.get(cloud));
    expect(JSON.parse(first.get(cloud) ?? "")).toMatchObject({ schemaVersion: 1, stack: "prod", cloud });
  });
});
