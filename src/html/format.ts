const FORMATS = new Map<string, Intl.NumberFormat>();

/** The same on every machine. A page has thousands of numbers, and to make a format takes far longer than to use it. */
function formatted(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify(options);
  const format = FORMATS.get(key) ?? new Intl.NumberFormat("en-US", options);
  FORMATS.set(key, format);
  return format.format(value);
}

/** 1234.5 is `1,234.5`. */
export const amount = (value: number, decimals = 2): string => formatted(value, { maximumFractionDigits: decimals });

/** Whole dollars; cents only where they are what matters. */
export function usd(value: number): string {
  const decimals = Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0;
  return `$${formatted(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`;
}

/** A price of one unit can be millionths of a dollar. */
export const unitUsd = (value: number): string => `$${formatted(value, { maximumSignificantDigits: 4 })}`;

/** `45 s`, `27 min`, `4 h 30 min`, `7 d`: as exact as a promise is. */
export function duration(minutes: number): string {
  if (minutes === 0) return "0 min";
  if (minutes < 1) return `${amount(minutes * 60, 0)} s`;
  if (minutes < 10) return `${amount(minutes, 1)} min`;
  const whole = Math.round(minutes);
  if (whole < 120) return `${whole} min`;
  if (whole < 48 * 60) return joined([Math.floor(whole / 60), "h"], [whole % 60, "min"]);
  return joined([Math.floor(whole / 1_440), "d"], [Math.round((whole % 1_440) / 60), "h"]);
}

const joined = (...parts: readonly (readonly [number, string])[]) =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");

/** A place on an axis, `12.345%`: short, the same in every run, and never left of its beginning. */
export const percentOf = (part: number, whole: number): string =>
  `${Number(((100 * Math.max(0, part)) / Math.max(whole, Number.EPSILON)).toFixed(3))}%`;

/** `26 %` */
export const share = (part: number, whole: number): string =>
  `${amount((100 * part) / Math.max(whole, Number.EPSILON), 0)} %`;

/** `2 resources`, `1 resource`. */
export const counted = (count: number, noun: string): string => `${amount(count)} ${noun}${count === 1 ? "" : "s"}`;

const SPELLED: Readonly<Record<string, string>> = { cdn: "CDN", dns: "DNS", thirdParty: "Third parties" };

/** `objectStore` is `Object store`. */
export function titleOf(id: string): string {
  const words = id.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return SPELLED[id] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
