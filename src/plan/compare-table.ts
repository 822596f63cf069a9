import { stripVTControlCharacters } from "node:util";
import type { CellOptions } from "cli-table3";
import { isOverBudget } from "../cost/section";
import { DEVIATIONS } from "../ledger/deviations";
import type { RecoveryRow } from "../recovery/row";
import { timeText } from "../recovery/slo";
import { CAPABILITIES } from "./capabilities";
import type { Comparison } from "./compare";
import { dollars } from "../cost/dollars";
import { deviationsOf, type Plan } from "./plan";
import { GAP, linesOf } from "./table";
import { type Colors, created } from "./tree";

/** Columns of text below which a plan's phrases can't be read any more: a narrow terminal has to fold the lines. */
const NARROWEST = 32;

/** Where a column has no such capability. */
const NONE = "-";

interface Row {
  readonly label: string;
  /** One for each plan; a single one stands for all of them. */
  readonly cells: readonly string[];
}

const EMPTY: Row = { label: "", cells: [] };

/**
 * Plans as columns and capabilities as rows, each with the entries of the deviation ledger that hold for it.
 * @param width of the terminal, in characters
 */
export function comparisonTable(comparison: Comparison, plans: readonly Plan[], colors: Colors, width: number): string {
  const { bold } = colors;
  const titles = plans.map(({ cloud, region, tier }) => bold(comparison === "clouds" ? `${cloud} ${region}` : tier));
  const rows: readonly Row[] = [
    { label: "", cells: titles },
    ...figures(plans, colors),
    ...CAPABILITIES.flatMap((id) => capability(id, plans, colors)),
    ...sharedScopes().flatMap((id) => [EMPTY, deviations(colors.cyan(id), plans.map(entriesOf(id)), colors)]),
  ];
  const cells = rows.map(({ label, cells }) => [label, ...spanning(cells, plans.length)]);
  const lines = linesOf(cells, { wordWrap: true, colWidths: [...widths(rows, plans.length, width)] });
  return `${[header(comparison, plans, colors), "", ...lines].join("\n")}\n`;
}

/** What decides between the columns, a line for each question. */
function figures(plans: readonly Plan[], colors: Colors): readonly Row[] {
  const { dim, red } = colors;
  const row = (label: string, cell: (plan: Plan) => string): Row => ({ label: dim(label), cells: plans.map(cell) });
  const bad = (isBad: boolean, text: string) => (isBad ? red(text) : text);
  return [
    row("resources", (plan) => String(created(plan).length)),
    row("cost a month", ({ cost }) => bad(isOverBudget(cost), dollars(cost.compared))),
    row("prices", ({ cost }) => cost.notes.filter((note) => note.includes("prices")).join(" ")),
    row("budget", ({ cost }) => `${dollars(cost.budget)} ${cost.budgetScope === "total" ? "with" : "without"} others`),
    row("third parties", ({ cost }) => dollars(cost.thirdParty)),
    row("findings", ({ policy }) => openFindings(policy.findings, colors)),
    row("zone lost", (plan) => worstOf(plan, "zone", colors)),
    row("region lost", (plan) => worstOf(plan, "region", colors)),
    row("data deleted", (plan) => worstOf(plan, "deletion", colors)),
    row("availability", ({ availability: { achieved, meets } }) =>
      bad(!meets, achieved === null ? "no SLA" : `${achieved} %`),
    ),
    row("first update", ({ timeline }) => `${Math.round(timeline.minutes)} min`),
  ];
}

function openFindings(findings: Plan["policy"]["findings"], { red }: Colors): string {
  const open = findings.filter(({ waiver }) => waiver === null);
  const high = open.filter(({ severity }) => severity === "high").length;
  const text = open.length === 0 ? "none" : `${open.length}, ${high} high`;
  return high > 0 ? red(text) : text;
}

/** How long the database is away after a failure, what of it is lost, and whose targets are missed. */
function worstOf({ recovery }: Plan, failure: RecoveryRow["failure"], { red }: Colors): string {
  const rows = recovery.filter((row) => row.failure === failure);
  const database = rows.find(({ data }) => data === "database");
  const away = database?.rtoMinutes ?? null;
  const text =
    away === null ? "database lost" : `database RTO ${timeText(away)}, RPO ${timeText(database?.rpoMinutes ?? null)}`;
  const late = rows.filter(({ meets }) => !meets).length;
  return late === 0 ? text : red(`${text}; ${late} missed`);
}

function header(comparison: Comparison, plans: readonly Plan[], { bold, dim }: Colors): string {
  const { project = "", stack = "", tier = "", phase = null, cloud = "", region = "" } = plans[0] ?? {};
  const size = phase === null ? tier : `${tier} (${phase})`;
  const same = comparison === "clouds" ? size : `${cloud} ${region}`;
  return `${bold(`${project} / ${stack}`)}  ${dim(`${same}  ${comparison} side by side`)}`;
}

function capability(id: (typeof CAPABILITIES)[number], plans: readonly Plan[], colors: Colors): readonly Row[] {
  const services = plans.map((plan) => plan.capabilities.find(({ capability }) => capability === id)?.service);
  if (services.every((service) => service === undefined)) return [];
  const row = { label: colors.cyan(id), cells: services.map((service) => service ?? NONE) };
  const entries = plans.map((plan, index) => (services[index] === undefined ? [] : entriesOf(id)(plan)));
  return [EMPTY, row, ...(entries.flat().length === 0 ? [] : [deviations("  deviations", entries, colors)])];
}

const entriesOf =
  (id: string) =>
  ({ cloud }: Plan): readonly string[] =>
    deviationsOf(id, cloud);

function deviations(label: string, entries: readonly (readonly string[])[], { dim }: Colors): Row {
  const texts = entries.map((ids) => (ids.length === 0 ? NONE : ids.join(", ")));
  const same = new Set(texts).size === 1;
  return { label: dim(label), cells: same ? [dim(`all: ${texts[0] ?? ""}`)] : texts.map(dim) };
}

/** What the ledger knows that is no capability of a plan, such as the account. */
function sharedScopes(): readonly string[] {
  const ids: readonly string[] = CAPABILITIES;
  return [...new Set(DEVIATIONS.map(({ capability }) => capability))].filter((id) => !ids.includes(id));
}

function spanning(cells: readonly string[], columns: number): readonly (string | CellOptions)[] {
  const [only = ""] = cells;
  return cells.length === 1 ? [{ content: only, colSpan: columns }] : cells;
}

/** As wide as the terminal allows, and never so narrow that a word would be cut. */
function widths(rows: readonly Row[], columns: number, width: number): readonly number[] {
  const label = GAP + longest(rows.map((row) => row.label));
  const words = rows.flatMap(({ cells }) => cells).flatMap((cell) => cell.split(/\s+/));
  const column = Math.max(Math.floor((width - label) / columns), NARROWEST, GAP + longest(words));
  return [label, ...Array.from({ length: columns }, () => column)];
}

const longest = (texts: readonly string[]): number =>
  Math.max(...texts.map((text) => stripVTControlCharacters(text).length));
