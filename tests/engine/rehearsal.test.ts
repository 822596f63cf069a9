import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { simulatedCloud } from "../../src/rehearsal/cloud";
import { fileJournal } from "../../src/rehearsal/journal";
import type { LifeReport } from "../../src/rehearsal/life";
import { rehearse } from "../../src/rehearsal/rehearse";
import { type Report, reportText } from "../../src/rehearsal/report";
import { SCENARIOS } from "../../src/rehearsal/scenarios";
import { missingTool } from "../../src/rehearsal/tools";

const ROOT = resolve(__dirname, "../..");
/** A scenario is up to forty commands of the engine. */
const MINUTES = 15 * 60_000;

interface Played {
  readonly scenario: string;
  readonly cloud: CloudName;
  readonly stack: string;
}

/** Each scenario on one cloud in turn, a life on every one, and what is different where data is protected; all faults take hours. */
const PLAYED: readonly Played[] = [
  ...SCENARIOS.filter(({ name }) => name !== "all-faults" && name !== "life").map(({ name: scenario }, index) => ({
    scenario,
    cloud: CLOUDS[index % CLOUDS.length] ?? "aws",
    stack: "dev",
  })),
  ...CLOUDS.map((cloud) => ({ scenario: "life", cloud, stack: "dev" })),
  { scenario: "cloud-switch", cloud: "aws", stack: "prod" },
  { scenario: "region-loss", cloud: "gcp", stack: "prod" },
  { scenario: "teardown", cloud: "azure", stack: "prod" },
];

const TWICE: Played = { scenario: "first-deployment", cloud: "azure", stack: "dev" };

const missing = missingTool();
const title = (name: string) => (missing === undefined ? name : `${name} (skipped: ${missing})`);

function live({ scenario, cloud, stack }: Played): Promise<Report> {
  return rehearse({
    rehearsed: { stack, cloud },
    scenarios: SCENARIOS.filter(({ name }) => name === scenario),
    seed: 1,
    cloud: (folder, faults) => simulatedCloud({ journal: fileJournal(join(folder, "journal")), seed: "1", faults }),
    tell: () => undefined,
  });
}

/** What is left of rehearsals in a folder for temporary files. */
const leftIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("sequelstring-rehearsal-"));

describe.skipIf(missing !== undefined)(title("a stack on the real engine, with simulated providers"), () => {
  it.each(PLAYED)(
    "plays $scenario of $stack on $cloud",
    async (played) => {
      const report = await live(played);
      expect(report.notProved, reportText(report)).toBe(0);
      const [{ acts, faults }] = report.scenarios as [LifeReport];
      expect(acts.at(-1)?.resources).toBe(0);
      expect(faults.struck.length > faults.spared.length || faults.spared.length === 0).toBe(true);
    },
    MINUTES,
  );

  it(
    "can be rehearsed twice at the same time",
    async () => {
      const reports = await Promise.all([live(TWICE), live(TWICE)]);
      for (const report of reports) expect(report.notProved, reportText(report)).toBe(0);
    },
    MINUTES,
  );

  it(
    "leaves nothing behind when it is interrupted",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "interrupted-"));
      const args = ["--import", "tsx", "src/rehearsal/cli.ts", "--scenario", "first-deployment"];
      const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, TMPDIR: folder } });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      const ended = new Promise<number | null>((settle) => child.once("close", settle));
      const processes = () => execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
      // From its first event on, the engine runs the program.
      const isRunning = () => leftIn(folder).some((name) => existsSync(join(folder, name, "events-dev", "1.json")));
      while (!isRunning() && child.exitCode === null) await new Promise((go) => setTimeout(go, 100));
      expect(processes(), said).toContain(folder);
      child.kill("SIGINT");
      expect(await ended, said).toBe(130);
      expect(said).toContain("nothing of it is left");
      expect(leftIn(folder)).toEqual([]);
      expect(processes()).not.toContain(folder);
    },
    MINUTES,
  );
});
