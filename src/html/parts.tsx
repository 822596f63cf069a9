import { nameIn } from "../graph/urn";
import type { ComponentChildren } from "preact";
import { percentOf, usd } from "./format";
import type { Model } from "./model";

/** Building blocks of several sections. */

export type Level = "good" | "warn" | "bad" | "none";

const SIGNS: Readonly<Record<Level, string>> = { good: "✓", warn: "!", bad: "✕", none: "–" };

/** Never by colour alone: every level has a sign, and says itself in words. */
export function Badge({ level, children }: { readonly level: Level; readonly children: ComponentChildren }) {
  return (
    <span class={`badge ${level}`}>
      <span aria-hidden="true">{SIGNS[level]}</span> {children}
    </span>
  );
}

export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** To the row of a resource; what the graph doesn't have is only named. */
export function ResourceLink({ urn, model, text }: ResourceLinkProps) {
  const row = model.rows.get(urn);
  const look = text === undefined ? "name" : undefined;
  const shown = text ?? nameIn(urn);
  if (row === undefined) return <span class={look}>{shown}</span>;
  return (
    <a class={look} href={`#${row}`}>
      {shown}
    </a>
  );
}

interface ResourceLinkProps {
  readonly urn: string;
  readonly model: Model;
  /** Instead of the resource's name. */
  readonly text?: string;
}

/** USD; what no line of the bill names says so. */
export function Cost({ usd: value }: { readonly usd: number }) {
  return value === 0 ? <span class="quiet">no own cost</span> : <span class="number">{usd(value)}</span>;
}

/** A part of a whole as a bar: with attributes only, as the page's policy allows no inline style. */
export function Bar({ from = 0, part, whole, limit, kind = "plain" }: BarProps) {
  return (
    <svg class={`bar bar-${kind}`} aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      <rect class="part" x={percentOf(from, whole)} width={percentOf(part, whole)} height="100%" rx="3" />
      {limit !== undefined && limit < whole && (
        <rect class="limit" x={percentOf(limit, whole)} width="2" height="100%" />
      )}
    </svg>
  );
}

interface BarProps {
  readonly from?: number;
  readonly part: number;
  readonly whole: number;
  /** Marked where it is less than the whole. */
  readonly limit?: number | undefined;
  readonly kind?: string;
}

/** Rows that a narrow screen shows as cards; the roles keep it a table for those who hear it. */
export function Table({ caption, columns, rows }: TableProps) {
  return (
    <table role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={isNumeric(column) ? "number" : undefined}>
              {column.replace(NUMERIC, "")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((cells) => (
          <tr role="row">
            {cells.map((cell, index) => {
              const column = columns[index] ?? "";
              return (
                <td
                  role="cell"
                  data-label={column.replace(NUMERIC, "")}
                  class={isNumeric(column) ? "number" : undefined}
                >
                  <div>{cell}</div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A column of numbers is written `#Title`. */
const NUMERIC = /^#/;
const isNumeric = (column: string): boolean => NUMERIC.test(column);

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}
