import { isDeepStrictEqual } from "node:util";
import type { WireProperties } from "../../graph/wire";
import type { Existing } from "../simulated";
import { inOtherRealms } from "../realms";
import type { Subject } from "../subject";
import { hasUnknown, valueAt, valuesAt } from "../values";
import type { World } from "../world";
import { ALL_REFERENCES, rulesOf } from "./index";
import { kindOf, type Reference } from "./rules";

/** The first thing that a request names and that isn't there, in its vendor's words. */
export function missingReference(world: World, { type }: Subject, inputs: WireProperties): string | undefined {
  const rules = rulesOf(type);
  for (const reference of rules.references.filter(({ from, to }) => fits(from, type) && !to.includes(type))) {
    const missing = namesIn(reference, inputs).find((name) => !isThere(world, reference, name));
    if (missing !== undefined) return rules.texts.missing(reference.to.map(kindOf).join(" or "), missing);
  }
  return undefined;
}

/** Somebody else that names a resource, and what becomes of both. */
export interface Holder {
  readonly by: Existing;
  readonly hold: Reference["hold"];
}

/** Everything that names a resource by one of its references. */
export function holdersOf(world: World, held: Existing): readonly Holder[] {
  return ALL_REFERENCES.filter(({ to, hold }) => hold !== "letsGo" && to.some((type) => fits(type, held.type))).flatMap(
    (reference) => {
      const names = [...namesOf(reference, held)];
      return world
        .ofType(reference.from)
        .filter((other) => other.urn !== held.urn && isWithin(reference, held, other) && !inOtherRealms(held, other))
        .filter(({ inputs }) => namesIn(reference, inputs).some((name) => names.includes(name)))
        .map((by) => ({ by, hold: reference.hold }));
    },
  );
}

const isThere = (world: World, reference: Reference, name: string): boolean =>
  reference.to.some((type) =>
    world.ofType(type).some((other) => reference.by.length === 0 || namesOf(reference, other).has(name)),
  );

const isWithin = ({ within }: Reference, one: Existing, other: Existing): boolean =>
  within === undefined || isDeepStrictEqual(valueAt(one.inputs, within), valueAt(other.inputs, within));

/** Names by which a request may call something else. */
function namesIn({ path, value, except }: Reference, inputs: WireProperties): readonly string[] {
  if (path === undefined) return value === undefined ? [] : [value];
  const names = valuesAt(inputs, path).filter((one): one is string => typeof one === "string" && one !== "");
  return names.filter((name) => !hasUnknown(name) && !(except?.test(name) ?? false));
}

/** Names that something has. */
function namesOf({ by }: Reference, { id, state }: Existing): ReadonlySet<string> {
  return new Set(by.flatMap((property) => (property === "id" ? [id] : valuesAt(state, property).map(String))));
}

const fits = (pattern: string, type: string): boolean =>
  pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
