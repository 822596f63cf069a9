import { CLOUD_NAMES } from "../ledger/markdown";
import type { CloudName } from "../conventions/clouds";
import { type Cost, isOverBudget } from "./section";

/** A contract on a cloud, and what it costs there. */
export interface PricedStage {
  readonly cloud: CloudName;
  /** Tier, or phase of production. */
  readonly stage: string;
  readonly cost: Cost;
}

const HEADER = `# Costs

What each tier and phase costs on each cloud: USD a month at list price, on demand, before tax, twelve months after launch. Generated
from the recorded resources and [the price book](../src/cost/book.json) by \`npm run docs\`; a test keeps the two equal. What users
cause is derived from the contract's load in [usage.ts](../src/cost/usage.ts).

A tier's budget is for cloud, Atlas and Elastic; a phase's is for everything. Where list prices are above a budget, the last column
says what most of it goes into; \`npm run plan\` has every line with its source, and what could be had for less.
`;

/** Drivers that the table has room for. */
const NAMED = 3;

/** The costs of all stages as a page: a table for each cloud. */
export function costsMarkdown(stages: readonly PricedStage[]): string {
  const clouds = [...new Set(stages.map(({ cloud }) => cloud))];
  const sections = clouds.map((cloud) => {
    const rows = stages.filter((stage) => stage.cloud === cloud).map(rowOf);
    return [`## ${CLOUD_NAMES[cloud]}`, "", ...aligned([TITLES, ...rows]), ""].join("\n");
  });
  return [HEADER, ...sections].join("\n");
}

const TITLES = ["", "platform", "third parties", "budget", "", "most of it"];

function rowOf({ stage, cost }: PricedStage): readonly string[] {
  const { platform, thirdParty, budget, budgetScope, compared, drivers } = cost;
  const rest = isOverBudget(cost) ? `**${usd(compared - budget)} over**` : `${usd(budget - compared)} left`;
  const most = drivers
    .slice(0, NAMED)
    .map(({ group, what, monthly }) => `${group} ${what.split("/").at(-1) ?? ""} ${usd(monthly)}`);
  return [
    stage,
    usd(platform),
    usd(thirdParty),
    `${usd(budget)}${budgetScope === "total" ? " for all" : ""}`,
    rest,
    most.join(", "),
  ];
}

const usd = (amount: number): string => Math.round(amount).toLocaleString("en-US");

/** A table as Prettier writes it. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = TITLES.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)];
}
