import { type GraphResource, UNKNOWN, type Value } from "../graph/graph";
import type { Predicate } from "./rule";
import { itemsOf, plain, read, show, Unreadable } from "./values";

/** What may be asked of one input. */
export type Condition = (value: Value | undefined, path: string) => boolean;

/** Holds where every named input meets its condition; the first that does not is the finding. */
export function where(conditions: Readonly<Record<string, Condition>>): Predicate {
  return (resource: GraphResource) => {
    const failing = Object.entries(conditions).find(([path, holds]) => !holds(read(resource, path), path));
    return failing === undefined || `${failing[0]} is ${show(read(resource, failing[0]))}`;
  };
}

/** Holds where the first holds and then the second. */
export function both(first: Predicate, second: Predicate): Predicate {
  return (resource, graph) => {
    const verdict = first(resource, graph);
    return verdict === true ? second(resource, graph) : verdict;
  };
}

/** One of these values. */
export const is =
  (...allowed: readonly (string | number | boolean)[]): Condition =>
  (value, path) => {
    const actual = plain(value, path);
    return actual !== undefined && allowed.includes(actual);
  };

/** Anything but this value; not set is fine too. */
export const isNot =
  (refused: string | boolean): Condition =>
  (value, path) =>
    plain(value, path) !== refused;

/** A number, this or more. */
export const atLeast =
  (least: number): Condition =>
  (value, path) => {
    const actual = plain(value, path);
    return typeof actual === "number" && actual >= least;
  };

/** A text of this form. */
export const matches =
  (pattern: RegExp): Condition =>
  (value, path) => {
    const actual = plain(value, path);
    return typeof actual === "string" && pattern.test(actual);
  };

/** Set to anything, be it only known later: a key's ARN, say. */
export const isSet: Condition = (value, path) => {
  if (value === UNKNOWN) throw new Unreadable(path, value);
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
};

/** Not set, or empty. */
export const isAbsent: Condition = (value, path) => !isSet(value, path);

/** A list that holds all of these. */
export const includes =
  (...needed: readonly string[]): Condition =>
  (value, path) => {
    const items = itemsOf(value, path).map((item) => plain(item, path));
    return needed.every((item) => items.includes(item));
  };
