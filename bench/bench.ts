import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { CLOUDS } from "../src/conventions/clouds";
import { recordOf } from "../src/conventions/records";
import type { Growth } from "./growth";
import { medianOf } from "./median";
import type { InProcess } from "./recordings";

/** The project's speed in ratios, so that they mean the same on a slow machine: medians of interleaved runs. */

const ROOT = resolve(__dirname, "..");
const RUNS = 5;
const PLAN = ["--stack", "prod"];
const TSX = ["--import", "tsx"];

const BARE = () => timed(process.execPath, ["-e", "require('@pulumi/pulumi')"]);
const NPM = () => timed("npm", ["run", "-s", "plan", "--", ...PLAN]);
const NODE = () => timed(process.execPath, [...TSX, "src/plan/cli.ts", ...PLAN]);

interface Run {
  readonly seconds: number;
  readonly stdout: string;
}

function timed(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const start = performance.now();
  const stdout = execFileSync(file, args, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...env },
  });
  return { seconds: (performance.now() - start) / 1000, stdout };
}

/** One process that records what it is told to, and says what it took. */
function recording(cloud: string, tiers: readonly string[]): InProcess & { readonly seconds: number } {
  const { stdout, seconds } = timed(process.execPath, [...TSX, join("bench", "recordings.ts"), cloud, ...tiers]);
  return { ...(JSON.parse(stdout) as InProcess), seconds };
}

/** How much longer readers take for ten times the resources. */
function growth(): Growth {
  return JSON.parse(timed(process.execPath, [...TSX, join("bench", "growth.ts")]).stdout) as Growth;
}

function row(what: string, figure: string, target = ""): void {
  process.stdout.write(`${what.padEnd(62)}${figure.padStart(16)}   ${target}\n`);
}

function main(): void {
  // The first run of each fills the caches of the disk and of tsx.
  [BARE, NPM, NODE].forEach((run) => run());
  const rounds = Array.from({ length: RUNS }, () => ({
    bare: BARE().seconds,
    npm: NPM().seconds,
    node: NODE().seconds,
    one: recording("aws", ["production"]),
    // The first one pays for the imports, so that the figures per resource are the recorder's alone.
    four: recording("aws", ["production", "dev", "staging", "enterprise"]),
    clouds: recordOf(CLOUDS, (cloud) => recording(cloud, ["production"])),
  }));
  const median = (figure: (round: (typeof rounds)[number]) => number) => medianOf(rounds.map(figure));
  const ratio = (figure: (round: (typeof rounds)[number]) => number) => `${median(figure).toFixed(2)} x`;
  const perResource = (tier: string) => `${median(({ four }) => four.msPerResource[tier] ?? Number.NaN).toFixed(2)} ms`;

  row(`bare require("@pulumi/pulumi")`, `${median(({ bare }) => bare).toFixed(2)} s`);
  row(
    "npm run -s plan -- --stack prod, against bare",
    ratio(({ npm, bare }) => npm / bare),
    "at most 5",
  );
  row(
    "node --import tsx src/plan/cli.ts --stack prod, against bare",
    ratio(({ node, bare }) => node / bare),
  );
  row("peak memory of recording prod", `${median(({ one }) => one.peakMb).toFixed(0)} MB`, "below 400");
  row(
    "four tiers in one process, against one",
    ratio(({ four, one }) => four.seconds / one.seconds),
    "below 2",
  );
  row(
    "recording, per resource: dev, enterprise",
    `${perResource("dev")}, ${perResource("enterprise")}`,
    "equal: it grows linearly",
  );
  for (const cloud of CLOUDS) {
    row(
      `recording prod on ${cloud}, against bare`,
      ratio(({ clouds, bare }) => clouds[cloud].seconds / bare),
      `SDKs loaded: ${(rounds[0]?.clouds[cloud].packages ?? []).map((name) => name.replace("@pulumi/", "")).join(", ")}`,
    );
  }
  for (const [cloud, ratios] of Object.entries(growth())) {
    const figures = Object.entries(ratios).map(([reader, times]) => `${reader} ${times.toFixed(1)} x`);
    row(`5,000 resources against 500 on ${cloud}`, "", `${figures.join(", ")}: at most 12`);
  }
}

main();
