import type { createColors } from "picocolors";
import { linesOf } from "../plan/table";
import type { Availability } from "./availability";
import { FAILURES, type RecoveryRow } from "./row";
import { timeText } from "./slo";

type Colors = ReturnType<typeof createColors>;

/** What people see of recovery: a line per kind of data and failure, its worst resource speaking for all of it. */
export function recoveryLines(
  rows: readonly RecoveryRow[],
  { achieved, target, meets, arithmetic }: Availability,
  colors: Colors,
): readonly string[] {
  const groups = groupsOf(rows);
  const families = [...new Set(rows.map(familyOf))];
  const lines = families.flatMap((family) =>
    FAILURES.flatMap((failure, index) => {
      const group = groups.get(`${family} ${failure}`) ?? [];
      const [worst] = [...group].sort(byWorth);
      return worst === undefined ? [] : [cellsOf(worst, index === 0 ? `${family}${countOf(group)}` : "", colors)];
    }),
  );
  const state = achieved === null ? "no SLA" : `${achieved} %`;
  const promised = target === null ? "nothing promised" : `${target} % promised`;
  const shown = meets ? colors.green(state) : colors.red(state);
  return [
    colors.dim("Recovery: class, failure, RTO / RPO achieved, promised"),
    ...linesOf(lines, { colAligns: ["left", "left", "left", "right", "right", "left"] }),
    `Availability of the request path: ${shown}, ${promised}`,
    colors.dim(`  ${arithmetic}`),
  ];
}

/** `objects: recordings` is one of the `objects`; each service of pods is its own. */
const familyOf = ({ data }: RecoveryRow): string => (data.startsWith("pods: ") ? data : (data.split(":")[0] ?? data));

const countOf = ({ length }: readonly RecoveryRow[]): string => (length === 1 ? "" : ` (${length})`);

function groupsOf(rows: readonly RecoveryRow[]): ReadonlyMap<string, readonly RecoveryRow[]> {
  const groups = new Map<string, RecoveryRow[]>();
  for (const row of rows) {
    const key = `${familyOf(row)} ${row.failure}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Misses first, then what is lost, then the longest. */
function byWorth(a: RecoveryRow, b: RecoveryRow): number {
  const worth = ({ meets, rtoMinutes, rpoMinutes }: RecoveryRow) =>
    (meets ? 0 : 1e9) + (rpoMinutes ?? 1e6) + (rtoMinutes ?? 1e6);
  return worth(b) - worth(a);
}

function cellsOf(row: RecoveryRow, name: string, { cyan, dim, green, red }: Colors): readonly string[] {
  const { failure, rtoMinutes, rpoMinutes, targetRtoMinutes, targetRpoMinutes, meets } = row;
  const achieved =
    rtoMinutes === null
      ? "not recovered"
      : `${timeText(rtoMinutes)} / ${rpoMinutes === null ? "all" : timeText(rpoMinutes)}`;
  const open = targetRtoMinutes === null && targetRpoMinutes === null;
  const promised = open ? dim("-") : `${timeText(targetRtoMinutes)} / ${timeText(targetRpoMinutes)}`;
  const verdict = open ? "" : meets ? green("kept") : red("missed");
  return [cyan(name), name === "" ? "" : row.class, failure, achieved, promised, verdict];
}
