import { nameIn } from "../graph/urn";
import { hundredths } from "./duration";
import type { Advice } from "./advice";
import type { Step, Timeline } from "./schedule";

/** Lines that a critical path may take in a terminal. */
const MOST_LINES = 8;
/** Names of a line of short steps, and of what is waited for. */
const MOST_NAMES = { steps: 3, waits: 1 } as const;
/** Minutes below which nobody changes a program. */
const WORTH_SAYING = 0.05;

/** The timeline as a person reads it: how long, because of what, and what could be done about it. */
export function timelineLines(timeline: Timeline): readonly string[] {
  const { minutes, forced, criticalPath, advice } = timeline;
  const limit = forced === null ? "" : `; ${shown(forced.minutes)} is what the clouds force (${forced.name})`;
  return [
    `A first update takes about ${shown(minutes)} minutes${limit}.`,
    ...table(merged(criticalPath)),
    ...advice.flatMap(adviceLines),
  ];
}

interface Line {
  readonly start: number;
  readonly minutes: number;
  readonly names: readonly string[];
}

/** The whole path on a few lines: short steps share one, the shorter ones first. */
function merged(path: readonly Step[]): readonly Line[] {
  const limits = [0, ...path.map(({ minutes }) => minutes).sort((a, b) => a - b)];
  const tries = limits.map((limit) => mergedBelow(path, limit));
  return tries.find(({ length }) => length <= MOST_LINES) ?? [];
}

/** Neighbours that take no longer than the limit become one. */
function mergedBelow(path: readonly Step[], limit: number): readonly Line[] {
  const lines: Line[] = [];
  let isOpen = false;
  for (const { urn, start, minutes } of path) {
    const isShort = minutes <= limit;
    const last = isShort && isOpen ? lines.pop() : undefined;
    const names = [...(last?.names ?? []), nameIn(urn)];
    lines.push({ start: last?.start ?? start, minutes: hundredths((last?.minutes ?? 0) + minutes), names });
    isOpen = isShort;
  }
  return lines;
}

function table(lines: readonly Line[]): readonly string[] {
  const cells = lines.map(
    ({ start, minutes, names }) => [shown(start), shown(minutes), namesOf(names, MOST_NAMES.steps)] as const,
  );
  const width = Math.max(...cells.flatMap(([start, minutes]) => [start.length, minutes.length]), 0);
  return cells.map(([start, minutes, name]) => `  ${start.padStart(width)} +${minutes.padStart(width)}  ${name}`);
}

function namesOf(names: readonly string[], most: number): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function adviceLines({ urn, waitsFor, minutesEverywhere, reason }: Advice): readonly string[] {
  if (reason !== null || minutesEverywhere < WORTH_SAYING) return [];
  const waited = namesOf(waitsFor.map(nameIn), MOST_NAMES.waits);
  return [`  ${nameIn(urn)} waits for ${waited} without using it: ${shown(minutesEverywhere)} minutes`];
}

const shown = (minutes: number): string => minutes.toFixed(1);
