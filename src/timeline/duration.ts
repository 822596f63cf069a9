/** A time as fact sheets and apply logs write it: `8m50s`, `27m`, `12s`. */
export type Duration = `${number}m${number}s` | `${number}m` | `${number}s`;

/**
 * Minutes to two decimals.
 * @throws RangeError for a text that is no duration
 */
export function minutesOf(duration: Duration): number {
  const [whole, minutes = "0", seconds = "0"] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  if (!whole) throw new RangeError(`${duration} is no duration such as 8m50s`);
  return hundredths(Number(minutes) + Number(seconds) / 60);
}

/** Sums of minutes would otherwise end in 0.30000000000000004. */
export const hundredths = (minutes: number): number => Math.round(minutes * 100) / 100;
