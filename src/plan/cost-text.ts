import { dollars } from "../cost/dollars";
import type { Cost } from "../cost/section";
import { nameIn } from "../graph/urn";
import type { Suggestion } from "./suggestions";
import { linesOf } from "./table";
import type { Colors } from "./tree";

/** What the stack costs against its budget, what most of it is, and what could be had for less. */
export function costLines(cost: Cost, suggestions: readonly Suggestion[], colors: Colors): readonly string[] {
  const { dim } = colors;
  return [
    headline(cost, colors),
    ...linesOf(
      cost.drivers.map(({ group, what, monthly, share }) => [group, what, dollars(monthly), dim(`${share} %`)]),
      { colAligns: ["left", "left", "right", "right"] },
    ),
    ...cost.notes.map((note) => dim(`  ${note}`)),
    ...unpriced(cost, colors),
    ...suggestions.map(suggested(colors)),
    ...outOfReach(cost, suggestions, colors),
  ];
}

/** Why the budget can't be met at list prices, where all that is offered saves too little. Taken together offers save no more than their sum. */
function outOfReach(cost: Cost, suggestions: readonly Suggestion[], { red }: Colors): readonly string[] {
  const missing = cost.compared - cost.budget - suggestions.reduce((sum, { saving }) => sum + saving, 0);
  if (missing <= 0) return [];
  const [alone, usd] = largest(cost);
  return [
    red(
      `  At list prices the budget of ${dollars(cost.budget)} is out of reach by at least ${dollars(missing)}: ` +
        `${alone.join(", ")} alone are ${dollars(usd)}.`,
    ),
  ];
}

/** Drivers that are named where even all of them fit into the budget. */
const ENOUGH = 3;

/** The largest drivers up to the one that breaks the budget, and what they cost together. */
function largest({ drivers, budget }: Cost): readonly [what: readonly string[], usd: number] {
  const sums = drivers.map((_, index) => drivers.slice(0, index + 1).reduce((sum, { monthly }) => sum + monthly, 0));
  const breaking = sums.findIndex((sum) => sum > budget);
  const count = breaking < 0 ? ENOUGH : breaking + 1;
  return [drivers.slice(0, count).map(({ what }) => what), sums[Math.min(count, sums.length) - 1] ?? 0];
}

/** The verdict says how this stands to the budget. */
function headline({ platform, thirdParty }: Cost, { bold }: Colors): string {
  return `Cost: ${bold(dollars(platform))} a month for cloud and database, ${dollars(thirdParty)} for third parties. Most of it:`;
}

function unpriced({ unpriced: lines }: Cost, { yellow }: Colors): readonly string[] {
  return lines.map(({ urn, reason }) => yellow(`  not priced: ${nameIn(urn)}: ${reason}`));
}

const suggested =
  ({ cyan }: Colors) =>
  ({ assignment, what, but, saving }: Suggestion): string =>
    `  ${cyan(`--set ${assignment}`)} saves ${dollars(saving)}: ${what}; but ${but}`;
