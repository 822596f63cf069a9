import type { createColors } from "picocolors";
import type { Change, Effect } from "./changes";
import type { Difference } from "./diff";
import type { CapabilityChange } from "./meaning";

type Colors = ReturnType<typeof createColors>;

/** What happens to a resource, in a word or two. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  dataLoss: "DATA LOSS",
  replace: "made anew",
  delete: "goes",
  rolling: "one after another",
  inPlace: "in place",
  create: "new",
};

/** Changes of each effect that are told one by one, where nothing is lost by them; every loss is told. */
const TOLD = 3;

/** Which plan is compared with, and what the bill as a whole becomes: load changes it where resources stay as they are. */
export function sinceLines({ stack, cloud, region, tier, phase, totals }: Since, now: Totals): readonly string[] {
  const from = `Changes since the plan of ${stack}: ${cloud} ${region}  ${phase === null ? tier : `${tier} (${phase})`}`;
  if (totals === null) return [from];
  const [platform, others] = [now.platform - totals.platform, now.thirdParty - totals.thirdParty];
  return [from, `  ${dollars(platform)} for cloud and database, ${dollars(others)} for third parties`];
}

type Since = Difference["since"];
type Totals = NonNullable<Since["totals"]>;

/** A change as people read it: the capability, what it becomes, what it costs, and what happens on the way. */
export function differenceLines(capabilities: readonly CapabilityChange[], colors: Colors): readonly string[] {
  if (capabilities.length === 0) return ["Nothing changes."];
  return capabilities.flatMap((change) => [...heading(change, colors), ...detailsOf(change.changes, colors)]);
}

function heading(
  { capability, before, after, promises, monthly }: CapabilityChange,
  colors: Colors,
): readonly string[] {
  const { bold, cyan, yellow } = colors;
  const cost = monthly === null || monthly === 0 ? "" : `  ${bold(dollars(monthly))}`;
  const was = before === after ? "" : `\n    was  ${before ?? "nothing"}\n    is   ${after ?? "nothing"}`;
  return [`  ${cyan(capability)}${cost}${was}`, ...promises.map((promise) => `    ${yellow(promise)}`)];
}

function detailsOf(changes: readonly Change[], { red, dim }: Colors): readonly string[] {
  const effects = [...new Set(changes.map(({ effect }) => effect))];
  return effects.flatMap((effect) => {
    const own = changes.filter((change) => change.effect === effect);
    const told = effect === "dataLoss" ? own : own.slice(0, TOLD);
    const rest = own.length - told.length;
    const color = effect === "dataLoss" ? red : dim;
    const lines = told.map(({ summary }) => color(`    ${EFFECT_WORDS[effect]}: ${summary}`));
    return rest > 0 ? [...lines, dim(`    ${EFFECT_WORDS[effect]}: ${rest} more`)] : lines;
  });
}

/** `+$1,234/month`. */
function dollars(monthly: number): string {
  const amount = Math.abs(monthly).toLocaleString("en-US", { maximumFractionDigits: 0 });
  return `${monthly < 0 ? "-" : "+"}$${amount}/month`;
}
