import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import type { WireProperties } from "../graph/wire";

/** Why something is there no more: `unheard`, when the answer never arrived; `alongside`, with what it was in; `lost`, unasked. */
export type Departure = "deleted" | "abandoned" | "unheard" | "alongside" | "lost";

/** What has happened in the world; what exists follows from all of it, in order. */
export type Entry =
  | {
      readonly operation: "create" | "update";
      readonly urn: string;
      readonly id: string;
      /** Secrets are sealed. */
      readonly inputs: WireProperties;
      readonly state: WireProperties;
      /** False: it was made, or changed, and then failed. */
      readonly well: boolean;
      /** How often it was asked to be something else, its making included. */
      readonly generation: number;
    }
  | { readonly operation: "delete"; readonly urn: string; readonly id: string; readonly departure: Departure }
  /** Somebody has put something into it. */
  | { readonly operation: "fill"; readonly urn: string; readonly id: string }
  /** A fault has struck, and strikes no more. */
  | { readonly operation: "fault"; readonly fault: string };

/** The state of the world, as a list that only grows. */
export interface Journal {
  /** All that was ever appended. */
  read(): readonly Entry[];
  append(entry: Entry): void;
}

/** A world that ends with the process. */
export function memoryJournal(): Journal {
  const entries: Entry[] = [];
  return { read: () => [...entries], append: (entry) => void entries.push(entry) };
}

/**
 * One JSON object a line, each appended in one write, so that a process can be killed at any moment: a line that was only half written
 * never happened, and is cut off when the file is opened again.
 */
export function fileJournal(file: string): Journal {
  if (existsSync(file)) cutTornLine(file);
  return {
    read: () => (existsSync(file) ? entriesOf(readFileSync(file, "utf8")) : []),
    append: (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`),
  };
}

function cutTornLine(file: string): void {
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf("\n") + 1;
  if (whole < bytes.length) truncateSync(file, whole);
}

const entriesOf = (text: string): readonly Entry[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Entry);
