import type { createColors } from "picocolors";
import { linesOf } from "../plan/table";
import type { RegionLossReport } from "./loss-report";
import { CLASSES } from "./row";
import { timeText } from "./slo";

type Colors = ReturnType<typeof createColors>;

/** What people see of the region's loss: how much is gone, and a line per class with what it loses. */
export function regionLossLines(
  { region, gone, remaining, classes }: RegionLossReport,
  { cyan, red }: Colors,
): readonly string[] {
  const rows = CLASSES.map((name) => {
    const { rpoMinutes, rtoMinutes, lost } = classes[name];
    const names = namesIn(lost);
    return [
      cyan(name),
      rpoMinutes === null ? "" : `loses ${timeText(rpoMinutes)} at most`,
      rtoMinutes === null ? "" : `back after ${timeText(rtoMinutes)}`,
      names === "" ? "" : red(`lost for good: ${names}`),
    ];
  });
  return [`If ${region} is lost: ${gone} resources are gone, ${remaining} remain`, ...linesOf(rows, {})];
}

/** `objects: recordings: why` is one of the `objects`. */
const namesIn = (lost: readonly string[]): string => [...new Set(lost.map((text) => text.split(":")[0]))].join(", ");
