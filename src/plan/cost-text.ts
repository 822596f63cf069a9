import type { Cost } from "../cost/section";
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
  ];
}

/** The verdict says how this stands to the budget. */
function headline({ platform, thirdParty }: Cost, { bold }: Colors): string {
  return `Cost: ${bold(dollars(platform))} a month for cloud and database, ${dollars(thirdParty)} for third parties. Most of it:`;
}

function unpriced({ unpriced: lines }: Cost, { yellow }: Colors): readonly string[] {
  return lines.map(({ urn, reason }) => yellow(`  not priced: ${urn.split("::").at(-1) ?? urn}: ${reason}`));
}

const suggested =
  ({ cyan }: Colors) =>
  ({ assignment, what, but, saving }: Suggestion): string =>
    `  ${cyan(`--set ${assignment}`)} saves ${dollars(saving)}: ${what}; but ${but}`;

/** `$1,234`. */
export const dollars = (usd: number): string => `$${Math.round(usd).toLocaleString("en-US")}`;
