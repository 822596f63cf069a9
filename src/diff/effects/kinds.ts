import type { GraphResource, Value } from "../../graph/graph";

/** What changes of a resource type's inputs do: everything that is not named here is changed in place. */
export interface ChangeKind {
  /** Inputs that can't be changed: the resource is made anew, and the old one goes. A path names all below it. */
  readonly replaces?: readonly string[];
  /** Inputs whose change goes through machines or pods, one after another. */
  readonly rolls?: readonly string[];
  /** Changes that lose data though the resource stays. */
  readonly loses?: readonly Loss[];
  /** What is gone with the resource; absent where it keeps nothing. */
  readonly holds?: string;
}

/** A change in place after which something is gone. */
export interface Loss {
  /** What is gone, in plain words. */
  readonly what: string;
  readonly when: (before: GraphResource, after: GraphResource) => boolean;
}

/** A vendor's resource types, each where it differs from "changed in place, keeps nothing". */
export type ChangeKinds = Readonly<Record<string, ChangeKind>>;

export function valueAt({ inputs }: GraphResource, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>((at, key) => (at as Readonly<Record<string, Value>> | null | undefined)?.[key], inputs);
}

/** A number that becomes smaller, or is there no more. */
export const shrinks = (what: string, path: string): Loss => ({
  what,
  when: (before, after) => Number(valueAt(after, path) ?? 0) < Number(valueAt(before, path) ?? 0),
});

/** A list that becomes shorter. */
export const shortens = (what: string, path: string): Loss => ({
  what,
  when: (before, after) => lengthAt(after, path) < lengthAt(before, path),
});

/** A switch that is turned off. */
export const turnsOff = (what: string, path: string, on: Value = true): Loss => ({
  what,
  when: (before, after) => valueAt(before, path) === on && valueAt(after, path) !== on,
});

function lengthAt(resource: GraphResource, path: string): number {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? value.length : 0;
}
