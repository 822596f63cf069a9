import type { Availability } from "./availability";
import type { RecoveryRow } from "./row";

/** A promise of the tier that the recorded resources do not keep. */
export interface Miss {
  /** Of the resource; null for the whole path of a request. */
  readonly urn: string | null;
  /** What is promised, what is achieved, and why. */
  readonly message: string;
}

/** Everything for which `--fail-on slo` fails. */
export function missed(rows: readonly RecoveryRow[], availability: Availability): readonly Miss[] {
  const late = rows.filter(({ meets }) => !meets).map((row) => ({ urn: row.urn, message: messageOf(row) }));
  return availability.meets ? late : [...late, { urn: null, message: `availability: ${availability.arithmetic}` }];
}

function messageOf(row: RecoveryRow): string {
  const { data, failure, rtoMinutes, rpoMinutes, targetRtoMinutes, targetRpoMinutes, why } = row;
  const promised = [`RTO ${timeText(targetRtoMinutes)}`, `RPO ${timeText(targetRpoMinutes)}`].join(", ");
  const achieved =
    rtoMinutes === null ? "it is not recovered" : `RTO ${timeText(rtoMinutes)}, RPO ${timeText(rpoMinutes)}`;
  return `${data} after the loss of ${LOSSES[failure]}: promised ${promised}; ${achieved}: ${why}`;
}

const LOSSES = { zone: "a zone", region: "the region", deletion: "data by mistake" } as const;

/** `15 min`, `4 h`; a dash where there is none. */
export function timeText(minutes: number | null): string {
  if (minutes === null) return "-";
  return minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
