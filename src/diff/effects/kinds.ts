import type { GraphResource, Value } from "../../graph/graph";

/** What changes of a resource type's inputs do: everything that is not named here is changed in place. */
export interface ChangeKind {
  /** Inputs that can't be changed: the resource is made anew, and the old one goes. A path names all below it. */
  readonly replaces?: readonly string[];
  /** Changes of an input that can be changed otherwise, and only these make the resource anew. */
  readonly replacesIf?: readonly Forced[];
  /** Inputs that can get more or fewer, but can't follow what is made anew elsewhere: the resource is made anew with it. */
  readonly follows?: readonly string[];
  /** Inputs whose change goes through machines or pods, one after another. */
  readonly rolls?: readonly string[];
  /** Changes that lose data though the resource stays. */
  readonly loses?: readonly Loss[];
  /** What is gone with the resource; absent where it keeps nothing. */
  readonly holds?: string;
}

/** An input that some changes of make a new resource. */
export interface Forced {
  readonly input: string;
  readonly when: (before: GraphResource, after: GraphResource) => boolean;
}

/** A change in place after which something is gone. */
export interface Loss {
  /** What is gone, in plain words. */
  readonly what: string;
  readonly when: (before: GraphResource, after: GraphResource) => boolean;
}

/** A vendor's resource types, each where it differs from "changed in place, keeps nothing". */
export type ChangeKinds = Readonly<Record<string, ChangeKind>>;

export function valueAt({ inputs }: Pick<GraphResource, "inputs">, path: string): Value | undefined {
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

/** Ages in days at which a lifecycle's rules delete something, each with what the rule is about. */
type Deletions = (lifecycle: GraphResource) => readonly (readonly [scope: string, days: number])[];

/** A rule of a lifecycle deletes at an earlier age than before, or for the first time. */
export const deletesSooner = (deletions: Deletions): Loss => ({
  what: "objects, or older versions of them, beyond the new age",
  when: (before, after) => {
    const was = new Map(deletions(before));
    return deletions(after).some(([scope, days]) => days < (was.get(scope) ?? Infinity));
  },
});

/** Rules and other records in a list; none where it is not set. */
export const recordsAt = (resource: GraphResource, path: string): readonly RecordOfValues[] =>
  (valueAt(resource, path) ?? []) as readonly RecordOfValues[];

type RecordOfValues = Readonly<Record<string, Value>>;

/** An input that can be added, and never be changed or taken away. */
export const once = (input: string): Forced => ({ input, when: (before) => valueAt(before, input) !== undefined });

/** It can be turned on later, and never off again. */
export const neverOff = (input: string, on: Value): Forced => ({
  input,
  when: (before, after) => valueAt(before, input) === on && valueAt(after, input) !== on,
});

function lengthAt(resource: GraphResource, path: string): number {
  const value = valueAt(resource, path);
  return Array.isArray(value) ? value.length : 0;
}
