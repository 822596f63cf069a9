import type { PolicyResource } from "@pulumi/policy";
import type { Inputs, Value } from "../src/graph/graph";
import { textsIn } from "../src/policy/values";

/** What other resources can be told apart by; shorter or plainer texts, `enabled` or `ACTIVE`, are everybody's. */
const MIN_LENGTH = 8;
const TELLING = /[\d:/.-]/;

/** What only the cloud knew, by its value: `subnet-0a1b2c3d` is `<crm-network-private-0.id>`. */
export type Symbols = ReadonlyMap<string, string>;

/**
 * The symbols of each resource's outputs. None for what is also an input of its own, which everybody knows, and none for what several
 * resources tell, which names none of them.
 */
export function symbolsIn(
  resources: readonly PolicyResource[],
  inputsOf: (urn: string) => Inputs | undefined,
): ReadonlyMap<PolicyResource, Symbols> {
  const computed = resources.map((resource) => [resource, computedBy(resource, inputsOf(resource.urn) ?? {})] as const);
  const tellers = new Map<string, number>();
  for (const [, own] of computed) for (const text of own.keys()) tellers.set(text, (tellers.get(text) ?? 0) + 1);
  const telling = ([text]: readonly [string, string]) => tellers.get(text) === 1;
  return new Map(computed.map(([resource, own]) => [resource, new Map([...own].filter(telling))]));
}

function computedBy({ name, props }: PolicyResource, inputs: Inputs): Symbols {
  const given = new Set(textsIn(inputs));
  const texts = Object.entries(outputsOf(props)).flatMap(([key, value]) => textsAt(value, key));
  return new Map(texts.filter(([text]) => !given.has(text)).map(([text, path]) => [text, `<${name}.${path}>`]));
}

/** Inputs in which what came from another resource reads as its symbol again, the longest values first. */
export function withSymbols(value: Value, symbols: Symbols): Value {
  if (symbols.size === 0) return value;
  const ordered = [...symbols].sort(([one], [other]) => other.length - one.length);
  const replaced = (inner: Value): Value => {
    if (typeof inner === "string")
      return ordered.reduce((text, [known, symbol]) => text.replaceAll(known, symbol), inner);
    if (typeof inner !== "object" || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map((item: Value) => replaced(item));
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, replaced(one)]));
  };
  return replaced(value);
}

/** Outputs that are known: in a preview, asking for one that is not throws. */
function outputsOf(props: PolicyResource["props"]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.keys(props).flatMap((key) => known(() => props[key] as unknown).map((value) => [key, value])),
  );
}

function textsAt(value: unknown, path: string): readonly (readonly [text: string, path: string])[] {
  if (typeof value === "string") return value.length >= MIN_LENGTH && TELLING.test(value) ? [[value, path]] : [];
  if (typeof value !== "object" || value === null) return [];
  const at = (key: string) => (Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
  return Object.keys(value).flatMap((key) =>
    known(() => (value as Readonly<Record<string, unknown>>)[key]).flatMap((inner) => textsAt(inner, at(key))),
  );
}

function known<T>(ask: () => T): readonly T[] {
  try {
    return [ask()];
  } catch {
    return [];
  }
}
