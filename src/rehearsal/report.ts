import Table from "cli-table3";
import type { ActReport, LifeReport } from "./life";
import type { Rehearsed } from "./settings";

/** A rehearsal as a whole: the public format of `--format json`. Fields may be added, never renamed or removed. */
export interface Report {
  readonly schemaVersion: 1;
  readonly stack: string;
  readonly cloud: string;
  readonly tier: string;
  readonly seed: number;
  /** Version of the Pulumi CLI. */
  readonly engine: string;
  readonly scenarios: readonly LifeReport[];
  readonly proved: number;
  readonly notProved: number;
  /** Seconds in all. */
  readonly seconds: number;
  /** Seconds of a preview against those of `npm run plan` for the same stack; null where no update went through. */
  readonly previewToPlan: { readonly preview: number; readonly plan: number; readonly ratio: number } | null;
}

interface Facts extends Pick<Report, "cloud" | "tier" | "seed" | "engine" | "seconds"> {
  readonly rehearsed: Rehearsed;
}

export function reportOf(scenarios: readonly LifeReport[], { rehearsed, ...facts }: Facts): Report {
  const proofs = scenarios.flatMap(({ acts }) => acts.flatMap((act) => act.proofs));
  const untried = scenarios.flatMap((scenario) => scenario.untried);
  const proved = proofs.filter(({ against }) => against.length === 0).length;
  return {
    schemaVersion: 1,
    stack: rehearsed.stack,
    ...facts,
    seconds: rounded(facts.seconds),
    scenarios: scenarios.map(withRoundedTimes),
    proved,
    notProved: proofs.length - proved + untried.length,
    previewToPlan: previewToPlan(scenarios.flatMap(({ acts }) => acts)),
  };
}

function previewToPlan(acts: readonly ActReport[]): Report["previewToPlan"] {
  const both = acts.find(({ planSeconds, foresightSeconds }) => planSeconds !== undefined && foresightSeconds > 0);
  if (both?.planSeconds === undefined) return null;
  const { foresightSeconds: preview, planSeconds: plan } = both;
  return { preview: rounded(preview), plan: rounded(plan), ratio: rounded(preview / plan) };
}

function withRoundedTimes(scenario: LifeReport): LifeReport {
  const acts = scenario.acts.map(({ seconds, foresightSeconds, planSeconds, ...act }) => ({
    ...act,
    seconds: rounded(seconds),
    foresightSeconds: rounded(foresightSeconds),
    ...(planSeconds === undefined ? {} : { planSeconds: rounded(planSeconds) }),
  }));
  return { ...scenario, acts };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** How many objections of one proof a person is shown; JSON has them all. */
const SHOWN = 8;

/** The report as a person reads it: a line for each command, then what was not proved, then the sum. */
export function reportText(report: Report): string {
  const { stack, cloud, tier, engine, scenarios } = report;
  const header = `${stack} on ${cloud} (${tier}), Pulumi ${engine}, seed ${report.seed}`;
  return [header, ...scenarios.flatMap(scenarioText), sum(report), ""].join("\n");
}

function scenarioText({ scenario, acts, untried, faults }: LifeReport): readonly string[] {
  const table = new Table({
    head: [scenario, "preview s", "seconds", "tries", "steps", "calls", "resources", "proved"],
    colAligns: ["left", "right", "right", "right", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const act of acts) {
    const held = act.proofs.filter(({ against }) => against.length === 0).length;
    const proved = `${held} of ${act.proofs.length}`;
    table.push([
      act.name,
      act.foresightSeconds.toFixed(1),
      act.seconds.toFixed(1),
      act.tries,
      stepsText(act),
      act.calls,
      act.resources,
      proved,
    ]);
  }
  return [
    table.toString(),
    ...acts.flatMap(({ name, orphans }) => orphans.map((urn) => `orphan of "${name}": ${urn}`)),
    ...acts.flatMap(objections),
    ...untried.map((name) => `not tried: ${name}`),
    ...faultsText(faults),
  ];
}

function faultsText({ struck, spared }: LifeReport["faults"]): readonly string[] {
  if (struck.length + spared.length === 0) return [];
  return [
    `faults: ${struck.length} struck${spared.length === 0 ? "" : `, ${spared.length} had no occasion to`}`,
    ...spared.slice(0, SHOWN).map((name) => `  no occasion for: ${name}`),
    ...(spared.length > SHOWN ? [`  and ${spared.length - SHOWN} more`] : []),
  ];
}

/** `245 create, 1 update`; `nothing` where everything stayed. */
export function stepsText({ steps }: Pick<ActReport, "steps">): string {
  const parts = Object.entries(steps).map(([kind, count]) => `${count} ${kind}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

function objections({ name, proofs }: ActReport): readonly string[] {
  return proofs
    .filter(({ against }) => against.length > 0)
    .flatMap((proof) => [
      `not proved in "${name}": ${proof.name}`,
      ...proof.against.slice(0, SHOWN).map((objection) => `  ${objection.replaceAll("\n", "\n  ")}`),
      ...(proof.against.length > SHOWN ? [`  and ${proof.against.length - SHOWN} more`] : []),
    ]);
}

function sum({ proved, notProved, seconds, previewToPlan: times }: Report): string {
  const ratio = times === null ? "" : `; a preview takes ${times.ratio} times as long as a plan`;
  return `${proved} proved, ${notProved} not proved, in ${seconds} s${ratio}`;
}
