import type { GraphResource, Value } from "../graph/graph";

/** An input that is not what it was, by its path; undefined where it was not or is no more. */
export interface InputChange {
  readonly path: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** Every single input that differs, as deep as both are objects: lists are compared whole. */
export const changedInputs = (before: GraphResource, after: GraphResource): readonly InputChange[] =>
  changes(before.inputs, after.inputs, "");

function changes(before: Value | undefined, after: Value | undefined, path: string): readonly InputChange[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changes(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

const isObject = (value: Value | undefined): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
