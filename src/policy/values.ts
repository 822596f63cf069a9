import { type GraphResource, SECRET, UNKNOWN, type Value } from "../graph/graph";

type Maybe = Value | undefined;

/** A value on which a rule depends, but which nobody can know before the resources exist. */
export class Unreadable extends Error {
  /** True where it will be known once the resources exist: in a preview, nobody can be asked yet. */
  readonly unknown: boolean;

  constructor(path: string, value: Maybe) {
    super(`${path} can't be judged: ${show(value)}`);
    this.name = "Unreadable";
    this.unknown = textsIn(value).includes(UNKNOWN);
  }
}

type Scalar = string | number | boolean | undefined;

const SYMBOL = /<[^<>\s]+\.[^<>\s]+>/;

/** True for text that only the cloud will know, in full or in part. */
export const isSymbolic = (value: Maybe): boolean =>
  typeof value === "string" && (value === UNKNOWN || SYMBOL.test(value));

/**
 * An input by its path, `vpcConfig.subnetIds`; undefined where it is not set.
 * @throws Unreadable where the path leads into something unknown
 */
export function read(resource: GraphResource, path: string): Maybe {
  return readIn(resource.inputs, path);
}

/** The same, inside a value. */
export function readIn(value: Maybe, path: string): Maybe {
  return path.split(".").reduce<Maybe>((at, key) => {
    if (isRecord(at)) return at[key] ?? undefined;
    if (at === undefined || at === null) return undefined;
    throw new Unreadable(path, at);
  }, value);
}

export function isRecord(value: Maybe): value is { readonly [key: string]: Value } {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: Maybe): value is readonly Value[] {
  return Array.isArray(value);
}

/**
 * The value, where it decides a rule by itself.
 * @throws Unreadable for a symbol, an unknown, a secret or anything that is not a scalar
 */
export function plain(value: Maybe, path: string): Scalar {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "object" || value === SECRET || isSymbolic(value)) throw new Unreadable(path, value);
  return value;
}

/** Plain input by its path. */
export const plainOf = (resource: GraphResource, path: string): Scalar => plain(read(resource, path), path);

/**
 * A text whose known part decides a rule, be the rest of it only known later; empty where it is not set.
 * @throws Unreadable for an unknown, a secret or anything that is not a text
 */
export function textIn(value: Maybe, path: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string" || value === UNKNOWN || value === SECRET) throw new Unreadable(path, value);
  return value;
}

/** Such a text by its path. */
export const textOf = (resource: GraphResource, path: string): string => textIn(read(resource, path), path);

/** The items of a list input; none where it is not set. */
export function listOf(resource: GraphResource, path: string): readonly Value[] {
  return itemsOf(read(resource, path), path);
}

/** The items of a list, of which each is known to exist. */
export function itemsOf(value: Maybe, path: string): readonly Value[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw new Unreadable(path, value);
  return value;
}

/** The items of a list of plain texts. */
export function textsOf(resource: GraphResource, path: string): readonly string[] {
  return listOf(resource, path).map((item) => String(plain(item, path)));
}

/** Every text inside a value, at any depth. */
export function textsIn(value: Maybe): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** How a value reads in a finding. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}
