import type { Backup } from "../parity/coverage";
import { Member } from "../plan/describe/members";
import { LOG_LOSES, type RecoveryKind, type Restores, type Steps } from "./kinds";
import type { RecoveryRow } from "./row";

/** What a failure leaves of some data. */
export type Outcome = Pick<RecoveryRow, "rtoMinutes" | "rpoMinutes" | "by" | "why" | "sources">;

export const lost = (why: string): Outcome => ({ rtoMinutes: null, rpoMinutes: null, by: [], why, sources: [] });

/** After all steps, one behind the other. */
export function after(steps: Steps, rpoMinutes: number, by: readonly string[], how: string): Outcome {
  const said = steps.map(({ does, minutes }) => (minutes === 0 ? does : `${does} (${minutes} min)`)).join(", ");
  return {
    rtoMinutes: steps.reduce((sum, { minutes }) => sum + minutes, 0),
    rpoMinutes,
    by,
    why: said === "" ? how : `${how}: ${said}`,
    sources: [...new Set(steps.map(({ source }) => source))],
  };
}

/** One behind the other: what the second is made from must be there first, and nothing newer than that comes back. */
export function madeFrom(first: Outcome, second: Outcome): Outcome {
  if (first.rtoMinutes === null || first.rpoMinutes === null || second.rtoMinutes === null) return lost(first.why);
  return {
    rtoMinutes: first.rtoMinutes + second.rtoMinutes,
    rpoMinutes: Math.max(first.rpoMinutes, second.rpoMinutes ?? 0),
    by: [...new Set([...first.by, ...second.by])],
    why: second.why,
    sources: [...new Set([...first.sources, ...second.sources])],
  };
}

/** The one that loses least, and of those the quickest. */
export function best(outcomes: readonly Outcome[]): Outcome | undefined {
  const worth = ({ rpoMinutes, rtoMinutes }: Outcome) => [rpoMinutes ?? Infinity, rtoMinutes ?? Infinity] as const;
  return [...outcomes].sort((a, b) => {
    const [lossA, timeA] = worth(a);
    const [lossB, timeB] = worth(b);
    return lossA === lossB ? timeA - timeB : lossA - lossB;
  })[0];
}

/** By way of a backup; none where that way does not help after the failure, or says nothing of its pace. */
export function byBackup(kind: RecoveryKind, restores: Restores, backup: Backup, before: Steps): readonly Outcome[] {
  const steps = restores[backup.way];
  const loses = lossOf(kind, backup);
  if (steps === undefined || !Number.isFinite(loses)) return [];
  return [after([...before, ...steps], loses, [backup.by.urn], `${wayText(backup)} by ${backup.by.name}`)];
}

/** Minutes. */
function lossOf({ replicaLoses, copiedLogLoses = LOG_LOSES }: RecoveryKind, backup: Backup): number {
  const { way, everyHours, by, region } = backup;
  if (way === "continuous") return region === "same" ? LOG_LOSES : copiedLogLoses;
  if (way === "snapshots") return everyHours * 60;
  return way === "versions" ? 0 : (replicaLoses?.(new Member(by)) ?? NaN);
}

function wayText({ way, everyHours, keepDays }: Backup): string {
  const kept = keepDays === null ? "" : ` for ${keepDays} days`;
  if (way === "snapshots") return `a snapshot every ${everyHours === 1 ? "hour" : `${everyHours} hours`}${kept}`;
  return { continuous: `the log${kept}`, versions: `old versions${kept}`, replica: "a replica" }[way];
}
