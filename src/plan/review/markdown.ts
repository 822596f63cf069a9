import { EFFECTS } from "../../diff/changes";
import { differenceLines, EFFECT_WORDS, sinceLines } from "../../diff/text";
import { dollars } from "../../cost/dollars";
import { GOALS } from "../goals";
import { colorsFor } from "../tree";
import { objectionsTo, type PlanNow, type Review } from "./review";

/** The first line of the text, by which an earlier one is found and replaced. */
export const MARKER = "<!-- plan -->";

const PLAIN = colorsFor(null, false);

/**
 * What changes, for the people who review it: a table, what must not be, and every difference, those that lose data first.
 * @param limit characters; differences that don't fit are left out, and it is said how many
 */
export function reviewMarkdown(reviews: readonly Review[], limit: number): string {
  const head = [MARKER, "### What this changes", table(reviews), ...objections(reviews), ...remarks(reviews)];
  const all = [...reviews].sort((one, other) => weightOf(one) - weightOf(other)).flatMap(details);
  return `${fitting(head, all, limit).join("\n\n")}\n`;
}

function table(reviews: readonly Review[]): string {
  const rows = reviews.map(({ stack, cloud, isOwn, after }) => [
    stack,
    isOwn ? `**${cloud}**` : cloud,
    ...("why" in after ? ["", "can't be planned", ""] : [monthly(after), effects(after), goals(after)]),
  ]);
  const header = [["Stack", "Cloud", "USD a month", "Resources", "Goals missed"], Array<string>(5).fill("---")];
  const lines = [...header, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [...lines, "", "The cloud that a stack is on is **bold**."].join("\n");
}

function monthly({ plan: { cost }, difference }: PlanNow): string {
  const { totals = null } = "why" in difference ? {} : difference.since;
  const delta = totals === null ? 0 : Math.round(cost.platform - totals.platform);
  return `${dollars(cost.platform)}${delta === 0 ? "" : ` (${delta < 0 ? "-" : "+"}${dollars(Math.abs(delta))})`}`;
}

function effects({ difference }: PlanNow): string {
  if ("why" in difference) return "no earlier plan";
  const counts = EFFECTS.map((effect) => {
    const count = difference.changes.filter((change) => change.effect === effect).length;
    const words = `${count} ${EFFECT_WORDS[effect]}`;
    return { count, words: effect === "dataLoss" ? `**${words}**` : words };
  });
  const told = counts.filter(({ count }) => count > 0).map(({ words }) => words);
  return told.length === 0 ? "nothing changes" : told.join(", ");
}

/** What stands in the way is bold. */
function goals({ misses }: PlanNow): string {
  return GOALS.flatMap((goal) => {
    const [miss] = misses.filter((one) => one.goal === goal);
    if (miss === undefined) return [];
    const { counts, wasMissed } = miss;
    return [counts ? `**${goal}**` : `${goal}${wasMissed ? ", as before" : ""}`];
  }).join("; ");
}

function objections(reviews: readonly Review[]): readonly string[] {
  const found = reviews.flatMap(objectionsTo);
  return found.length === 0 ? [] : [["**Must not be:**", "", fenced(found)].join("\n")];
}

/** Why something can't be said. What is the same on several clouds is said once. */
function remarks(reviews: readonly Review[]): readonly string[] {
  const found = reviews.flatMap(({ stack, after }) => {
    if ("why" in after) return [];
    return "why" in after.difference ? [`${stack}: no earlier plan: ${after.difference.why}`] : [];
  });
  return found.length === 0 ? [] : [fenced([...new Set(found)])];
}

function details({ stack, cloud, after }: Review): readonly string[] {
  if ("why" in after || "why" in after.difference || after.difference.changes.length === 0) return [];
  const { since, capabilities } = after.difference;
  const lines = [...sinceLines(since, after.plan.cost), ...differenceLines(capabilities, PLAIN)];
  return [`<details><summary>${stack} on ${cloud}</summary>\n\n${fenced(lines)}\n\n</details>`];
}

/** Data is lost, then the clouds that stacks are on, then the others. */
function weightOf({ isOwn, after }: Review): number {
  const changes = "why" in after || "why" in after.difference ? [] : after.difference.changes;
  return (changes.some(({ effect }) => effect === "dataLoss") ? 0 : 2) + (isOwn ? 0 : 1);
}

/** Nothing in the text can end the block: its fence is longer than any in there. */
function fenced(lines: readonly string[]): string {
  const text = lines.join("\n");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** As many parts as fit, and how many don't. */
function fitting(head: readonly string[], parts: readonly string[], limit: number): readonly string[] {
  const ends = parts.map((_, index) => [...head, ...parts.slice(0, index + 1)].join("\n\n").length);
  const fit = ends.filter((end) => end <= limit).length;
  const rest = parts.length - fit;
  const said = rest === 0 ? [] : [`Not shown, as there is no room: ${rest} more. The run's summary has them.`];
  return [...head, ...parts.slice(0, fit), ...said];
}
