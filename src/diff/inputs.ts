import type { GraphResource, Value } from "../graph/graph";

/** An input that is not what it was, by its path; undefined where it was not or is no more. */
export interface InputChange {
  readonly path: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/**
 * Every single input that differs, as deep as both are objects: lists are compared whole. What an update leaves as it is
 * (`ignoreChanges`) differs in nothing.
 */
export function changedInputs(before: GraphResource, after: GraphResource): readonly InputChange[] {
  const compared = (inputs: Value) => after.ignoreChanges.map(stepsOf).reduce(without, inputs);
  return changes(compared(before.inputs), compared(after.inputs), "");
}

function changes(before: Value | undefined, after: Value | undefined, path: string): readonly InputChange[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changes(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

/** `agentPoolProfiles[0].count` is three steps. */
const stepsOf = (path: string): readonly string[] => path.match(/[^.[\]]+/g) ?? [];

/** A value without what is at the end of a path. */
function without(value: Value, [step, ...rest]: readonly string[]): Value {
  if (step === undefined) return value;
  const inner = (at: Value) => (rest.length === 0 ? null : without(at, rest));
  if (isList(value)) return value.map((item, index) => (String(index) === step ? inner(item) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, at]) =>
      key !== step ? [[key, at]] : rest.length === 0 ? [] : [[key, inner(at)]],
    ),
  );
}

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

const isObject = (value: Value | undefined): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
