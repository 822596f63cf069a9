import type { createColors } from "picocolors";
import { groupedBy } from "../conventions/groups";
import { linesOf } from "../plan/table";
import type { Availability } from "./availability";
import { FAILURES, isPromised, type RecoveryRow } from "./row";
import { timeText } from "./slo";

type Colors = ReturnType<typeof createColors>;

/** What people see of recovery: a line per kind of data, a column per failure; its worst resource speaks for all of it. */
export function recoveryLines(
  rows: readonly RecoveryRow[],
  { achieved, target, meets, arithmetic }: Availability,
  colors: Colors,
): readonly string[] {
  const { dim, cyan, green, red } = colors;
  const groups = groupedBy(rows, (row) => `${familyOf(row)} ${row.failure}`);
  const families = [...new Set(rows.map(familyOf))];
  const lines = families.map((family) => {
    const [first = []] = FAILURES.map((failure) => groups.get(`${family} ${failure}`) ?? []);
    const cells = FAILURES.map((failure) => cellOf(groups.get(`${family} ${failure}`) ?? [], colors));
    return [cyan(`${family}${countOf(first)}`), first[0]?.class ?? "", ...cells];
  });
  const state = achieved === null ? "no SLA" : `${achieved} %`;
  const promised = target === null ? "nothing promised" : `${target} % promised`;
  return [
    "Recovery: how long it is away, and how much of the past is lost",
    ...linesOf(
      [["", "", ...FAILURES.map((failure) => dim(`${failure} lost`.replace("deletion lost", "deleted")))], ...lines],
      {},
    ),
    `Availability of a request's path: ${meets ? green(state) : red(state)}, ${promised}`,
    dim(`  ${arithmetic}`),
  ];
}

/** `objects: recordings` is one of the `objects`; each service of pods is its own. */
const familyOf = ({ data }: RecoveryRow): string => (data.startsWith("pods: ") ? data : (data.split(":")[0] ?? data));

const countOf = ({ length }: readonly RecoveryRow[]): string => (length === 1 ? "" : ` (${length})`);

/** Misses first, then what is lost, then the longest. */
function byWorth(a: RecoveryRow, b: RecoveryRow): number {
  const worth = ({ meets, rtoMinutes, rpoMinutes }: RecoveryRow) =>
    (meets ? 0 : 1e9) + (rpoMinutes ?? 1e6) + (rtoMinutes ?? 1e6);
  return worth(b) - worth(a);
}

/** `3 h / 1 min kept`; without a promise there is nothing to keep. */
function cellOf(group: readonly RecoveryRow[], { dim, green, red }: Colors): string {
  const [row] = [...group].sort(byWorth);
  if (row === undefined) return dim("-");
  const { rtoMinutes, rpoMinutes, meets } = row;
  const lost = rpoMinutes === null ? "all" : timeText(rpoMinutes);
  const achieved = rtoMinutes === null ? "not recovered" : `${timeText(rtoMinutes)} / ${lost}`;
  if (!isPromised(row)) return achieved;
  return `${achieved} ${meets ? green("kept") : red("missed")}`;
}
