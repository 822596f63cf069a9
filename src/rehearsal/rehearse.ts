import { NotMet } from "../plan/command";
import type { Fault } from "./faults";
import { cleanWhenInterrupted } from "./interrupt";
import { type ActReport, live, type LifeReport } from "./life";
import { type Report, reportOf, stepsText } from "./report";
import type { Scenario } from "./scenarios";
import { type Rehearsed, rehearsedSettings } from "./settings";
import type { RehearsedCloud } from "./simulated";
import { findTools } from "./tools";

/** What is rehearsed, and on which kind of cloud. */
export interface Rehearsal {
  readonly rehearsed: Rehearsed;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  /** A cloud for each scenario, in which nothing exists yet, and that writes only into the folder given. */
  readonly cloud: (folder: string, faults: readonly Fault[]) => RehearsedCloud;
  /** Called with a line for each command, once it is over. */
  readonly tell: (line: string) => void;
  /** Called with what begins, for whoever waits. */
  readonly wait?: (what: string) => void;
}

/**
 * Rehearses a stack with the Pulumi CLI on PATH.
 * @throws ConfigError where a tool is missing, the stack can't be built or nothing can be written
 */
export async function rehearse({ rehearsed, scenarios, seed, cloud, tell, wait }: Rehearsal): Promise<Report> {
  const tools = findTools();
  const { cloud: name, tier } = rehearsedSettings(rehearsed);
  const { opened, done } = cleanWhenInterrupted();
  const began = performance.now();
  const lives: LifeReport[] = [];
  try {
    for (const scenario of scenarios) {
      tell(`${scenario.name}: ${scenario.about}`);
      const begins = (act: string) => wait?.(`  ${act}`);
      const ends = (act: ActReport) => tell(line(act));
      lives.push(await live({ rehearsed, scenario, seed, tools, cloud, opened, begins, ends }));
    }
  } finally {
    done();
  }
  const seconds = (performance.now() - began) / 1_000;
  return reportOf(lives, { rehearsed, cloud: name, tier, seed, engine: tools.version, seconds });
}

function line(act: ActReport): string {
  const open = act.proofs.filter(({ against }) => against.length > 0).map(({ name }) => name);
  const verdict = open.length === 0 ? "proved" : `NOT proved: ${open.join("; ")}`;
  return `  ${act.name.padEnd(44)}${act.seconds.toFixed(1).padStart(6)} s  ${stepsText(act)}  ${verdict}`;
}

/** @throws NotMet where something was not proved, or not tried */
export function refuseUnproved({ notProved }: Report): void {
  if (notProved > 0) throw new NotMet(`error: ${notProved} not proved`);
}
