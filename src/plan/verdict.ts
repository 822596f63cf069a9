import { isOverBudget } from "../cost/section";
import { isPromised } from "../recovery/row";
import { timeText } from "../recovery/slo";
import { dollars } from "../cost/dollars";
import type { Plan } from "./plan";
import { linesOf } from "./table";
import type { Colors } from "./tree";

/** What decides whether a stack is built: each question with its answer on one line. */
export function verdictLines(plan: Plan, colors: Colors): readonly string[] {
  const rows = [
    ["Cost", cost(plan, colors)],
    ["Security", security(plan, colors)],
    ["Recovery", recovery(plan, colors)],
    ["Availability", availability(plan, colors)],
    ["First update", `about ${Math.round(plan.timeline.minutes)} minutes`],
  ];
  return linesOf(rows, { colAligns: ["left", "left"] });
}

function cost({ cost }: Plan, { bold, red, green }: Colors): string {
  const { compared, budget, budgetScope } = cost;
  const scope = budgetScope === "total" ? "with third parties" : "without third parties";
  const percent = Math.round((Math.abs(compared - budget) / budget) * 100);
  const rest = isOverBudget(cost)
    ? red(`${dollars(compared - budget)} (${percent} %) over`)
    : green(`${dollars(budget - compared)} (${percent} %) left of`);
  return `${bold(dollars(compared))} a month ${scope}, ${rest} the budget of ${dollars(budget)}`;
}

function security({ policy: { rules, findings } }: Plan, { red, yellow, green }: Colors): string {
  const open = findings.filter(({ waiver }) => waiver === null);
  const waived = findings.length - open.length;
  const accepted = waived === 0 ? "" : `, ${waived} waived`;
  if (open.length === 0) return `${green("no finding")} of ${rules} rules${accepted}`;
  const high = open.filter(({ severity }) => severity === "high").length;
  const found = `${open.length} finding${open.length === 1 ? "" : "s"}, ${high} of high severity`;
  return `${high > 0 ? red(found) : yellow(found)}, of ${rules} rules${accepted}`;
}

function recovery({ recovery: rows }: Plan, { red, green, dim }: Colors): string {
  const promised = rows.filter(isPromised);
  if (promised.length === 0) return dim("nothing is promised");
  const late = promised.filter(({ meets }) => !meets);
  if (late.length === 0) return green(`all ${promised.length} targets are met`);
  const named = late.map(({ data, failure, rtoMinutes }) => {
    return `${data} after ${AFTER[failure]}${rtoMinutes === null ? "" : ` (${timeText(rtoMinutes)})`}`;
  });
  return `${red(`${late.length} of ${promised.length} targets are missed`)}: ${named.join(", ")}`;
}

const AFTER = { zone: "a zone's loss", region: "the region's loss", deletion: "a deletion" } as const;

function availability({ availability: { target, achieved, meets } }: Plan, { red, green, dim }: Colors): string {
  if (target === null) return dim("nothing is promised");
  const percent = achieved === null ? "not promised by all vendors" : `${achieved} %`;
  return `${meets ? green(percent) : red(percent)} on a request's path, ${target} % promised`;
}
