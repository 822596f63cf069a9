import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { CLOUDS, type CloudName } from "../../src/conventions/clouds";
import { simulatedCloud } from "../../src/rehearsal/cloud";
import { fileJournal } from "../../src/rehearsal/journal";
import { rehearse } from "../../src/rehearsal/rehearse";
import { type Report, reportText } from "../../src/rehearsal/report";
import { SCENARIOS } from "../../src/rehearsal/scenarios";
import { missingTool } from "../../src/rehearsal/tools";

const ROOT = resolve(__dirname, "../..");
/** A life is some thirty commands of the engine. */
const MINUTES = 15 * 60_000;

const missing = missingTool();
const title = (name: string) => (missing === undefined ? name : `${name} (skipped: ${missing})`);

function live(cloud: CloudName, scenario: string): Promise<Report> {
  return rehearse({
    rehearsed: { stack: "dev", cloud },
    scenarios: SCENARIOS.filter(({ name }) => name === scenario),
    seed: 1,
    cloud: (folder, faults) => simulatedCloud({ journal: fileJournal(join(folder, "journal")), seed: "1", faults }),
    tell: () => undefined,
  });
}

/** What is left of rehearsals in a folder for temporary files. */
const leftIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("sequelstring-rehearsal-"));

describe.skipIf(missing !== undefined)(title("a stack on the real engine, with simulated providers"), () => {
  it.each(CLOUDS)(
    "lives its whole life on %s",
    async (cloud) => {
      const report = await live(cloud, "life");
      expect(report.notProved, reportText(report)).toBe(0);
      expect(report.scenarios[0]?.acts.map(({ command }) => command)).toEqual([
        "preview",
        "up",
        "up",
        "up",
        "up",
        "refresh",
        "up",
        "up",
        "destroy",
        "up",
        "destroy",
      ]);
      expect(report.scenarios[0]?.acts.at(-1)?.resources).toBe(0);
    },
    MINUTES,
  );

  it(
    "goes on from where the cloud failed",
    async () => {
      const report = await live("aws", "failed-update");
      expect(report.notProved, reportText(report)).toBe(0);
    },
    MINUTES,
  );

  it(
    "can be rehearsed twice at the same time",
    async () => {
      const reports = await Promise.all([live("azure", "first-deployment"), live("azure", "first-deployment")]);
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
      const isRunning = () => leftIn(folder).some((name) => existsSync(join(folder, name, "events", "1.json")));
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
