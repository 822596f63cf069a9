import { createColors } from "picocolors";
import type { Value } from "../graph/graph";
import { policyLines } from "../policy/section";
import { recoveryLines } from "../recovery/lines";
import { regionLossLines } from "../recovery/loss-lines";
import { timelineLines } from "../timeline/lines";
import { costLines } from "./cost-text";
import type { Plan, PlanContract } from "./plan";
import { linesOf } from "./table";
import { verdictLines } from "./verdict";
import type { Warning } from "./warnings";

export type Colors = ReturnType<typeof createColors>;

/** Colours for a terminal that shows them; none for anything else, where nobody would see but the codes. */
export function colorsFor(stream: { readonly isTTY?: boolean } | null, wanted: boolean): Colors {
  const { NO_COLOR, TERM } = process.env;
  return createColors(wanted && stream?.isTTY === true && !NO_COLOR && TERM !== "dumb");
}

/** The plan as a person reads it: one line per capability, in the order of the architecture. */
export function treeOf(plan: Plan, colors: Colors): string {
  const { cost, policy, recovery, availability, timeline } = plan;
  const blocks = [
    [header(plan, colors)],
    verdictLines(plan, colors),
    capabilities(plan, colors),
    contract(plan.contract),
    costLines(cost, cost.suggestions ?? [], colors),
    policyLines(policy),
    recoveryLines(recovery, availability, colors),
    ...(plan.contract.drLevel === "copies" ? [regionLossLines(plan.regionLoss, colors)] : []),
    timelineLines(timeline),
    outputs(plan, colors),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Warnings with the same message share a line. */
export function warningLines(warnings: readonly Warning[], { yellow }: Colors): string {
  const messages = [...new Set(warnings.map(({ message }) => message))];
  return messages
    .map((message) => {
      const paths = warnings.filter((warning) => warning.message === message).map(({ path }) => path);
      return `${yellow("warning:")} ${paths.join(", ")}: ${message}\n`;
    })
    .join("");
}

function header(plan: Plan, { bold, dim }: Colors): string {
  const { project, stack, cloud, region, drRegion, tier, phase, contract } = plan;
  const where = contract.drLevel === "none" ? region : `${region}, copies in ${drRegion}`;
  const size = phase === null ? tier : `${tier} (${phase})`;
  return `${bold(`${project} / ${stack}`)}  ${dim(`${cloud} ${where}  ${size}  ${created(plan).length} resources`)}`;
}

function capabilities(plan: Plan, { cyan, dim }: Colors): readonly string[] {
  const rows = plan.capabilities.map(({ capability, service, resources }) => [
    cyan(capability),
    service,
    resources.length,
  ]);
  const others = created(plan).length - plan.capabilities.reduce((sum, { resources }) => sum + resources.length, 0);
  return table([...rows, [dim("others"), dim("providers, and what the whole account shares"), others]]);
}

/** What a cloud or vendor would be asked for: everything except the stack and the components that only group. */
export function created({ resources }: Plan) {
  return resources.filter(({ custom }) => custom);
}

function contract(promise: PlanContract): readonly string[] {
  const { users, phoneCalls, apiCalls, peakRps, recordingsGb, availability, budget, budgetScope, drLevel } = promise;
  const scope = budgetScope === "total" ? "everything" : "cloud and database";
  return [
    `For ${amount(users)} users, ${amount(phoneCalls)} phone calls, ${amount(apiCalls)} API calls and ` +
      `${amount(recordingsGb)} GB of recordings a month; at the peak ${amount(peakRps)} a second.`,
    `Promised: ${availability === null ? "no availability" : `${availability} % availability`}, ` +
      `${drLevel === "none" ? "no copies in another region" : "copies of all data in another region"}; ` +
      `budget $${amount(budget)} a month for ${scope}.`,
  ];
}

function outputs(plan: Plan, { dim }: Colors): readonly string[] {
  return [dim("Stack outputs"), ...table(leaves(plan.outputs).map(([path, value]) => [path, value]))];
}

/** Every single value in a tree of them, with the path to it. */
function leaves(value: Value, path = ""): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

function amount(value: number): string {
  return value.toLocaleString("en-US");
}

function table(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  return linesOf(rows, { colAligns: ["left", "left", "right"] });
}
