import type { Way } from "./kinds";

/** From the best to the least. */
const PACES = [
  { name: "continuous", upToHours: 0 },
  { name: "several a day", upToHours: 23 },
  { name: "daily", upToHours: 24 },
  { name: "seldom", upToHours: Infinity },
] as const;

/** Ways back as people compare them: per region the finest for each time that is kept, then what undoes a mistake. */
export function backupText(ways: readonly Way[]): string {
  const here = partsOf(ways.filter(({ region }) => region === "same"));
  const elsewhere = partsOf(ways.filter(({ region }) => region === "other"));
  const parts = [...here, ...(elsewhere.length > 0 ? [`other region: ${elsewhere.join(", ")}`] : [])];
  return parts.length === 0 ? "none" : parts.join("; ");
}

function partsOf(ways: readonly Way[]): readonly string[] {
  const moments = ways.filter(({ way }) => way === "snapshots" || way === "continuous");
  const useful = PACES.flatMap(({ name }) => {
    const kept = moments.filter((way) => paceOf(way) === name);
    return kept.length === 0 ? [] : [{ name, days: longest(kept) }];
  }).filter(({ days }, index, all) => all.slice(0, index).every((finer) => days > finer.days));
  const old = ways.filter(({ way }) => way === "versions");
  return [
    ...useful.map(({ name, days }) => `${name}${daysText(days)}`),
    ...(old.length > 0 ? [`old versions${daysText(longest(old))}`] : []),
    ...(ways.some(({ way }) => way === "replica") ? ["replica"] : []),
  ];
}

const paceOf = ({ everyHours }: Way): string =>
  PACES.find(({ upToHours }) => everyHours <= upToHours)?.name ?? "seldom";

/** Without an end where nobody says one. */
const longest = (ways: readonly Way[]): number => Math.max(...ways.map(({ keepDays }) => keepDays ?? Infinity));

const daysText = (days: number): string => (Number.isFinite(days) ? ` ${days} days` : "");
