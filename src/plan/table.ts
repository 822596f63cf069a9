import Table, { type CellOptions, type TableConstructorOptions } from "cli-table3";

/** Columns between two cells. */
export const GAP = 2;

/** Rows in aligned columns, without lines between them. */
export function linesOf(
  rows: readonly (readonly (string | number | CellOptions)[])[],
  options: Pick<TableConstructorOptions, "colAligns" | "colWidths" | "wordWrap">,
): readonly string[] {
  const aligned = new Table({
    ...options,
    chars: NO_BORDERS,
    style: { head: [], border: [], "padding-left": GAP, "padding-right": 0 },
  });
  aligned.push(...rows.map((row) => [...row]));
  return aligned
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

const NO_BORDERS = Object.fromEntries(
  ["top", "bottom", "left", "right", "mid", "middle"].flatMap((side) =>
    ["", "-mid", "-left", "-right"].map((part) => [`${side}${part}`, ""]),
  ),
);
