import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../../tools/pages";

export const RUNBOOKS = "docs/runbooks";

export const read = (path: string): string => readFileSync(resolve(ROOT, path), "utf8");

/** Paths from the root, at any depth. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  const names = readdirSync(resolve(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** What the first group of `pattern` matches in a text, each once. */
export function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(([, group]) => group ?? []))];
}

/** What stands between the fences of a page's blocks of shell commands, lines that go on in the next one joined. */
export const shellOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, block = ""]) => block.replaceAll(/\\\n\s*/g, ""));

/** A page without its blocks of code. */
export const proseOf = (page: string): string => read(page).replaceAll(/^ *```[^]*?^ *```$/gm, "");

/** Where the links of a page lead, as they are written; those to other sites left out. */
export const linksOf = (page: string): readonly string[] =>
  found(proseOf(page), /\]\(([^)\s]+)\)/g).filter((link) => !link.includes("://"));

export interface Heading {
  readonly level: number;
  readonly text: string;
  /** As GitHub makes it: the second of the same text ends in `-1`. */
  readonly anchor: string;
}

export function headingsOf(page: string): readonly Heading[] {
  const seen = new Map<string, number>();
  return [...proseOf(page).matchAll(/^(#+) (.+)$/gm)].map(([, marks = "", text = ""]) => {
    const plain = text
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-");
    const before = seen.get(plain) ?? 0;
    seen.set(plain, before + 1);
    return { level: marks.length, text, anchor: before === 0 ? plain : `${plain}-${before}` };
  });
}

/** The tables of a page: each row by its first cell, without emphasis and code, and in it each cell by its column. */
export function rowsOf(page: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const tables = [...proseOf(page).matchAll(/^\|.*\n\|[ :|-]+\n((?:\|.*\n)+)/gm)];
  return new Map(
    tables.flatMap(([table]) => {
      const [heads = [], , ...rows] = table.trim().split("\n").map(cellsOf);
      return rows.map((cells) => {
        const row = Object.fromEntries(cells.map((cell, index) => [heads[index] ?? "", cell]));
        return [cells[0] ?? "", row] as const;
      });
    }),
  );
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.replaceAll(/[*`]/g, "").trim());
